"""What a reader is told of a source: whose page it is, who wrote it, and when."""

from collections.abc import Iterable, Iterator, Mapping

from digest.manuscript.byline import named
from digest.manuscript.finding import warning
from digest.model import Article, Byline, Finding, Source, Story, Summary
from digest.text.verbatim import find, folded

_TIME_ZONES = 1  # days by which a date may differ from one place to another


def outlet_findings(
    sources: Iterable[tuple[Source, int | None]], summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield each outlet that is called by another name than its article has, once."""
    seen: set[Source] = set()
    for source, line in sources:
        summary = summaries.get(source.url)
        if summary is None or source in seen:
            continue
        seen.add(source)
        own = named(summary.article.outlet, source.url)
        if folded(source.outlet) == folded(own):
            continue
        yield warning(
            "outlet-changed",
            line,
            f"“{source.outlet}” is what the edition calls “{own}”, the outlet of "
            f"{source.url}",
            f"write {own}, or make sure that it is the same outlet",
        )


def byline_findings(
    story: Story, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """Yield what a story's bylines say that its articles do not."""
    for byline in story.bylines:
        summary = summaries.get(byline.source.url)
        changes = _changes(byline, summary.article) if summary else ()
        for message, remedy in changes:
            yield warning("byline-changed", story.line, message, remedy)


def _changes(byline: Byline, article: Article) -> Iterator[tuple[str, str]]:
    known = {folded(author).casefold() for author in article.authors}
    for author in byline.authors:
        if folded(author).casefold() not in known:
            yield (
                f"{author} is not among the article's authors",
                "check the name, or remove it",
            )
    day = article.entry.published
    if day and byline.published:
        apart = abs((byline.published - day.date()).days)
        if apart > _TIME_ZONES:
            yield (
                f"the article is of {day.date()}, not of {byline.published}",
                "put back its date, or leave it out",
            )
    if byline.note and not _has_note(article, byline.note):
        yield (
            "the note on the author is not in the article's words",
            "put them back, or make sure that it is true",
        )


def _has_note(article: Article, note: str) -> bool:
    return any(find(note, text) for text in (article.author_note, article.text) if text)
