"""The record of an edition: what it was drafted from, and what a check found of it."""

import hashlib

from pydantic import BaseModel, ConfigDict

from digest.model import Article, Correction, Integrity
from digest.text.verbatim import folded


class UsedEntry(BaseModel):
    """An entry that an edition used, with the hash of the text it was drafted from."""

    model_config = ConfigDict(frozen=True)

    id: str
    url: str
    outlet: str
    sha256: str


class Drafted(BaseModel):
    """One draft: the hash of its manuscript, what it is made from, what it used.

    `basis` is None where that is not known: it is to be drafted again. `corrected` are
    the hashes of its corrections.
    """

    model_config = ConfigDict(frozen=True)

    manuscript_sha256: str
    basis: str | None = None
    entries: tuple[UsedEntry, ...]
    corrected: tuple[str, ...] = ()


class Proved(BaseModel):
    """What a check found, with nothing that blocks: in the manuscript of this hash.

    `languages` are those of its stories, as far as they are known, each by the address
    of the story's first page: manuscripts do not tell them.
    """

    model_config = ConfigDict(frozen=True)

    manuscript_sha256: str
    integrity: Integrity
    languages: dict[str, str] = {}


class Record(Drafted):
    """What an edition used; while its manuscript is replaced, what the old one used."""

    newsletter: str
    edition: str
    replaces: Drafted | None = None
    proved: Proved | None = None


def correction_hash(correction: Correction) -> str:
    """Return what tells a correction from others: by what it takes back, and where."""
    said = (correction.edition, correction.source.url, folded(correction.was))
    return sha256("\n".join(said).encode())


def alone(draft: Drafted) -> Drafted:
    """Return a draft without what it replaced."""
    return Drafted(
        manuscript_sha256=draft.manuscript_sha256,
        basis=draft.basis,
        entries=draft.entries,
        corrected=draft.corrected,
    )


def used_entry(article: Article) -> UsedEntry:
    """Return an article as an edition's record lists it."""
    return UsedEntry(
        id=article.entry.id,
        url=article.entry.url,
        outlet=article.outlet,
        sha256=sha256(article.text.encode()),
    )


def sha256(content: bytes) -> str:
    """Return what tells a content from all others."""
    return hashlib.sha256(content).hexdigest()
