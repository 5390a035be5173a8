"""The findings of an edition: what an editor must put right, and what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digest.manuscript.counting import number_findings, side_findings
from digest.manuscript.evidence import located
from digest.manuscript.figures import (
    Known,
    fact_figures,
    integrity,
    intro_figures,
    known_figures,
    story_figures,
)
from digest.manuscript.finding import error, warning
from digest.manuscript.labels import byline_findings, outlet_findings
from digest.manuscript.quotations import quotation_findings
from digest.manuscript.wording import (
    fact_wording,
    headline_names,
    intro_quotations,
    standfirst_wording,
    story_quotations,
)
from digest.model import (
    Edition,
    Fact,
    Finding,
    Integrity,
    Quote,
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
    invented = list(_invented(proved, summaries))
    found = [
        *invented,
        *intro_figures(proved, known),
        *_empty(proved),
        *_sources(proved, summaries),
        *outlet_findings(_named(proved), summaries),
        *_repeated(proved),
    ]
    for story in proved.stories:
        found += story_figures(story, known)
        found += headline_names(story, summaries)
        found += byline_findings(story, summaries)
        found += standfirst_wording(story, summaries)
        found += _facts(story, summaries, known)
        found += _quotations(story, summaries)
    found += _numbers(proved, summaries, known)
    counts = integrity(proved, known)
    return Report(
        edition=proved,
        findings=tuple(sorted(found, key=lambda finding: finding.line or 0)),
        # A quotation within a sentence counts only where it is not found: it is no
        # quotation of its own, but must not let the edition pass for proved.
        integrity=replace(counts, quotes=counts.quotes + len(invented)),
    )


def _invented(edition: Edition, summaries: Mapping[str, Summary]) -> Iterator[Finding]:
    yield from intro_quotations(edition, summaries)
    for story in edition.stories:
        yield from story_quotations(story, summaries)


def _empty(edition: Edition) -> Iterator[Finding]:
    if not edition.stories:
        yield error(
            "edition-empty",
            None,
            "the edition has no story in it",
            "put a story back under a `##` section, or do not send this edition",
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
            yield error(
                "source-unknown",
                line,
                f"{source.url} was not collected: what rests on it cannot be checked",
                "put back the address of a collected article, or remove what needs it",
            )
        if not source.url.casefold().startswith("https://"):
            yield warning(
                "source-url",
                line,
                f"{source.url} is not https: a reader's visit can be seen and changed",
                "use the page's https address where it has one, or leave it",
            )


def _named(edition: Edition) -> Iterator[tuple[Source, int | None]]:
    for story in edition.stories:
        yield from ((byline.source, story.line) for byline in story.bylines)
        yield from ((claim.source, claim.line) for claim in _claims(story))
    yield from ((number.source, number.line) for number in edition.numbers)


def _claims(story: Story) -> tuple[Fact | Quote, ...]:
    return (*story.facts, *story.quotes)


# ── claims ────────────────────────────────────────────────────────────────────────


def _facts(
    story: Story, summaries: Mapping[str, Summary], known: Known
) -> Iterator[Finding]:
    for fact in story.facts:
        summary = summaries.get(fact.source.url)
        if summary is not None:
            yield from fact_figures(fact, known)
            yield from fact_wording(fact, summary)


def _quotations(story: Story, summaries: Mapping[str, Summary]) -> Iterator[Finding]:
    for quote in story.quotes:
        summary = summaries.get(quote.source.url)
        if summary is not None:
            yield from quotation_findings(quote, summary)


def _numbers(
    edition: Edition, summaries: Mapping[str, Summary], known: Known
) -> Iterator[Finding]:
    closing = edition.by_the_numbers
    differing = (d for story in edition.stories for d in story.differences)
    checks = [
        *((number, side_findings) for d in differing for number in d.numbers),
        *((number, number_findings) for number in (closing.numbers if closing else ())),
    ]
    for number, findings in checks:
        summary = summaries.get(number.source.url)
        if summary is not None:
            yield from findings(number, summary, known)


def _repeated(edition: Edition) -> Iterator[Finding]:
    first: dict[str, int | None] = {}
    for quote in (quote for story in edition.stories for quote in story.quotes):
        key = folded(quote.text)
        if key in first:
            yield warning(
                "quote-repeated",
                quote.line,
                f"this quotation stands in line {first[key]} already",
                "remove one of the two",
            )
        first.setdefault(key, quote.line)
