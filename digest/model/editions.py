"""What a newsletter prints, and what a check finds in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from digest.model.claims import Fact, Number, Quote, Source
from digest.model.spans import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The line under a headline for one of its sources: who wrote it, when, how long.

    `minutes` is the reading time of the whole article; `note` is about the author.
    """

    source: Source
    authors: tuple[str, ...] = ()
    published: date | None = None
    minutes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure on which sources differ: what each of them says, in its own words.

    `title` says so, in the edition's language: "Sources differ".
    """

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a story is shown with: a picture's address, and what stands in for it.

    `alt` is "" where it only decorates. Evidence: `width` and `height` in pixels, as
    its article's page gives them (None: it does not); `line` where the manuscript has
    it.
    """

    url: str
    alt: str = ""
    width: int | None = field(default=None, compare=False)
    height: int | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, told by one or more articles; the headline links to the first.

    `image` is None where it is told without one. Evidence: `language` is that of the
    first article ("": it is not known), `line` where the manuscript has it.
    """

    headline: str
    image: Picture | None = None
    standfirst: str
    facts: tuple[Fact, ...] = ()
    differences: tuple[Difference, ...] = ()
    quotes: tuple[Quote, ...] = ()
    bylines: tuple[Byline, ...]
    language: str = field(default="", compare=False)
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.bylines:
            message = f"the story {self.headline!r} needs at least one source"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories under one heading, most important first."""

    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What people said for whom the stories had no room, each of another speaker."""

    title: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTheNumbers:
    """The figures of an edition under one heading, most important first."""

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words that an edition printed, and that their source no longer has so.

    `edition` is the name of that edition and `was` what it printed; `now` is what the
    source reads there by now, word for word, "" where it has nothing like it. `speaker`
    is whose words it quoted, None where they were the source's own. Evidence: `span` of
    `now` (None: it does not stand so in the source's text), `line` in the manuscript.
    """

    edition: str
    was: str
    now: str
    speaker: str | None
    source: Source
    span: Span | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What earlier editions printed and no longer stands, under one heading."""

    title: str
    items: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issue of the newsletter, named from its period: `2025-W03`, `2025-01-16`.

    `voices`, `by_the_numbers` and `corrections` are None where it has no such block;
    they close the edition.
    """

    name: str
    title: str
    date: date
    language: str = "en"
    intro: str = ""
    sections: tuple[Section, ...] = ()
    voices: Voices | None = None
    by_the_numbers: ByTheNumbers | None = None
    corrections: Corrections | None = None

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, in reading order; the first is the top story."""
        return tuple(story for section in self.sections for story in section.stories)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Its quotations: those of the stories, and the voices that stand alone."""
        told = (quote for story in self.stories for quote in story.quotes)
        return (*told, *self.heard)

    @property
    def heard(self) -> tuple[Quote, ...]:
        """Its voices: quotations outside the stories."""
        return self.voices.quotes if self.voices else ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its figures: those on which a story's sources differ, those that close it."""
        differing = (d for story in self.stories for d in story.differences)
        closing = self.by_the_numbers.numbers if self.by_the_numbers else ()
        return (*(number for d in differing for number in d.numbers), *closing)

    @property
    def corrected(self) -> tuple[Correction, ...]:
        """What it corrects of earlier editions."""
        return self.corrections.items if self.corrections else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check noticed: a stable code, where, what, and what to do.

    An `error` blocks sending; a `warning` is the editor's to judge. `line` counts from
    1 in the manuscript; None: it is about the edition as a whole. `place` says where in
    what is rendered from it; "" where the manuscript itself is meant.
    """

    code: str
    severity: Severity
    line: int | None
    message: str
    remedy: str
    place: str = ""


def is_blocked(findings: Iterable[Finding]) -> bool:
    """Tell whether an edition of which all this is found must not be sent as it is."""
    return any(finding.severity == "error" for finding in findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrity:
    """How much of an edition was found again in its sources."""

    quotes: int
    quotes_found: int
    figures: int
    figures_found: int
