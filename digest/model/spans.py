"""Where something stands in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where something stands in an article's text: `text[start:end]`, in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not {self.start}:{self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]
