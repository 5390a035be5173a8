"""What there is to say about a quotation whose places in its source are known."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digest.manuscript.evidence import in_order, said_at, spans_of
from digest.manuscript.names import likeness, missing_words, mixes_scripts
from digest.manuscript.nearest import described
from digest.manuscript.trimming import of_quote, overrun
from digest.model import Finding, Quote, Segment, Severity, Span, Summary
from digest.text.verbatim import find

MOST_LEFT_OUT = 300  # characters, about two sentences

_OTHER_DOTS = re.compile(r"[\[(]?(?:\.{3,}|…)[\])]?")


def quotation_findings(quote: Quote, summary: Summary) -> Iterator[Finding]:
    """Yield what is wrong with a quotation: its words, their order, who says them."""
    for segment in quote.segments:
        if segment.span is None:
            yield _not_verbatim(quote, segment, summary)
    yield from _role(quote, summary)
    if quote.speaker is None:
        yield _finding(
            quote,
            "quote-without-speaker",
            "error",
            "the quotation does not say who speaks",
            "name the speaker: — Speaker, role, in [Outlet](…)",
        )
    spans = spans_of(quote)
    if len(spans) < len(quote.segments):
        return
    if not in_order(spans):
        yield _finding(
            quote,
            "quote-out-of-order",
            "error",
            "the quotation's parts stand in another order in the source",
            "put them in the source's order, or make two quotations of them",
        )
        return
    yield from _left_out(quote, spans, summary)
    yield from _trimmed(quote, spans, summary)
    if quote.speaker is not None:
        yield from _speaker(quote, quote.speaker, spans, summary)


def _finding(
    quote: Quote, code: str, severity: Severity, message: str, remedy: str
) -> Finding:
    return Finding(
        code=code, severity=severity, line=quote.line, message=message, remedy=remedy
    )


def _not_verbatim(quote: Quote, segment: Segment, summary: Summary) -> Finding:
    where = described(segment.text, summary.article.text)
    dots = _OTHER_DOTS.search(segment.text)
    return _finding(
        quote,
        "quote-not-verbatim",
        "error",
        f"the quotation is not word for word: {where}",
        f"write “ … ” (space, dots, space) instead of “{dots.group()}” where you leave "
        "words out"
        if dots
        else "put back the source's words, write “ … ” where you leave some out, or "
        "remove it",
    )


def _role(quote: Quote, summary: Summary) -> Iterator[Finding]:
    article = summary.article
    unknown = missing_words(quote.role or "", f"{article.text}\n{article.entry.title}")
    if unknown:
        yield _finding(
            quote,
            "role-not-found",
            "warning",
            f"the role has “{' '.join(unknown)}”, which does not stand in the source",
            f"make sure that {quote.speaker} is “{quote.role}”, or remove it",
        )


def _left_out(
    quote: Quote, spans: Sequence[Span], summary: Summary
) -> Iterator[Finding]:
    """Yield a finding where two parts are joined that were said far apart."""
    for one, following in pairwise(spans):
        gap = following.start - one.end
        if gap > MOST_LEFT_OUT and not _said_together(one, following, summary):
            yield _finding(
                quote,
                "quote-gap",
                "error",
                f"{gap} characters of the source are left out between two parts",
                "make two quotations of them",
            )


def _said_together(one: Span, other: Span, summary: Summary) -> bool:
    """Tell whether two parts belong to one utterance in the source."""
    return any(quote in said_at(other, summary) for quote in said_at(one, summary))


def _trimmed(
    quote: Quote, spans: Sequence[Span], summary: Summary
) -> Iterator[Finding]:
    text = summary.article.text
    utterances = [span for known in summary.quotes for span in spans_of(known)]
    for span in spans:
        if own := overrun(span, text, utterances):
            yield _finding(
                quote,
                "quote-overrun",
                "error",
                f"“{own}” are the article's words, not the speaker's",
                "end the quotation where the source's quotation marks do",
            )
            return
    if cuts := of_quote(spans, text, utterances):
        yield _finding(
            quote,
            "quote-trimmed",
            "warning",
            f"the quotation is cut: in the source, {', and '.join(cuts)}",
            "quote the whole sentence, or make sure that its sense is the same",
        )


def _speaker(
    quote: Quote, speaker: str, spans: Sequence[Span], summary: Summary
) -> Iterator[Finding]:
    """Yield at most one finding on the speaker: the worst of all parts."""
    if mixes_scripts(speaker) and not find(speaker, summary.article.text):
        yield _finding(
            quote,
            "quote-speaker-changed",
            "error",
            f"{speaker} is written with letters of two alphabets, unlike in the source",
            "type the name again, all of it in one alphabet",
        )
        return
    unsure: str | None = None
    for span in spans:
        heard = said_at(span, summary)
        named = [known.speaker for known in heard if known.speaker]
        like = {likeness(speaker, name) for name in named}
        if "same" in like:
            continue
        if like == {"other"}:
            yield _finding(
                quote,
                "quote-speaker-changed",
                "error",
                f"the source has {named[0]} say this, not {speaker}",
                f"name {named[0]} as the speaker",
            )
            return
        unsure = unsure or _unsure(named, heard=bool(heard))
    if unsure:
        yield _finding(
            quote,
            "quote-speaker-unsure",
            "warning",
            unsure,
            f"read the source, and make sure that {speaker} says it",
        )


def _unsure(named: Sequence[str], *, heard: bool) -> str:
    if named:
        return f"the source has {named[0]} say this; is it the same person?"
    if heard:
        return "it is not certain who says this in the source"
    return "the source has no quotation here; are these its own words?"
