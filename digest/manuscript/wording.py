"""What there is to say about words outside quotations: what they cite, name and cut."""

from collections.abc import Iterator, Mapping, Sequence

from digest.manuscript.finding import error, warning
from digest.manuscript.marked import quoted
from digest.manuscript.names import missing
from digest.manuscript.nearest import NOTHING_LIKE_IT, described
from digest.manuscript.trimming import of_fact
from digest.model import Edition, Fact, Finding, Quote, Span, Story, Summary
from digest.text.verbatim import find


def intro_quotations(
    edition: Edition, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield what the introduction puts into quotation marks and no source says."""
    yield from _invented(edition.intro, "introduction", None, [*summaries.values()])


def story_quotations(
    story: Story, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield what a story puts into quotation marks and none of its sources says."""
    sources = _sources(story, summaries)
    if not sources:
        return
    for text, what, line in _texts(story):
        yield from _invented(text, what, line, sources)


def voice_quotations(quote: Quote, summary: Summary) -> Iterator[Finding]:
    """Yield what an attribution quotes, and its source does not say."""
    for text, what, line in _beside(quote):
        yield from _invented(text, what, line, [summary])


def headline_names(story: Story, summaries: Mapping[str, Summary]) -> Iterator[Finding]:
    """Yield the names of a headline of an editor's own that no source has."""
    sources = _sources(story, summaries)
    if story.headline != story.bylines[0].source.url:  # stands in for no headline
        yield from _unknown_names(story.headline, "headline", story.line, sources)


def standfirst_wording(
    story: Story, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield where a standfirst leaves the words of the story's sources."""
    sources = _sources(story, summaries)
    yield from _wording(story.standfirst, "standfirst", story.line, sources)


def fact_wording(fact: Fact, summary: Summary) -> Iterator[Finding]:
    """Yield where a fact leaves the words of its source."""
    yield from _wording(fact.text, "fact", fact.line, [summary])


def _sources(story: Story, summaries: Mapping[str, Summary]) -> list[Summary]:
    """Return what is known of a story's sources, each once."""
    named = [byline.source.url for byline in story.bylines]
    named += [fact.source.url for fact in story.facts]
    named += [quote.source.url for quote in story.quotes]
    return [summaries[url] for url in dict.fromkeys(named) if url in summaries]


# ── quotations that are no block of their own ─────────────────────────────────────


def _texts(story: Story) -> Iterator[tuple[str, str, int | None]]:
    """Yield what a story prints beside its quotations, what it is, and its line."""
    yield story.headline, "headline", story.line
    for byline in story.bylines:
        yield byline.note or "", "note on the author", story.line
    if story.image:
        yield story.image.alt, "picture's description", story.image.line
    yield story.standfirst, "standfirst", story.line
    for fact in story.facts:
        yield fact.text, "fact", fact.line
    for quote in story.quotes:
        yield from _beside(quote)


def _beside(quote: Quote) -> Iterator[tuple[str, str, int | None]]:
    yield quote.speaker or "", "speaker's name", quote.line
    yield quote.role or "", "speaker's role", quote.line


def _invented(
    text: str, what: str, line: int | None, sources: Sequence[Summary]
) -> Iterator[Finding]:
    marked = quoted(text)
    if not marked or _stands(text, sources):
        return
    for stretch in marked:
        if _stands(stretch.removesuffix(","), sources):
            continue
        yield error(
            "quote-not-verbatim",
            line,
            f"the {what} quotes “{stretch}”: {_where(stretch, sources)}",
            "put back the source's words, or take the quotation marks away",
        )


def _stands(words: str, sources: Sequence[Summary]) -> bool:
    """Tell whether a source has these words, in its text or around it."""
    return any(
        find(words, text) for summary in sources for text in _printed(summary) if text
    )


def _printed(summary: Summary) -> tuple[str, str, str, str]:
    article = summary.article
    alt = article.image.alt if article.image else ""
    return article.text, article.entry.title, article.author_note or "", alt


def _where(words: str, sources: Sequence[Summary]) -> str:
    """Return in words where a claim leaves the source that is most like it."""
    told = (described(words, summary.article.text) for summary in sources)
    like = (where for where in told if where != NOTHING_LIKE_IT)
    return next(like, NOTHING_LIKE_IT)


# ── words, names and cuts ─────────────────────────────────────────────────────────


def _wording(
    text: str, what: str, line: int | None, sources: Sequence[Summary]
) -> Iterator[Finding]:
    if not text or not sources:
        return
    for summary in sources:
        if span := find(text, summary.article.text):
            yield from _trimmed(span, what, line, summary)
            return
    if _stands(text, sources):
        return
    yield warning(
        "fact-reworded",
        line,
        f"the {what} is not in its source's words: {_where(text, sources)}",
        "put back the source's words, or make sure that it still says the same",
    )
    yield from _unknown_names(text, what, line, sources)


def _trimmed(
    span: Span, what: str, line: int | None, summary: Summary
) -> Iterator[Finding]:
    whole = [
        known.span
        for known in (*summary.facts, summary.standfirst)
        if known and known.span
    ]
    if cuts := of_fact(span, summary.article.text, whole):
        yield warning(
            "fact-trimmed",
            line,
            f"the {what} is cut: in the source, {', and '.join(cuts)}",
            "use the whole sentence, or make sure that its sense is the same",
        )


def _unknown_names(
    text: str, what: str, line: int | None, sources: Sequence[Summary]
) -> Iterator[Finding]:
    if not sources or _stands(text, sources):
        return
    known = [
        words
        for summary in sources
        for words in (
            *_printed(summary),
            *summary.article.authors,
            summary.article.outlet,
        )
    ]
    for name in missing(text, "\n".join(known)):
        yield warning(
            "name-not-found",
            line,
            f"the {what} names “{name}”, which does not stand in the source",
            "check its spelling, or remove it",
        )
