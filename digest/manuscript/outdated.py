"""What an edition printed, and its sources no longer have so: what is to be corrected.

Quotations count word for word, and by who says them; of all other words only figures
and what stands between quotation marks. A sentence that its source has reworded, and
that says the same figures, needs no correction.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from digest.manuscript.evidence import is_whole, located, said_at, spans_of
from digest.manuscript.marked import quoted
from digest.manuscript.names import likeness
from digest.manuscript.passage import paragraph_at, passage, whole_sentences
from digest.model import Correction, Edition, Quote, Source, Story, Summary
from digest.text.figures import figures
from digest.text.verbatim import find, folded

_SURE = 0.8  # that the source has somebody else say it by now
_SAME = 0.75  # share of its words by which a sentence is known again, figures aside


def outdated(
    edition: Edition, summaries: Mapping[str, Summary]
) -> tuple[Correction, ...]:
    """Return a correction for each claim of an edition that stands no longer.

    `summaries` are of its sources, by address. Only where a source was updated can
    anything have changed; what rests on sources that are not there is passed over.
    """
    found: dict[tuple[str, str], Correction] = {}
    for correction in _outdated(located(edition, summaries), summaries):
        url, was = correction.source.url, folded(correction.was)
        if not any(url == known and find(was, said) for known, said in found):
            found[url, was] = correction
    return tuple(found.values())


def has_words(summary: Summary, words: str) -> bool:
    """Tell whether an article has words, in one piece: in its headline or its text."""
    return any(find(words, part) for part in _parts(summary))


def stands(quote: Quote, summary: Summary) -> bool:
    """Tell whether a located quotation is still its source's and its speaker's."""
    return is_whole(quote) and not _is_anothers(quote, summary)


def _outdated(
    edition: Edition, summaries: Mapping[str, Summary]
) -> Iterator[Correction]:
    for quote in edition.quotes:
        if summary := _updated(quote.source, summaries):
            yield from _of_quote(edition, quote, summary)
    for source, text in _told(edition, summaries):
        summary = _updated(source, summaries)
        if summary and _is_outdated(text, summary):
            yield _correction(edition, text, source, summary)


def _updated(source: Source, summaries: Mapping[str, Summary]) -> Summary | None:
    summary = summaries.get(source.url)
    return summary if summary and summary.article.updated else None


def _of_quote(edition: Edition, quote: Quote, summary: Summary) -> Iterator[Correction]:
    if stands(quote, summary):
        return
    spans = spans_of(quote)
    now = None
    if is_whole(quote):  # somebody else says it: the sentence tells who
        text = summary.article.text
        now = whole_sentences(spans[0], text).of(text)
    yield _correction(
        edition, quote.text, quote.source, summary, speaker=quote.speaker, now=now
    )


def _correction(  # noqa: PLR0913  what a correction consists of
    edition: Edition,
    was: str,
    source: Source,
    summary: Summary,
    *,
    speaker: str | None = None,
    now: str | None = None,
) -> Correction:
    return Correction(
        edition=edition.name,
        was=was,
        now=_reads_now(was, summary) if now is None else now,
        speaker=speaker,
        source=source,
    )


def _reads_now(was: str, summary: Summary) -> str:
    """Return the headline or the sentences that are most like what was printed."""
    found = [
        place.of(part) for part in _parts(summary) if (place := passage(was, part))
    ]
    # Of two that have as much of it the shorter: a headline is in its text, too.
    return max(found, key=lambda words: (_share(was, words), -len(words)), default="")


def _parts(summary: Summary) -> tuple[str, str]:
    """Return what of an article may be quoted: its headline, and its text."""
    return summary.article.entry.title, summary.article.text


def _is_anothers(quote: Quote, summary: Summary) -> bool:
    """Tell whether the source surely has somebody else say a quotation."""
    heard = [known for span in spans_of(quote) for known in said_at(span, summary)]
    sure = [known for known in heard if known.speaker and known.confidence >= _SURE]
    like = {likeness(quote.speaker or "", known.speaker or "") for known in sure}
    return like == {"other"} and len(sure) == len(heard)


# ── figures, and words between marks ──────────────────────────────────────────────


def _told(
    edition: Edition, summaries: Mapping[str, Summary]
) -> Iterator[tuple[Source, str]]:
    """Yield what an edition told beside its quotations, and where it had it from."""
    for story in edition.stories:
        for text in (story.headline, story.standfirst):
            if source := _source_of(text, story, summaries):
                yield source, text
        yield from ((fact.source, fact.text) for fact in story.facts)
    yield from ((number.source, number.text) for number in edition.numbers)


def _source_of(
    text: str, story: Story, summaries: Mapping[str, Summary]
) -> Source | None:
    """Return the source that a story's own words need correcting by; None: none does.

    They name no source: as long as one of the story's has them, they stand.
    """
    sources = [byline.source for byline in story.bylines]
    known = [summaries[each.url] for each in sources if each.url in summaries]
    if len(known) < len(sources):
        return None
    if not all(_is_outdated(text, summary) for summary in known):
        return None
    updated = [source for source in sources if _updated(source, summaries)]
    alike = [each for each in updated if _reads_now(text, summaries[each.url])]
    return next(iter([*alike, *updated]), None)


def _is_outdated(text: str, summary: Summary) -> bool:
    """Tell whether a figure of a text, or words within marks, left its source."""
    if has_words(summary, text):
        return False
    if not _values(text) <= _values(_where_it_stood(text, summary)):
        return True
    stretches = (stretch.removesuffix(",") for stretch in quoted(text))
    return any(not has_words(summary, stretch) for stretch in stretches)


def _where_it_stood(text: str, summary: Summary) -> str:
    """Return the paragraph that still has nearly all of a text's words, or else all.

    The same figure elsewhere in the article counts something else, perhaps.
    """
    for part in reversed(_parts(summary)):
        place = passage(text, part)
        if place and _share(text, place.of(part)) >= _SAME:
            return paragraph_at(place, part)
    return "\n\n".join(_parts(summary))


def _values(text: str) -> set[str]:
    return {figure.value for figure in figures(text)}


def _share(text: str, other: str) -> float:
    """Return the share of a text's words, figures aside, that another has."""
    wanted, there = _words(text), _words(other)
    return (wanted & there).total() / max(1, wanted.total())


def _words(text: str) -> Counter[str]:
    words: Sequence[str] = folded(text).casefold().split()
    plain = (word.strip("\"'.,;:!?()") for word in words)
    return Counter(word for word in plain if word and not any(map(str.isdigit, word)))
