"""What there is to say about corrections: of what, and what the source reads by now."""

from collections.abc import Iterator, Mapping

from digest.manuscript.evidence import located_quote
from digest.manuscript.finding import error
from digest.manuscript.nearest import described
from digest.manuscript.outdated import has_words, stands
from digest.model import Correction, Edition, Finding, Quote, Segment, Summary
from digest.text.verbatim import find, folded


def correction_findings(
    correction: Correction, summary: Summary, printed: Mapping[str, Edition]
) -> Iterator[Finding]:
    """Yield what is wrong with a correction: its old words, or its new ones.

    `printed` are the editions that were printed before, by their names.
    """
    if correction.now and not has_words(summary, correction.now):
        yield error(
            "correction-not-verbatim",
            correction.line,
            "what the article is said to read now does not stand there so: "
            f"{described(correction.now, summary.article.text)}",
            "put the article's words after `Now:`, in one piece, or remove that line",
        )
    earlier = printed.get(correction.edition)
    if earlier is None or not _is_printed(correction, earlier):
        where = "is not here" if earlier is None else "has no such words of this source"
        yield error(
            "correction-not-printed",
            correction.line,
            f"the edition {correction.edition} {where}: nothing shows that it had them",
            "put back what that edition printed, or remove this correction",
        )
    elif _still_stands(correction, summary):
        yield error(
            "correction-unfounded",
            correction.line,
            "the article still has these words, as they were printed",
            "remove this correction",
        )


def _is_printed(correction: Correction, earlier: Edition) -> bool:
    was = correction.was
    if correction.speaker:
        quotes = _quotes(correction, earlier)
        return any(find(was, quote.text) for quote in quotes)
    return any(find(was, text) for text in _told(correction, earlier))


def _quotes(correction: Correction, earlier: Edition) -> list[Quote]:
    return [
        quote
        for quote in earlier.quotes
        if quote.source.url == correction.source.url
        and folded(quote.speaker or "") == folded(correction.speaker or "")
    ]


def _told(correction: Correction, earlier: Edition) -> Iterator[str]:
    """Yield what an edition told of a page in other words than quotations."""
    url = correction.source.url
    for story in earlier.stories:
        if url in {byline.source.url for byline in story.bylines}:
            yield from (story.headline, story.standfirst)
        yield from (fact.text for fact in story.facts if fact.source.url == url)
    yield from (each.text for each in earlier.numbers if each.source.url == url)


def _still_stands(correction: Correction, summary: Summary) -> bool:
    if not correction.speaker:
        return has_words(summary, correction.was)
    parts = (part for part in correction.was.split(" … ") if part.strip())
    quote = Quote(
        segments=tuple(Segment(text=part) for part in parts),
        speaker=correction.speaker,
        role=None,
        source=correction.source,
    )
    return stands(located_quote(quote, summary), summary)
