"""The findings of an edition: what an editor must put right, and what to look at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from digest.manuscript.correcting import correction_findings
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
from digest.manuscript.picturing import picture_findings
from digest.manuscript.quotations import quotation_findings
from digest.manuscript.wording import (
    fact_wording,
    headline_names,
    intro_quotations,
    standfirst_wording,
    story_quotations,
    voice_quotations,
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
    is_blocked,
)
from digest.text.verbatim import folded

_NOTHING_PRINTED: Mapping[str, Edition] = MappingProxyType({})
# What a finding says may be so because the article was changed since it was drafted.
_MAY_BE_OUTDATED = frozenset(
    (
        "fact-reworded",
        "figure-not-found",
        "figure-not-verbatim",
        "quote-not-verbatim",
        "quote-speaker-changed",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An edition with its evidence, and what there is to say about it, line by line."""

    edition: Edition
    findings: tuple[Finding, ...]
    integrity: Integrity

    @property
    def blocks(self) -> bool:
        """Whether the edition must not be sent as it is."""
        return is_blocked(self.findings)


def check(
    edition: Edition,
    summaries: Mapping[str, Summary],
    *,
    printed: Mapping[str, Edition] = _NOTHING_PRINTED,
) -> Report:
    """Look up every claim of an edition in the articles it names, keyed by address.

    `printed` are the earlier editions that it corrects, by their names.
    """
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
        found += picture_findings(story, summaries)
        found += standfirst_wording(story, summaries)
        found += _facts(story, summaries, known)
    found += _quotations(proved, summaries)
    found += _numbers(proved, summaries, known)
    found += _corrections(proved, summaries, printed)
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
    for quote in edition.heard:
        if summary := summaries.get(quote.source.url):
            yield from voice_quotations(quote, summary)


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
    yield from ((quote.source, quote.line) for quote in edition.heard)
    yield from ((number.source, number.line) for number in edition.numbers)
    yield from ((each.source, each.line) for each in edition.corrected)


def _claims(story: Story) -> tuple[Fact | Quote, ...]:
    return (*story.facts, *story.quotes)


# ── claims ────────────────────────────────────────────────────────────────────────


def _facts(
    story: Story, summaries: Mapping[str, Summary], known: Known
) -> Iterator[Finding]:
    for fact in story.facts:
        summary = summaries.get(fact.source.url)
        if summary is not None:
            yield from _dated(fact_figures(fact, known), summary)
            yield from _dated(fact_wording(fact, summary), summary)


def _quotations(
    edition: Edition, summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    for quote in edition.quotes:
        summary = summaries.get(quote.source.url)
        if summary is not None:
            yield from _dated(quotation_findings(quote, summary), summary)


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
            yield from _dated(findings(number, summary, known), summary)


def _corrections(
    edition: Edition, summaries: Mapping[str, Summary], printed: Mapping[str, Edition]
) -> Iterator[Finding]:
    for correction in edition.corrected:
        summary = summaries.get(correction.source.url)
        if summary is not None:
            yield from correction_findings(correction, summary, printed)


def _dated(findings: Iterable[Finding], summary: Summary) -> Iterator[Finding]:
    """Yield findings, with when their article was updated where that may be why."""
    updated = summary.article.updated
    for finding in findings:
        if updated is None or finding.code not in _MAY_BE_OUTDATED:
            yield finding
            continue
        why = f"the article was updated on {updated.day} {updated:%B %Y}"
        yield replace(finding, message=f"{finding.message} ({why})")


def _repeated(edition: Edition) -> Iterator[Finding]:
    first: dict[str, int | None] = {}
    for quote in edition.quotes:
        key = folded(quote.text)
        if key in first:
            yield warning(
                "quote-repeated",
                quote.line,
                f"this quotation stands in line {first[key]} already",
                "remove one of the two",
            )
        first.setdefault(key, quote.line)
