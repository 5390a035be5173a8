"""How a clause names somebody, in languages with cases: as subject, as source, just so.

Word order is free there: a verb's subject is the phrase in the nominative that agrees
with it, before or behind; a verb without one has it understood: «…», — додав.
"""

from collections.abc import Iterator, Sequence

from digest.summarise.cases.chunks import chunks
from digest.summarise.cases.clause import Clause
from digest.summarise.cases.forms import role_gender, verb_gender
from digest.summarise.cases.heads import Chunk
from digest.summarise.cases.sources import host, sources, understood
from digest.summarise.languages import Gender
from digest.summarise.phrases import Phrase
from digest.summarise.verbs import is_adverb, speech_verbs

_VERBS = 3  # verbs of speech in a clause whose subjects are asked for
_VERB_WITHIN = 9  # words behind a name in which a verb tells the gender
_SPEAKING = frozenset(("verb", "weak"))

Found = tuple[Phrase, str]


def named(clause: Clause, *, behind: bool) -> Iterator[Found]:
    """Yield what a clause names, and how it was found.

    `behind`: the clause follows what was said. "subject 1" is that of the verb nearest
    to it. A phrase's `gender` is what its verb shows.
    """
    found = chunks(clause)
    direct = [one for one in found if one.direct]
    given = list(sources(clause, found))
    for phrase in given:
        yield phrase, _how(phrase, behind=behind)
    if not given:
        yield from _of_verbs(clause, direct, behind=behind)
    if direct:
        yield _shown(clause, direct[0]), "leads"
    for one in direct:
        if one.phrase.kind != "nominal":
            how = "pronoun" if one.phrase.kind == "pronoun" else "name"
            yield _shown(clause, one), how


def subject_first(
    at: tuple[int, int], played: Sequence[str]
) -> tuple[tuple[int, int], Sequence[str]]:
    """Return the parts of a clause as if its subject, at `at`, came before its verb.

    What signs weigh was learned where it always does.
    """
    first, last = at
    before = range(first - 1, -1, -1)
    verb = next((index for index in before if played[index] in _SPEAKING), None)
    if verb is None or not _SPEAKING.isdisjoint(played[last:]):
        return at, played
    subject = played[first:last]
    moved = [*played[:verb], *subject, *played[verb:first], *played[last:]]
    return (verb, verb + len(subject)), moved


def gender_behind(clause: Clause, at: int) -> Gender | None:
    """Return the gender of the verb behind a name: "Ткач цього не прийняла"."""
    language = clause.language
    for word in clause.words[at : at + _VERB_WITHIN]:
        if word.text in ".:;" or word.is_capital or word.lower in language.relatives:
            return None
        gender = verb_gender(word.lower, language)
        if gender in ("male", "female"):
            return gender
    return None


def _how(phrase: Phrase, *, behind: bool) -> str:
    """Return how a source was found, in words that have weights learned."""
    if not (phrase.declined or phrase.kind == "pronoun"):
        return "subject 1 verb"
    return "inverted 1 verb" if behind else "source"


def _shown(clause: Clause, one: Chunk) -> Phrase:
    gender = gender_behind(clause, one.last)
    return _agreeing(one, gender if _agrees(one, gender) else None)


def _of_verbs(
    clause: Clause, direct: Sequence[Chunk], *, behind: bool
) -> Iterator[Found]:
    verbs = speech_verbs(clause.words, clause.language)
    near = verbs[:_VERBS] if behind else verbs[::-1][:_VERBS]
    for rank, verb in enumerate(near, start=1):
        weak = clause.lower(verb) not in clause.language.reporting
        strength = f"{rank} {'weak' if weak else 'verb'}"
        before, after = _before(clause, direct, verb), _behind(clause, direct, verb)
        gender = verb_gender(clause.lower(verb), clause.language)
        if before and (after is None or _adjoins(clause, before.last, verb)):
            yield _agreeing(before, gender), f"subject {strength}"
        elif after:
            order = "inverted" if behind else "subject"
            yield _agreeing(after, gender), f"{order} {strength}"
        elif phrase := (_unlisted(clause, verb, gender) if behind else None):
            yield phrase, f"inverted {strength}"
        elif phrase := _left_out(clause, verb, gender):
            yield phrase, f"subject {strength}"


def _unlisted(clause: Clause, verb: int, gender: Gender | None) -> Phrase | None:
    """Return the role behind a verb that no list has: "— жартує зоолог."."""
    at = verb + 1
    while at < len(clause) and clause.lower(at) in clause.language.addressees:
        at += 1
    if at >= len(clause) or clause.words[at].is_capital or clause.stops(at):
        return None
    own = role_gender(clause.lower(at), clause.language)
    closed = at + 1 >= len(clause) or not clause.words[at + 1].is_word
    if not closed or own not in ("male", "female") or gender not in (own, None):
        return None
    return clause.phrase(at, at + 1, "nominal")._replace(gender=own)


def _left_out(clause: Clause, verb: int, gender: Gender | None) -> Phrase | None:
    """Return whom a verb without a subject means; None: that can't be told."""
    if gender == "plural":
        inside = host(clause, verb, _barred(clause, verb))
        return inside or understood(clause, verb, gender)
    return understood(clause, verb, gender) if gender in ("male", "female") else None


def _before(clause: Clause, direct: Sequence[Chunk], verb: int) -> Chunk | None:
    """Return the phrase before a verb that may be its subject: the nearest one."""
    gender = verb_gender(clause.lower(verb), clause.language)
    before = [one for one in direct if one.last <= verb]
    return next((one for one in reversed(before) if _agrees(one, gender)), None)


def _behind(clause: Clause, direct: Sequence[Chunk], verb: int) -> Chunk | None:
    """Return the phrase behind a verb that may be its subject: "сказав учора X"."""
    gender = verb_gender(clause.lower(verb), clause.language)
    end = _barred(clause, verb)
    behind = [one for one in direct if verb < one.first < end]
    return next((one for one in behind if _agrees(one, gender)), None)


def _barred(clause: Clause, verb: int) -> int:
    """Return where the words are over behind a verb that may name its subject."""
    end = verb + 1
    language = clause.language
    while end < len(clause):
        word = clause.words[end]
        link = word.lower in language.breaks or word.lower in language.relatives
        verb_too = word.lower in language.reporting
        if not word.is_word and not clause.is_abbreviated(end):
            break
        if not word.is_capital and (link or verb_too):
            break
        end += 1
    return end


def _adjoins(clause: Clause, start: int, verb: int) -> bool:
    between = clause.words[start:verb]
    return all(is_adverb(word, clause.language) for word in between)


def _agrees(one: Chunk, gender: Gender | None) -> bool:
    """Tell whether a phrase may be the subject of a verb of this gender.

    A role in its masculine form may be a woman's.
    """
    if gender == "plural":
        return one.gender == "plural"
    if gender is None or one.gender is None:
        return True
    if one.phrase.kind == "nominal" and one.gender == "male":
        return gender in ("male", "female")
    return one.gender == gender


def _agreeing(one: Chunk, gender: Gender | None) -> Phrase:
    shown = gender if gender in ("male", "female") else None
    own = one.gender if one.phrase.kind == "nominal" else None
    return one.phrase._replace(gender=shown or own)
