"""What an inbox shows of an edition before it is opened: subject and preheader."""

from digest.render.clean import cut
from digest.render.page import Page
from digest.render.words import Words

_MIN_SUBJECT, _MAX_SUBJECT = 10, 70
_MIN_PREHEADER, _MAX_PREHEADER = 40, 140
_HEADLINES_IN_PREHEADER = slice(1, 3)  # the first is the subject


def subject(made: Page) -> str:
    """Return 10 to 70 characters that name the top story."""
    headlines = [story.headline.text for story in made.stories[:1]]
    candidates = (
        *headlines,
        *(f"{made.title}: {headline}" for headline in headlines),
        f"{made.title}, {made.date}",
    )
    long_enough = (text for text in candidates if len(text) >= _MIN_SUBJECT)
    return cut(next(long_enough, made.date), _MAX_SUBJECT)


def preheader(made: Page, words: Words) -> str:
    """Return 40 to 140 characters that go on where the subject ends."""
    said = subject(made)
    following = made.stories[_HEADLINES_IN_PREHEADER]
    also = " · ".join(story.headline.text for story in following)
    pieces = [words.phrase("also", also)] if also else []
    pieces += [story.standfirst for story in made.stories[:1]]
    pieces += [*made.intro, made.integrity, made.title, made.date, made.footer.why]
    text = ""
    # A standfirst may say the headline again, which is the subject.
    for piece in (piece for piece in pieces if piece and piece != said):
        text = f"{text} · {piece}" if text else piece
        if len(text) >= _MIN_PREHEADER:
            break
    return cut(text, _MAX_PREHEADER)
