"""One event's summaries → the story a reader sees: standfirst, facts, quotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from zoneinfo import ZoneInfo

from digest.compose.differences import differences
from digest.model import Article, Byline, Fact, Quote, Source, Story, Summary
from digest.text.figures import figures
from digest.text.limits import MOST_FACT_WORDS, MOST_QUOTE_WORDS
from digest.text.paragraphs import minutes, words

LEAST_QUOTE_WORDS = 5

_FACTS_COUNTED, _QUOTES_COUNTED = 4, 2
_CARRYING = 4  # letters: shorter words are mostly grammar
_ALIKE = 0.6  # share of the shorter sentence's words that stand in the other


@dataclass(frozen=True, slots=True)
class Room:
    """How many facts and quotations a story has room for."""

    facts: int
    quotes: int


def lead_first(group: Sequence[Summary], *, confidence: float) -> tuple[Summary, ...]:
    """Return the summaries of one event, the one with most to print first."""

    def substance(summary: Summary) -> int:
        quotes = sum(is_fit_to_print(quote, confidence) for quote in summary.quotes)
        return min(len(summary.facts), _FACTS_COUNTED) + min(quotes, _QUOTES_COUNTED)

    return tuple(sorted(group, key=substance, reverse=True))


def story(  # noqa: PLR0913 - an event, and how it is to be told
    group: Sequence[Summary],
    copies: Sequence[Article],
    timezone: ZoneInfo,
    room: Room,
    *,
    confidence: float,
    differ_title: str,
) -> Story:
    """Return the story of one event; the first summary leads and gives the headline.

    `copies` have a text of the group, and nothing of their own: they are only named.
    """
    lead = group[0]
    quotes = tuple(quotations(group, confidence))[: room.quotes]
    standfirst = lead.standfirst or next(iter(lead.facts), None)
    taken = [standfirst.text] if standfirst else []
    taken += [segment.text for quote in quotes for segment in quote.segments]
    return Story(
        headline=lead.article.entry.title,
        standfirst=standfirst.text if standfirst else "",
        facts=_to_read(islice(_facts(group, taken), room.facts), group),
        differences=differences(
            [summary.article for summary in group], title=differ_title
        ),
        quotes=quotes,
        bylines=(
            *(_byline(summary, timezone) for summary in group),
            *(Byline(source=_source(copy)) for copy in copies),
        ),
        language=lead.article.language,
    )


def is_fit_to_print(quote: Quote, confidence: float) -> bool:
    """Tell whether a quotation may be printed: its speaker is known, its length is fit.

    `confidence` is the least that its speaker must be known with; one of nobody's is
    never printed. A mixed quotation, which completes a sentence of the article's
    own, says little when it stands alone.
    """
    known = quote.speaker is not None and quote.confidence >= confidence
    found = all(segment.span for segment in quote.segments)
    length = words(quote.text)
    return (
        known
        and found
        and not quote.mixed
        and LEAST_QUOTE_WORDS <= length <= MOST_QUOTE_WORDS
    )


def quotations(group: Sequence[Summary], confidence: float) -> Iterator[Quote]:
    """Yield the quotations fit to print: each speaker's best, then the others."""
    said = (quote for summary in group for quote in summary.quotes)
    fit = [quote for quote in said if is_fit_to_print(quote, confidence)]
    had: Counter[str | None] = Counter()
    in_turn: list[tuple[int, Quote]] = []
    for quote in fit:
        in_turn.append((had[quote.speaker], quote))
        had[quote.speaker] += 1
    in_turn.sort(key=itemgetter(0))
    yield from (quote for _, quote in in_turn)


def is_said(text: str, said: Iterable[str]) -> bool:
    """Tell whether a sentence repeats another: its words, or all of its figures."""
    new = _content(text)
    counted = {figure.value for figure in figures(text)}
    for earlier in said:
        old = _content(earlier)
        shared = len(new & old) / max(1, min(len(new), len(old)))
        same_figures = len(counted) > 1 and counted <= {
            figure.value for figure in figures(earlier)
        }
        if shared >= _ALIKE or same_figures:
            return True
    return False


def _facts(group: Sequence[Summary], taken: list[str]) -> Iterator[Fact]:
    """Yield the facts that say something new, the lead's first."""
    said = list(taken)
    for fact in _in_turn([summary.facts for summary in group]):
        if words(fact.text) > MOST_FACT_WORDS or is_said(fact.text, said):
            continue
        said.append(fact.text)
        yield fact


def _to_read(facts: Iterable[Fact], group: Sequence[Summary]) -> tuple[Fact, ...]:
    """Return chosen facts in the order to read them: what happened, then the rest.

    Otherwise they follow their source, which explains its terms before it uses them.
    """
    sources = [summary.article.entry.url for summary in group]

    def place(fact: Fact) -> tuple[bool, int, int]:
        start = fact.span.start if fact.span else 0
        return fact.kind != "event", sources.index(fact.source.url), start

    return tuple(sorted(facts, key=place))


def _in_turn(ranked: Sequence[Sequence[Fact]]) -> Iterator[Fact]:
    """Yield the lead's first two, then one of each source in turn, best first."""
    lead, *others = ranked
    yield from lead[:2]
    rest = [lead[2:], *others]
    for rank in range(max(map(len, rest))):
        yield from (facts[rank] for facts in rest if rank < len(facts))


def _content(text: str) -> set[str]:
    """Return a sentence's longer words: those that carry what it says."""
    return {word for word in text.lower().split() if len(word) >= _CARRYING}


def _byline(summary: Summary, timezone: ZoneInfo) -> Byline:
    article = summary.article
    published = article.entry.published
    return Byline(
        source=_source(article),
        authors=article.authors,
        published=published.astimezone(timezone).date() if published else None,
        minutes=minutes(words(article.text)),
        note=article.author_note,
    )


def _source(article: Article) -> Source:
    return Source(outlet=article.outlet, url=article.entry.url)
