"""What an article says: facts, quotations and numbers, each with its source."""

from dataclasses import dataclass, field
from typing import Literal

from digest.model.feeds import Article
from digest.model.spans import Span

FactKind = Literal["figure", "event", "claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim comes from, as a reader is shown it."""

    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence that carries news, or a short first paragraph, in its source's words.

    Evidence: `span` is where it stands (None: not word for word in the source, an
    editor reworded it); `kind` what it carries; `line` where the manuscript has it.
    """

    text: str
    source: Source
    span: Span | None = field(default=None, compare=False)
    kind: FactKind = field(default="claim", compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of an utterance that stands in one piece, without its marks.

    Evidence: `span` (None: not found word for word, and so not fit to send).
    """

    text: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One utterance: more segments than one where its attribution interrupts it.

    `speaker` is None where the article does not tell; such a quotation is reported,
    never printed. Evidence: `mixed` (the segment completes a sentence of the article's
    own: "will be “more capable”"), `confidence` that the speaker is right (0 to 1),
    and `line` where the manuscript has it.
    """

    segments: tuple[Segment, ...]
    speaker: str | None
    role: str | None
    source: Source
    mixed: bool = field(default=False, compare=False)
    confidence: float = field(default=1.0, compare=False)
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.segments:
            message = "a quotation needs at least one segment"
            raise ValueError(message)

    @property
    def text(self) -> str:
        """The utterance as printed: its segments, joined where it was interrupted."""
        return " … ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure and, right beside it in its source, what it counts.

    `figure` is to be set large: "11,000", "at least $2.5 million", "40 percent";
    `counted` goes on where it ends: "soldiers from six towns". Evidence: `unit` ("$",
    "%", "km", "" for what is counted one by one), `span` of both together (None: they
    do not stand so in the source), and `line` where the manuscript has it.
    """

    figure: str
    counted: str
    source: Source
    unit: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The figure and what it counts, as they stand in the source."""
        return f"{self.figure} {self.counted}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article with its facts, quotations and numbers, each best first.

    `standfirst` is the one fact that says what the article is about; it is also among
    `facts`. None where the article has no sentence that stands on its own.
    """

    article: Article
    standfirst: Fact | None
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    numbers: tuple[Number, ...] = ()
