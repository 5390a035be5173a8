"""Where a clause has its verb of speech, and what only attends a verb.

Some verbs are of speech by their particle alone: "hit back".
"""

from collections.abc import Sequence

from digest.summarise.languages import Language
from digest.summarise.letters import Word


def speech_verbs(clause: Sequence[Word], language: Language) -> list[int]:
    """Return where a clause has verbs of speech, and such as often are."""
    return [at for at in range(len(clause)) if _reports(clause, at, language)]


def past_verb(clause: Sequence[Word], verb: int, language: Language) -> int:
    """Return where a verb of speech, its particle included, is over."""
    return verb + 1 + _has_back(clause, verb, language)


def is_denied(clause: Sequence[Word], language: Language) -> bool:
    """Tell whether a clause says that somebody did not speak: "X never said"."""
    if language.negations.isdisjoint([word.lower for word in clause]):
        return False
    return any(
        word.lower in language.reporting
        and any(one.lower in language.negations for one in clause[max(0, at - 2) : at])
        for at, word in enumerate(clause)
    )


def is_adverb(word: Word, language: Language) -> bool:
    """Tell an adverb or auxiliary, which only attends a verb."""
    lower = word.lower
    ending = language.adverb_ending
    return (
        lower in language.adverbs
        or lower in language.auxiliary
        or bool(ending and not word.is_capital and lower.endswith(ending))
    )


def _reports(clause: Sequence[Word], at: int, language: Language) -> bool:
    lower = clause[at].lower
    if lower in language.reporting or lower in language.weak:
        return _is_verb(clause, at, language)
    return lower in language.back_verbs and _has_back(clause, at, language)


def _has_back(clause: Sequence[Word], at: int, language: Language) -> bool:
    """Tell whether a verb is one of speech by its particle: "hit back"."""
    return at + 1 < len(clause) and clause[at + 1].lower in language.back


def _is_verb(clause: Sequence[Word], at: int, language: Language) -> bool:
    """Tell a verb from a noun or participle that looks like it: "the reported sum"."""
    before = clause[at - 1].lower if at else ""
    return not (
        before in language.articles
        or before in language.bars_verb
        or before in language.relatives
    )
