"""What the service's templates get: finished texts, choices, and links."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.render import Words, own_name
from digest.serve.forms import Choice, Entered, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A text that leads somewhere; `current` where it leads to the page itself."""

    text: str
    url: str
    language: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several things to choose from."""

    id: str
    value: str
    text: str
    chosen: bool
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong with a field, and which element to look at."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form to be filled in; choices between fewer than two are empty.

    `mistakes` are by field. `first` is the id of the first wrong field, or "".
    """

    url: str
    asks_address: bool
    address: str
    name: str
    languages: tuple[Option, ...]
    sections: tuple[Option, ...]
    frequencies: tuple[Option, ...]
    mistakes: Mapping[str, Mistake]
    first: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that does something, with what it sends along."""

    text: str
    url: str
    values: Mapping[str, str] = field(default_factory=dict)
    quiet: bool = False


def form(
    entered: Entered, offer: Offer, words: Words, *, url: str, newcomer: bool
) -> Form:
    """Return a form with what was entered so far, and what is wrong with it."""
    choice = entered.choice
    languages = _languages(choice, offer)
    sections = _sections(choice, offer)
    first_of = {"language": languages, "section": sections}
    mistakes = {
        name: Mistake(
            id=first_of[name][0].id if first_of.get(name) else name,
            text=words.phrase(phrase),
        )
        for name, phrase in entered.mistakes.items()
    }
    return Form(
        url=url,
        asks_address=newcomer,
        address=entered.address,
        name=choice.name,
        languages=languages,
        sections=sections,
        frequencies=_frequencies(choice, offer, words),
        mistakes=mistakes,
        first=next((each.id for each in mistakes.values()), ""),
        button=words.phrase("subscribe_button" if newcomer else "save_button"),
    )


def _languages(choice: Choice, offer: Offer) -> tuple[Option, ...]:
    named = choice.language or offer.languages[0]
    all_of_them = tuple(dict.fromkeys((*offer.languages, named)))
    if len(all_of_them) < 2:  # noqa: PLR2004 - nothing to choose from
        return ()
    return tuple(
        Option(
            id=f"language-{number}",
            value=each,
            text=own_name(each),
            chosen=each == named,
            language=each,
        )
        for number, each in enumerate(all_of_them, start=1)
    )


def _sections(choice: Choice, offer: Offer) -> tuple[Option, ...]:
    all_of_them = tuple(dict.fromkeys((*offer.sections, *choice.sections)))
    if len(all_of_them) < 2:  # noqa: PLR2004 - as above
        return ()
    return tuple(
        Option(
            id=f"section-{number}",
            value=each,
            text=each,
            chosen=each in choice.sections,
        )
        for number, each in enumerate(all_of_them, start=1)
    )


def _frequencies(choice: Choice, offer: Offer, words: Words) -> tuple[Option, ...]:
    return tuple(
        Option(
            id="frequency" if number == 0 else f"frequency-{number}",
            value=each,
            text=words.phrase(f"frequency_{each}"),
            chosen=each == choice.frequency,
        )
        for number, each in enumerate(offer.frequencies)
    )
