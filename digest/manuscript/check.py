"""The findings of an edition: what an editor must put right, and what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digest.manuscript.evidence import located
from digest.manuscript.figures import (
    Known,
    fact_figures,
    integrity,
    intro_figures,
    known_figures,
    story_figures,
)
from digest.manuscript.names import missing
from digest.manuscript.nearest import described
from digest.manuscript.quotations import quotation_findings
from digest.manuscript.trimming import of_fact
from digest.model import (
    Edition,
    Fact,
    Finding,
    Integrity,
    Quote,
    Severity,
    Source,
    Story,
    Summary,
)
from digest.text.verbatim import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An edition with its evidence, and what there is to say about it, line by line."""

    edition: Edition
    findings: tuple[Finding, ...]
    integrity: Integrity

    @property
    def blocks(self) -> bool:
        """Whether the edition must not be sent as it is."""
        return any(finding.severity == "error" for finding in self.findings)


def check(edition: Edition, summaries: Mapping[str, Summary]) -> Report:
    """Look up every claim of an edition in the articles it names, keyed by address."""
    proved = located(edition, summaries)
    known = known_figures(summaries)
    found = [
        *intro_figures(proved, known),
        *_sources(proved, summaries),
        *_repeated(proved),
    ]
    for story in proved.stories:
        found += story_figures(story, known)
        found += _facts(story, summaries, known)
        found += _quotations(story, summaries)
    return Report(
        edition=proved,
        findings=tuple(sorted(found, key=lambda finding: finding.line or 0)),
        integrity=integrity(proved, known),
    )


# ── sources ───────────────────────────────────────────────────────────────────────


def _sources(edition: Edition, summaries: Mapping[str, Summary]) -> Iterator[Finding]:
    """Yield each source that cannot be checked or trusted, where it is named first."""
    seen: set[str] = set()
    for source, line in _named(edition):
        if source.url in seen:
            continue
        seen.add(source.url)
        if source.url not in summaries:
            yield _finding(
                "source-unknown",
                "error",
                line,
                f"{source.url} was not collected: what rests on it cannot be checked",
                "put back the address of a collected article, or remove what needs it",
            )
        if not source.url.casefold().startswith("https://"):
            yield _finding(
                "source-url",
                "warning",
                line,
                f"{source.url} is not https: a reader's visit can be seen and changed",
                "use the page's https address where it has one, or leave it",
            )


def _named(edition: Edition) -> Iterator[tuple[Source, int | None]]:
    for story in edition.stories:
        yield from ((byline.source, story.line) for byline in story.bylines)
        yield from ((claim.source, claim.line) for claim in _claims(story))


def _claims(story: Story) -> tuple[Fact | Quote, ...]:
    return (*story.facts, *story.quotes)


# ── facts and quotations ──────────────────────────────────────────────────────────


def _facts(
    story: Story, summaries: Mapping[str, Summary], known: Known
) -> Iterator[Finding]:
    for fact in story.facts:
        summary = summaries.get(fact.source.url)
        if summary is None:
            continue
        yield from fact_figures(fact, known)
        if fact.span is None:
            yield from _reworded(fact, summary)
        else:
            yield from _trimmed(fact, summary)


def _reworded(fact: Fact, summary: Summary) -> Iterator[Finding]:
    article = summary.article
    where = described(fact.text, article.text)
    yield _finding(
        "fact-reworded",
        "warning",
        fact.line,
        f"the fact is not in its source's words: {where}",
        "put back the source's words, or make sure that it still says the same",
    )
    words = "\n".join([article.text, article.entry.title, *article.authors])
    for name in missing(fact.text, words):
        yield _finding(
            "name-not-found",
            "warning",
            fact.line,
            f"the name “{name}” does not stand in the source",
            "check its spelling, or remove it",
        )


def _trimmed(fact: Fact, summary: Summary) -> Iterator[Finding]:
    sentences = [
        known.span
        for known in (*summary.facts, summary.standfirst)
        if known and known.span
    ]
    cuts = of_fact(fact.span, summary.article.text, sentences) if fact.span else ()
    if cuts:
        yield _finding(
            "fact-trimmed",
            "warning",
            fact.line,
            f"the fact is cut: in the source, {', and '.join(cuts)}",
            "use the whole sentence, or make sure that its sense is the same",
        )


def _quotations(story: Story, summaries: Mapping[str, Summary]) -> Iterator[Finding]:
    for quote in story.quotes:
        summary = summaries.get(quote.source.url)
        if summary is not None:
            yield from quotation_findings(quote, summary)


def _repeated(edition: Edition) -> Iterator[Finding]:
    first: dict[str, int | None] = {}
    for quote in (quote for story in edition.stories for quote in story.quotes):
        key = folded(quote.text)
        if key in first:
            yield _finding(
                "quote-repeated",
                "warning",
                quote.line,
                f"this quotation stands in line {first[key]} already",
                "remove one of the two",
            )
        first.setdefault(key, quote.line)


def _finding(
    code: str, severity: Severity, line: int | None, message: str, remedy: str
) -> Finding:
    return Finding(
        code=code, severity=severity, line=line, message=message, remedy=remedy
    )
