"""The nouns that templates get: an edition as finished text and safe links."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text and where it leads; None: nowhere, it is only text."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedByline:
    """One source of a story: the outlet, then who, when and how long.

    The outlet is no link where the headline already leads to the same page. `others`
    are further sources of which there is no more to say.
    """

    outlet: Link
    others: tuple[Link, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFact:
    """A fact, and its outlet linked to the very sentence."""

    text: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuote:
    """A quotation within its marks, who said it, and where.

    `direction` and `language` are "" where they are its edition's, or not known.
    """

    text: str
    speaker: str
    role: str
    source: Link
    date: str
    direction: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNumber:
    """A figure to be set large, what it counts, and its outlet linked to its place.

    `direction` and `language` are "" where they are its edition's, or not known.
    """

    figure: str
    counted: str
    source: Link
    direction: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDifference:
    """Words that say that sources differ, and what each of them says."""

    title: str
    sides: tuple[PrintedNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedImage:
    """A picture, what stands in for it ("": it decorates), and its size as shown.

    `height` is None where it is not known.
    """

    url: str
    alt: str
    width: int
    height: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedStory:
    """A story; `direction` and `language` are "" where they are its edition's.

    `inset` is the padding of its lists, as CSS has it; `notes` are about its authors.
    `image` is None where it has none: only the email shows it, the web page asks for
    nothing from elsewhere. `isolated` tells whether texts of its own in one line are to
    be kept apart: somewhere lines run from right to left.
    """

    anchor: str
    headline: Link
    direction: str
    language: str
    start: str
    inset: str
    isolated: bool
    bylines: tuple[PrintedByline, ...]
    notes: tuple[str, ...]
    image: PrintedImage | None
    standfirst: str
    facts: tuple[PrintedFact, ...]
    differences: tuple[PrintedDifference, ...]
    quotes: tuple[PrintedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedVoices:
    """A heading and the quotations under it, each of another speaker."""

    title: str
    quotes: tuple[PrintedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNumbers:
    """A heading and the figures under it."""

    title: str
    items: tuple[PrintedNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCorrection:
    """What an edition printed, and what the source reads by now.

    `speaker` is "" where it quoted nobody, `now` where the source has no such words any
    more; `source` leads to the new ones. `direction` is "" where it runs as its edition
    does.
    """

    edition: Link
    was: str
    now: str
    speaker: str
    source: Link
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCorrections:
    """A heading and the corrections under it."""

    title: str
    items: tuple[PrintedCorrection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSection:
    """A heading and its stories."""

    title: str
    stories: tuple[PrintedStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """Why a reader gets this, and how to stop it; "" and None where there is none.

    `privacy` says that nobody is watched; `own` are paragraphs of the newsletter's own.
    `preferences` is where a reader chooses what to get.
    """

    why: str
    privacy: str
    postal_address: str
    own: tuple[str, ...]
    unsubscribe: Link
    preferences: Link | None
    subscribe: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole edition, as printed.

    `start` and `end` are the sides a line of its language starts and ends on, `inset`
    is the padding of its lists, as CSS has it, `isolated` tells whether texts of their
    own in one line are to be kept apart: it runs from right to left. `url`
    is the edition's own web page, None where it has none. `contents` is empty where
    the edition is short. `voices`, `numbers` and `corrections` are None where it has
    none. `more`
    says how many stories were left out, None: none. `words` is what the newsletter
    itself says. `subject` and `preheader` are what an inbox shows of it.
    """

    name: str
    language: str
    direction: str
    start: str
    end: str
    inset: str
    isolated: bool
    title: str
    date: str
    day: str
    count: str
    minutes: str = ""
    url: str | None
    intro: tuple[str, ...]
    contents: tuple[PrintedStory, ...]
    sections: tuple[PrintedSection, ...]
    voices: PrintedVoices | None = None
    numbers: PrintedNumbers | None = None
    corrections: PrintedCorrections | None = None
    more: Link | None
    integrity: str
    footer: Footer
    words: Mapping[str, str]
    subject: str = ""
    preheader: str = ""

    @property
    def stories(self) -> tuple[PrintedStory, ...]:
        """All stories, in reading order."""
        return tuple(story for section in self.sections for story in section.stories)


def values(page: Page) -> Mapping[str, object]:
    """Return the names that every template finds: `page` and `words`."""
    return {"page": page, "words": page.words}
