"""What the search finds: every text of every edition, and the words it answers with.

It is a script beside the page, and no file that the page asks for: browsers let a page
that was opened from a folder fetch nothing.
"""

from collections.abc import Iterable

from digest.render.environment import filled
from digest.render.head import as_json
from digest.render.page import Page, PrintedQuote, PrintedStory
from digest.render.site import addresses as at
from digest.render.site.archive import Archive

_SCRIPT = "search.js.j2"

# A place in an edition: its anchor, its headline, what stands there, and its language
# and direction, "" where they are the edition's.
_Place = tuple[str, str, list[str], str, str]


def script(archive: Archive) -> str:
    """Return the script, with all that it searches in it."""
    data = {
        "language": archive.words.language,  # the forms' own, for its rules of plural
        "found": archive.words.forms("found"),
        "nothing": archive.words.phrase("nothing_found"),
        "editions": [_edition(edition.page) for edition in archive.editions],
    }
    return filled(archive.templates, _SCRIPT, {"data": as_json(data)})


def _edition(made: Page) -> dict[str, object]:
    return {
        "path": at.edition_path(made.name),
        "date": made.date,
        "language": made.language,
        "direction": made.direction,
        "places": _places(made),
    }


def _places(made: Page) -> list[_Place]:
    places = [_story(story) for story in made.stories]
    if made.intro:
        places.insert(0, _block("", made.title, made.intro))
    if made.voices:
        said = map(_said, made.voices.quotes)
        places.append(_block("voices", made.voices.title, said))
    if made.numbers:
        counted = (f"{item.figure} {item.counted}" for item in made.numbers.items)
        places.append(_block("numbers", made.numbers.title, counted))
    if made.corrections:
        items = made.corrections.items
        texts = (text for item in items for text in (item.was, item.now) if text)
        places.append(_block("corrections", made.corrections.title, texts))
    return places


def _block(anchor: str, title: str, texts: Iterable[str]) -> _Place:
    return anchor, title, list(texts), "", ""


def _story(story: PrintedStory) -> _Place:
    texts = [story.standfirst, *(fact.text for fact in story.facts)]
    for differing in story.differences:
        texts += [f"{side.figure} {side.counted}" for side in differing.sides]
    texts += map(_said, story.quotes)
    for line in story.bylines:
        outlets = [link.text for link in (line.outlet, *line.others)]
        texts.append(" · ".join(filter(None, (*outlets, *line.details))))
    told = [text for text in texts if text]
    return story.anchor, story.headline.text, told, story.language, story.direction


def _said(quote: PrintedQuote) -> str:
    who = ", ".join(filter(None, (quote.speaker, quote.role)))
    return f"{quote.text} — {who}"
