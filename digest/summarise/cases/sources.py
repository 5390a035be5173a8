"""Whose words a clause gives: "за словами X", "йдеться в листі X", "у X кажуть"."""

from collections.abc import Iterator, Sequence

from digest.summarise.cases.chunks import declined
from digest.summarise.cases.clause import Clause
from digest.summarise.cases.heads import Chunk
from digest.summarise.languages import Gender, Language
from digest.summarise.phrases import Phrase
from digest.summarise.subjects import MAX_LEAD, cues

_MAX_PAPER = 3  # words between "йдеться" and "у листі"


def sources(clause: Clause, found: Sequence[Chunk]) -> Iterator[Phrase]:
    """Yield whom "за словами X" and "йдеться в листі X" name; `found`: all chunks."""
    known = cues(clause.language)
    for at in range(min(len(clause), MAX_LEAD + 1)):
        for cue in known.get(clause.lower(at), ()):
            yield from _cued(clause, at, cue)
        if clause.lower(at) in clause.language.impersonal:
            yield from _on_paper(clause, at, found)


def host(clause: Clause, verb: int, end: int) -> Phrase | None:
    """Return the body in which unnamed people speak: "у міністерстві просять".

    `end` is where the words behind the verb are over that may name it.
    """
    for at in (*range(verb - 1, -1, -1), *range(verb + 1, end)):
        if clause.lower(at) in clause.language.hosting:
            one = declined(clause, at + 1)
            if one is not None and is_body(one, clause.language):
                return one.phrase._replace(declined=True)
    return None


def is_body(one: Chunk, language: Language) -> bool:
    """Tell whether a chunk names a body, and no person."""
    return one.phrase.kind == "name" or one.head in language.organisations


def understood(clause: Clause, at: int, gender: Gender) -> Phrase:
    """Return who is understood where a word stands: a pronoun of this gender."""
    return clause.phrase(at, at + 1, "pronoun")._replace(gender=gender)


def _cued(clause: Clause, at: int, cue: Sequence[str]) -> Iterator[Phrase]:
    spoken = [word.lower for word in clause.words[at : at + len(cue) + 1]]
    if spoken[: len(cue)] == cue:
        yield from _declined(clause, at + len(cue))
    elif spoken[:1] + spoken[2:] == cue:  # "за його словами"
        gender = clause.language.possessives.get(spoken[1])
        if gender in ("male", "female"):
            yield understood(clause, at + 1, gender)


def _declined(clause: Clause, at: int) -> Iterator[Phrase]:
    one = declined(clause, at) if at < len(clause) else None
    if one is not None:
        # A declined role would not agree with the name once they stand by themselves.
        yield one.phrase._replace(gender=one.gender, declined=True, role=None)


def _on_paper(clause: Clause, at: int, found: Sequence[Chunk]) -> Iterator[Phrase]:
    """Yield whose paper says so: "йдеться у відповіді X", "X: у звіті йдеться"."""
    papers = clause.language.papers
    for index in range(at + 1, min(at + 1 + _MAX_PAPER, len(clause))):
        if clause.lower(index) in papers:
            yield from _declined(clause, index + 1)
            return
    if any(word.lower in papers for word in clause.words[max(0, at - 2) : at]):
        before = [one for one in found if one.direct and one.last <= at]
        yield from (one.phrase for one in before[-1:])
