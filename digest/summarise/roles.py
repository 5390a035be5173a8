"""What a phrase says of a role: an office before the name, an apposition after it."""

from collections.abc import Sequence

from digest.summarise.languages import Language
from digest.summarise.letters import Word

_MAX_ROLE = 110
_MAX_AFFILIATION = 12  # words
_DASHES_AND_COMMA = (",", "—", "–")


def office(
    text: str, before: Sequence[Word], rank: Sequence[Word], language: Language
) -> str | None:
    """Return the role that the words before a name and its rank give.

    A lower-case office before a capitalised rank makes two parts: "office, rank".
    """
    kept = [*before]
    while kept and kept[0].lower in language.articles | language.honorifics:
        kept.pop(0)
    ranks = [word for word in rank if word.lower not in language.honorifics]
    if kept and ranks and names_role(kept, language) and not kept[-1].is_capital:
        wording = f"{_wording(text, kept, language)}, {_wording(text, ranks, language)}"
        return uncapitalised(wording, language)
    both = [*kept, *ranks]
    return _sound(text, both, language) if both else None


def rank_start(run: Sequence[Word], language: Language) -> int:
    """Return where the run of titles that ends these words begins."""
    start = len(run)
    while start and run[start - 1].lower in language.titles:
        start -= 1
    return start


def apposition(
    text: str, words: Sequence[Word], at: int, language: Language
) -> str | None:
    """Return the role that follows a name: "X, the group's legal director, said"."""
    if at + 1 >= len(words) or words[at].text not in _DASHES_AND_COMMA:
        return None
    start = at + 1
    if words[start].text.isdigit():
        start += len((words[start], ","))  # "Mattie Thomas, 66, a retired worker"
    leads = _leads(words, start, language)
    end = start + leads
    while end < len(words) and not _closes(words, end, language):
        end += 1
    inside = words[start:end]
    if not inside or any(word.lower in language.reporting for word in inside):
        return None
    if not leads and _tells_where(inside[0], language):
        return None
    closed = end == len(words) or not words[end].is_word
    closed = closed or words[end].lower in language.personal
    articled = closed and inside[0].lower in language.articles
    if not (articled or (leads and closed) or names_role(inside, language)):
        return None
    return _sound(text, _definite(inside, language), language)


def _tells_where(word: Word, language: Language) -> bool:
    """Tell a word that begins circumstances, no role: "flanked by", "in a letter"."""
    ending = language.participle_ending
    return word.lower not in language.articles and (
        word.lower in language.prepositions
        or word.lower in language.subordinators
        or word.lower in language.circumstances
        or bool(ending and word.lower.endswith(ending))
    )


def affiliation(
    text: str, words: Sequence[Word], at: int, language: Language
) -> str | None:
    """Return where somebody belongs: "X of the Alpine Survey in Turin, who"."""
    if at + 1 >= len(words) or words[at].lower not in language.joining:
        return None
    end = at + 1
    while end < min(len(words), at + _MAX_AFFILIATION) and _belongs(
        words[end], language
    ):
        end += 1
    while end > at + 1 and not words[end - 1].is_capital:
        end -= 1
    named = any(word.is_capital for word in words[at + 1 : end])
    return _wording(text, words[at:end], language) if named else None


def _belongs(word: Word, language: Language) -> bool:
    return word.is_word and (
        word.is_capital
        or word.lower in language.articles
        or word.lower in language.joining
    )


def uncapitalised(role: str, language: Language) -> str | None:
    """Return a role as it stands behind a name: its "The" begins no sentence."""
    role = role.strip(" ,'’–—")
    first, _, rest = role.partition(" ")
    first = first.lower()
    if first in language.no_role:
        last = rest.rpartition(" ")[2].lower()
        plain = last in language.roles and last not in language.kin
        return rest if plain and first in language.definite else None
    if first in language.articles:
        role = role[0].lower() + role[1:]
    return role if role and len(role) <= _MAX_ROLE and "\n" not in role else None


def _leads(words: Sequence[Word], at: int, language: Language) -> bool:
    """Tell whether a clause says what somebody is in charge of: "who heads …"."""
    return (
        at + 1 < len(words)
        and words[at].lower in language.personal
        and words[at + 1].lower in language.leading
    )


def _closes(words: Sequence[Word], at: int, language: Language) -> bool:
    word = words[at]
    if word.text == "." and at + 1 < len(words):
        return not _is_abbreviation(words[at - 1], language)
    return word.text in ",.;:—–" or word.lower in language.relatives


def _is_abbreviation(word: Word, language: Language) -> bool:
    return len(word.text) == 1 or word.lower in language.abbreviations


def _definite(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return a role without "a", which means nothing once it stands beside a name."""
    indefinite = len(words) > 1 and words[0].lower in language.indefinite
    return words[1:] if indefinite else words


def _sound(text: str, words: Sequence[Word], language: Language) -> str | None:
    """Return the role these words are; None: an age, a number, a pointer."""
    if words[0].text[:1].isdigit() and names_role(words[1:], language):
        words = words[1:]  # "a 55-year-old nurse"
    first = words[0].lower
    if (
        first[:1].isdigit()
        or first in language.adverbs
        or all(word.lower in language.name_particles for word in words)
        or (first in language.ordinals and not names_role(words, language))
    ):
        return None
    return uncapitalised(_wording(text, words, language), language)


def _wording(text: str, words: Sequence[Word], language: Language) -> str:
    end = words[-1].end
    # An abbreviation keeps its full stop: "Gov."
    if text[end : end + 1] == "." and _is_abbreviation(words[-1], language):
        end += 1
    return text[words[0].start : end]


def names_role(words: Sequence[Word], language: Language) -> bool:
    """Tell whether a word for what people are stands among these."""
    return any(word.lower in language.roles for word in words)
