"""The block "corrections" as it is printed: what was printed, and what stands now."""

import re

from digest.config import Newsletter
from digest.model import Correction, Corrections
from digest.render.language import direction, direction_of
from digest.render.links import outlet_of, sentence
from digest.render.page import Link, PrintedCorrection, PrintedCorrections
from digest.render.words import Words
from digest.text.destinations import edition_address
from digest.text.printable import clean

_MARKS = re.compile('["“”„«»]')


def corrections(
    block: Corrections | None, newsletter: Newsletter, words: Words, language: str
) -> PrintedCorrections | None:
    """Return the block as printed; None where there is nothing to print."""
    items = tuple(
        _printed(correction, newsletter, words, language)
        for correction in (block.items if block else ())
        if clean(correction.was)
    )
    if not block or not items:
        return None
    title = clean(block.title) or words.phrase("corrections")
    return PrintedCorrections(title=title, items=items)


def _printed(
    correction: Correction, newsletter: Newsletter, words: Words, language: str
) -> PrintedCorrection:
    name, page = clean(correction.edition), correction.source.url
    was, now = clean(correction.was), clean(correction.now)
    way = direction_of(f"{was} {now}", direction(language))
    url = sentence(page, now)
    return PrintedCorrection(
        edition=Link(text=name, url=edition_address(name, newsletter.web)),
        was=_quoted(was, words),
        now=_quoted(now, words) if now else "",
        speaker=clean(correction.speaker or ""),
        source=Link(text=outlet_of(correction.source), url=url),
        direction="" if way == direction(language) else way,
    )


def _quoted(text: str, words: Words) -> str:
    """Return words within marks; those that have their own stand as they are."""
    return text if _MARKS.search(text) else words.phrase("quotation", text)
