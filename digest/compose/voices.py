"""The edition's block "voices": people whom its stories had no room to quote."""

from collections.abc import Iterator, Sequence

from digest.compose.story import is_said, quotations
from digest.model import Quote, Story, Summary, Voices
from digest.text.paragraphs import words

LEAST_VOICES = 2  # fewer make no block
MOST_WORDS = 40


def voices(
    groups: Sequence[Sequence[Summary]],
    stories: Sequence[Story],
    *,
    title: str,
    most: int,
    confidence: float,
) -> Voices | None:
    """Return at most `most` quotations that an edition's `stories` left out.

    `groups` are what the stories are told from, in the order of their importance. Each
    voice is another speaker's, and one of each story comes before a second one of any.
    None where there are not enough for a block.
    """
    printed = tuple(_printed(stories))
    heard = [quote.speaker for story in stories for quote in story.quotes]
    offered = [list(_offered(group, printed, confidence)) for group in groups]
    chosen = _chosen(offered, [name for name in heard if name], most)
    if len(chosen) < LEAST_VOICES:
        return None
    return Voices(title=title, quotes=tuple(chosen))


def _printed(stories: Sequence[Story]) -> Iterator[str]:
    """Yield what the stories print, in whole sentences."""
    for story in stories:
        yield from (story.headline, story.standfirst)
        yield from (fact.text for fact in story.facts)
        yield from (quote.text for quote in story.quotes)


def _offered(
    group: Sequence[Summary], printed: Sequence[str], confidence: float
) -> Iterator[Quote]:
    """Yield what one story left out and may stand alone, who has a role comes first.

    Away from its story, "one of them" is nobody, and half a sentence says little.
    """
    fit = sorted(quotations(group, confidence), key=lambda quote: not quote.role)
    for quote in fit:
        is_whole = not quote.text[:1].islower() and words(quote.text) <= MOST_WORDS
        named = _is_named(quote.speaker or "")
        if is_whole and named and not is_said(quote.text, printed):
            yield quote


def _is_named(speaker: str) -> bool:
    """Tell whether a speaker has a name: "Ada Roe", not "residents", "the mayor"."""
    ends = speaker.split()[:1] + speaker.split()[-1:]
    return bool(ends) and not any(word[0].islower() for word in ends)


def _chosen(
    offered: Sequence[Sequence[Quote]], heard: Sequence[str], most: int
) -> list[Quote]:
    """Return the voices by importance of their stories: one of each in turn."""
    names, chosen = [*heard], list[tuple[int, Quote]]()
    for _ in range(most):
        for story, quotes in enumerate(offered):
            new = (quote for quote in quotes if not _is_heard(quote.speaker, names))
            found = next(new, None)
            if found and found.speaker and len(chosen) < most:
                chosen.append((story, found))
                names.append(found.speaker)
    return [quote for _, quote in sorted(chosen, key=lambda pair: pair[0])]


def _is_heard(speaker: str | None, names: Sequence[str]) -> bool:
    """Tell whether somebody may be one of those named: "Roe" may be "Ada Roe".

    Two of one family name count as one: rather a voice too few than one heard twice.
    """
    own = (speaker or "").casefold().split()
    others = [name.casefold().split() for name in names]
    return any(
        own[-1:] == other[-1:] or set(own) <= set(other) or set(other) <= set(own)
        for other in others
    )
