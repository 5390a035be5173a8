"""What a form says: an address and choices, or what is wrong with which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from digest.deliver import normalised
from digest.deliver.addresses import objection
from digest.model import Frequency, Subscriber
from digest.text.printable import clean

LONGEST_NAME = 100
LONGEST_ADDRESS = 254

_FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a subscriber may choose from; the first language is the newsletter's own."""

    languages: tuple[str, ...]
    sections: tuple[str, ...]
    frequencies: tuple[Frequency, ...] = _FREQUENCIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a subscriber chose.

    `language` is "" for the newsletter's own, `sections` is empty for all.
    """

    name: str = ""
    language: str = ""
    sections: tuple[str, ...] = ()
    frequency: Frequency = "each"

    def of(self, subscriber: Subscriber) -> Subscriber:
        """Return a subscriber who has chosen so."""
        return replace(
            subscriber,
            name=self.name,
            language=self.language,
            sections=self.sections,
            frequency=self.frequency,
        )


def chosen_by(subscriber: Subscriber) -> Choice:
    """Return what a subscriber has chosen."""
    return Choice(
        name=subscriber.name,
        language=subscriber.language,
        sections=subscriber.sections,
        frequency=subscriber.frequency,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A form as it was sent: `mistakes` has the word for what is wrong, by field.

    `is_trapped` says that a field was filled in that nobody sees but programs.
    """

    address: str
    choice: Choice
    mistakes: Mapping[str, str]
    is_trapped: bool = False


Fields = Mapping[str, Sequence[str]]


def signed_up(fields: Fields, offer: Offer) -> Entered:
    """Return what the form for newcomers says."""
    typed = _one(fields, "email")
    address = normalised(typed)
    choice, mistakes = _choice(fields, offer, Choice())
    if not address:
        mistakes = {"email": "error_no_address", **mistakes}
    elif len(typed) > LONGEST_ADDRESS or objection(address):
        mistakes = {"email": "error_address", **mistakes}
    return Entered(
        address=address if "email" not in mistakes else clean(typed)[:LONGEST_ADDRESS],
        choice=choice,
        mistakes=mistakes,
        is_trapped=bool(_one(fields, "website")),
    )


def changed(fields: Fields, offer: Offer, before: Choice) -> Entered:
    """Return what the form for subscribers says."""
    choice, mistakes = _choice(fields, offer, before)
    return Entered(address="", choice=choice, mistakes=mistakes)


def _choice(
    fields: Fields, offer: Offer, before: Choice
) -> tuple[Choice, dict[str, str]]:
    """Return what was chosen; what is wrong stays as it was before."""
    mistakes = {}
    name = clean(_one(fields, "name"))
    if len(name) > LONGEST_NAME:
        mistakes["name"] = "error_name"
    language = _one(fields, "language") or before.language or offer.languages[0]
    if language not in (*offer.languages, before.language):
        mistakes["language"] = "error_choice"
    sections = tuple(dict.fromkeys(fields.get("section", ())))
    if not set(sections) <= {*offer.sections, *before.sections}:
        mistakes["section"] = "error_choice"
    frequency = _frequency(_one(fields, "frequency") or before.frequency)
    if frequency is None:
        mistakes["frequency"] = "error_choice"
    choice = Choice(
        name=name[:LONGEST_NAME],
        language=before.language if "language" in mistakes else _own(language, offer),
        sections=before.sections if "section" in mistakes else sections,
        frequency=frequency or before.frequency,
    )
    return choice, mistakes


def _one(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _own(language: str, offer: Offer) -> str:
    return "" if language == offer.languages[0] else language


def _frequency(word: str) -> Frequency | None:
    return next((each for each in _FREQUENCIES if each == word), None)
