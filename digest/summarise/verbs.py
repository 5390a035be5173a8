"""Where a clause has its verb of speech, and what only attends a verb.

Some verbs are of speech by their particle alone: "hit back".
"""

from collections.abc import Sequence

from digest.summarise.languages import Language
from digest.summarise.letters import Word

_NEAR_VERB = 28  # words between a quotation and the verb that may belong to it


def first_verb(clause: Sequence[Word], language: Language) -> int | None:
    """Return where the first verb of speech near a quotation stands."""
    for index in range(min(_NEAR_VERB, len(clause))):
        if _reports(clause, index, language, language.reporting):
            return index
    return None


def last_verb(
    clause: Sequence[Word], language: Language, verbs: frozenset[str]
) -> int | None:
    """Return where the last of these verbs stands."""
    for index in range(len(clause) - 1, -1, -1):
        if _reports(clause, index, language, verbs):
            return index
    return None


def past_verb(clause: Sequence[Word], verb: int, language: Language) -> int:
    """Return where a verb of speech, its particle included, is over."""
    return verb + 1 + _has_back(clause, verb, language)


def skip_adverbs(clause: Sequence[Word], language: Language) -> int:
    """Return where the adverbs that open a clause are over."""
    at = 0
    while at < len(clause) - 1 and is_adverb(clause[at], language):
        at += 1
    return at


def is_adverb(word: Word, language: Language) -> bool:
    """Tell an adverb or auxiliary, which only attends a verb."""
    lower = word.lower
    ending = language.adverb_ending
    return (
        lower in language.adverbs
        or lower in language.auxiliary
        or bool(ending and not word.is_capital and lower.endswith(ending))
    )


def inverts(clause: Sequence[Word], at: int, language: Language) -> bool:
    """Tell whether a subject may begin here, behind its verb."""
    following = clause[at : at + 1]
    return bool(following) and (
        following[0].is_capital or following[0].lower in language.articles
    )


def _reports(
    clause: Sequence[Word], at: int, language: Language, verbs: frozenset[str]
) -> bool:
    lower = clause[at].lower
    if lower in verbs:
        return _is_verb(clause, at, language)
    return lower in language.back_verbs and _has_back(clause, at, language)


def _has_back(clause: Sequence[Word], at: int, language: Language) -> bool:
    """Tell whether a verb is one of speech by its particle: "hit back"."""
    return at + 1 < len(clause) and clause[at + 1].lower in language.back


def _is_verb(clause: Sequence[Word], at: int, language: Language) -> bool:
    """Tell a verb from a noun or participle that looks like it: "the reported sum"."""
    before = clause[at - 1].lower if at else ""
    if before in language.articles or before in ("of", "was", "were"):
        return False
    relative = before in language.relatives
    return not relative
