"""A known article and its text of now: has it changed, and is the change to be had?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from digest.collect.articles import Common, Draft, article
from digest.collect.changes import digest_of
from digest.collect.fulltext import carried, is_whole
from digest.collect.recurrence import recurring_again
from digest.model import Article, Entry, Feed, Notice, Reading
from digest.text.paragraphs import paragraphs, words
from digest.text.verbatim import folded

_KEPT = 0.2  # share of the old text's runs of words that any new version still has
_RUN = 4  # words
_LEAST = 0.5  # of the old text's words
_TAIL = 0.1  # of the old text's words: as many may go at the end
_PLEA = 40  # words that ask a reader to pay or to log in

Outcome = Article | Literal["same", "worse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What came of texts that a feed gives otherwise than before.

    `readings`, by address, remember all of them; `worse` are the addresses of those
    that are not the whole article, and were not taken.
    """

    updates: tuple[Article, ...]
    readings: Mapping[str, Reading]
    worse: tuple[str, ...]


def renewed(
    entries: Iterable[Entry],
    before: Mapping[str, Article],
    common: Common,
    counted: Mapping[str, int],
) -> Renewal:
    """Compare what a feed gives of known entries with the articles made of them."""
    updates: list[Article] = []
    readings: dict[str, Reading] = {}
    worse: list[str] = []
    for entry in entries:
        known = before.get(entry.url)
        if known is None:
            continue
        readings[entry.url] = Reading(given=digest_of(entry), said=entry.updated)
        text = carried(entry)
        cut_off = common.feed.full_text == "auto" and not is_whole(text)
        came = compared(
            known, Draft(entry=entry, text=text), common, counted, cut_off=cut_off
        )
        if isinstance(came, Article):
            updates.append(came)
        elif came == "worse":
            worse.append(entry.url)
    return Renewal(updates=tuple(updates), readings=readings, worse=tuple(worse))


def compared(
    before: Article,
    draft: Draft,
    common: Common,
    counted: Mapping[str, int],
    *,
    cut_off: bool = False,
) -> Outcome:
    """Return an article with its text of now, or why it stays as it is.

    Only words count: neither markup nor typography, nor furniture that is known by now.
    `counted` tells in how many articles each paragraph stood; `cut_off`, that this text
    does not look whole.
    """
    recurring = recurring_again(draft.text, counted)
    made = article(draft, replace(common, recurring=recurring))
    title = draft.entry.title or before.entry.title
    same_title = folded(title) == folded(before.entry.title)
    if same_title and _says_the_same(before, made, draft):
        return "same"
    if _is_worse(before.text, made.text, cut_off=cut_off):
        return "worse"
    return replace(
        before,
        entry=replace(before.entry, title=title),
        language=made.language,
        text=made.text,
        authors=made.authors or before.authors,
        author_note=made.author_note or before.author_note,
        updated=_moment(before, draft.entry, common.now),
    )


def worse_notice(feed: Feed, urls: tuple[str, ...]) -> Notice | None:
    """Return what is to know of texts that were not taken; None: all were."""
    if not urls:
        return None
    number = "1 article is" if len(urls) == 1 else f"{len(urls)} articles are"
    text = f"{number} much shorter or another by now, {urls[0]} for one: the text of"
    return Notice(subject=feed.title, text=f"{text} before is kept")


def _says_the_same(before: Article, made: Article, draft: Draft) -> bool:
    """Tell whether nothing was added, and nothing taken away but furniture."""
    old, new = set(_folded(before.text)), set(_folded(made.text))
    return new <= old <= new.union(_folded(draft.text))


def _folded(text: str) -> list[str]:
    return [folded(span.of(text)) for span in paragraphs(text)]


def _is_worse(old: str, new: str, *, cut_off: bool) -> bool:
    """Tell whether a text cannot be the article: a stub, or a page about cookies."""
    before, now = words(old), words(new)
    if now < _LEAST * before or (cut_off and now < before):
        return True
    if _breaks_off(_folded(old), _folded(new)):
        return True
    kept = _runs(old)
    return len(kept & _runs(new)) < _KEPT * len(kept)


def _breaks_off(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether a text is the beginning of the old one, and maybe a word on paying.

    An outlet that takes away its last paragraphs does so seldom, a paywall always.
    """
    for kept in (new, new[:-1]):
        rest, added = " ".join(old[len(kept) :]), " ".join(new[len(kept) :])
        if (
            kept == old[: len(kept)]
            and words(rest) > _TAIL * sum(map(words, old))
            and words(added) <= _PLEA
            and not _is_like(added, rest)
        ):
            return True
    return False


def _is_like(one: str, other: str) -> bool:
    """Tell whether a paragraph is another one, edited: most of its words are there."""
    own = set(one.casefold().split())
    return 2 * len(own & set(other.casefold().split())) > len(own)


def _runs(text: str) -> set[tuple[str, ...]]:
    split = folded(text).casefold().split()
    return {tuple(split[at : at + _RUN]) for at in range(len(split) - _RUN + 1)}


def _moment(before: Article, entry: Entry, now: datetime) -> datetime:
    """Return when an article was changed: as its feed says, if that can be so."""
    said = entry.updated
    return said if said and before.first_seen < said <= now else now
