"""The figures of an edition, and whether its sources have them."""

from collections.abc import Iterator, Mapping

from digest.manuscript.evidence import is_whole
from digest.model import Edition, Fact, Finding, Integrity, Severity, Story, Summary
from digest.text.figures import Figure, figures

Values = frozenset[str]
Known = Mapping[str, Values]  # the figures of each source, by its address


def known_figures(summaries: Mapping[str, Summary]) -> Known:
    """Return the figures of each article, its headline among its words."""
    return {url: _values(summary) for url, summary in summaries.items()}


def intro_figures(edition: Edition, known: Known) -> Iterator[Finding]:
    """Yield the figures of the introduction that no source has: an editor's own?"""
    everywhere = frozenset[str]().union(*known.values())
    for figure in _unfound(edition.intro, everywhere):
        yield _finding(figure, "warning", None, "any source of the edition")


def story_figures(story: Story, known: Known) -> Iterator[Finding]:
    """Yield the figures of a headline and standfirst that no source of theirs has."""
    values = _of_story(story, known)
    if values is None:
        return
    for text in (story.headline, story.standfirst):
        for figure in _unfound(text, values):
            yield _finding(figure, "error", story.line, "any source of the story")


def fact_figures(fact: Fact, known: Known) -> Iterator[Finding]:
    """Yield the figures of a fact that its source does not have."""
    for figure in _unfound(fact.text, known.get(fact.source.url, frozenset())):
        yield _finding(figure, "error", fact.line, "the source")


def integrity(edition: Edition, known: Known) -> Integrity:
    """Count the quotations and figures of an edition, and those that were found."""
    quotes = edition.quotes
    told = [pair for story in edition.stories for pair in _told(story, known)]
    found = [
        figure.value in values for text, values in told for figure in figures(text)
    ]
    # Torn from the words it counts, a figure says something else: it is not found.
    for number in edition.numbers:
        found += [number.span is not None] * len(figures(number.text))
    return Integrity(
        quotes=len(quotes),
        quotes_found=sum(map(is_whole, quotes)),
        figures=len(found),
        figures_found=sum(found),
    )


def _values(summary: Summary) -> Values:
    article = summary.article
    texts = (article.text, article.entry.title)
    return frozenset(figure.value for text in texts for figure in figures(text))


def _unfound(text: str, values: Values) -> list[Figure]:
    return [figure for figure in figures(text) if figure.value not in values]


def _of_story(story: Story, known: Known) -> Values | None:
    """Return the figures of a story's sources; None: none of them is known."""
    named = [byline.source.url for byline in story.bylines]
    named += [fact.source.url for fact in story.facts]
    named += [quote.source.url for quote in story.quotes]
    sources = [known[url] for url in named if url in known]
    return frozenset[str]().union(*sources) if sources else None


def _told(story: Story, known: Known) -> Iterator[tuple[str, Values]]:
    """Yield each text whose figures count, and the figures it may have."""
    of_story = _of_story(story, known) or frozenset()
    yield story.headline, of_story
    yield story.standfirst, of_story
    for fact in story.facts:
        yield fact.text, known.get(fact.source.url, frozenset())


def _finding(
    figure: Figure, severity: Severity, line: int | None, where: str
) -> Finding:
    return Finding(
        code="figure-not-found",
        severity=severity,
        line=line,
        message=f"the figure “{figure.text}” does not stand in {where}",
        remedy="put back the source's figure, or remove it",
    )
