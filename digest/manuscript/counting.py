"""What there is to say about the numbers of an edition: figures and what they count."""

from collections.abc import Iterator

from digest.manuscript.figures import Known
from digest.manuscript.finding import error, warning
from digest.manuscript.nearest import described
from digest.manuscript.trimming import of_fact
from digest.model import Finding, Number, Summary
from digest.text.figures import figures


def number_findings(
    number: Number, summary: Summary, known: Known
) -> Iterator[Finding]:
    """Yield what is wrong with a number: its figure, its words, what was cut away."""
    if number.span is None:
        yield _not_found(number, summary, known)
        return
    whole = [picked.span for picked in summary.numbers if picked.span]
    if cuts := of_fact(number.span, summary.article.text, whole):
        yield warning(
            "figure-trimmed",
            number.line,
            f"the figure is taken out of its sentence: in the source, "
            f"{', and '.join(cuts)}",
            "make sure that it says the same without these words",
        )


def side_findings(number: Number, summary: Summary, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with one side of a difference.

    It is cut out of its sentence on purpose: where both sides have the same words.
    """
    if number.span is None:
        yield _not_found(number, summary, known)


def _not_found(number: Number, summary: Summary, known: Known) -> Finding:
    """Return why a number does not stand in its source: no such figure, other words."""
    values = known.get(number.source.url, frozenset())
    for figure in figures(number.text):
        if figure.value not in values:
            return error(
                "figure-not-found",
                number.line,
                f"the figure “{figure.text}” does not stand in the source",
                "put back the source's figure, or remove it",
            )
    return error(
        "figure-not-verbatim",
        number.line,
        "the figure and what it counts do not stand so in the source: "
        f"{described(number.text, summary.article.text)}",
        "put back the source's words, in one piece with the figure, or remove it",
    )
