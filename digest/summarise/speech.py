"""Which quoted stretches are speech: no scare quotes, no titles, no single words."""

from digest.summarise.languages import Language
from digest.summarise.marks import Stretch
from digest.summarise.page import Page
from digest.text.paragraphs import words

_MIN_WORDS_PART = 4
_MIN_WORDS_WHOLE = 2
_MIN_WORDS_TITLE = 2  # that are no stop words
_ENDS = frozenset(",.?!…")
_MAX_BRIDGE = 220  # characters of the article's own between two segments


def speech(page: Page) -> list[Stretch]:
    """Return the stretches of a page that may be somebody's words, in order."""
    return [stretch for stretch in page.stretches if _may_be_speech(page, stretch)]


def last_mark(text: str, stretch: Stretch) -> str:
    """Return the comma or full stop that ends a stretch, wherever the marks stand.

    American print sets it within them, most of the world behind.
    """
    last = text[stretch.inner.end - 1]
    if last.isalnum() and not stretch.continued:
        behind = text[stretch.outer.end : stretch.outer.end + 1]
        return behind if behind in _ENDS else last
    return last


def is_doubtful(page: Page, stretch: Stretch) -> bool:
    """Tell whether only an attribution makes a stretch speech: few words, a title."""
    inner = stretch.inner.of(page.text)
    brief = words(inner) < _MIN_WORDS_PART
    unended = inner[-1] not in _ENDS - {","}
    return brief or (unended and _is_title(inner, page.language))


def mixed(page: Page, stretch: Stretch) -> bool:
    """Tell whether a stretch completes a sentence of the article's own."""
    text = page.text
    before = text[max(0, stretch.outer.start - 40) : stretch.outer.start].rstrip()
    if not _begins_whole(text, stretch):
        return not (
            before[-1:] == ":" or _resumes(page, stretch) or _sourced(page, stretch)
        )
    sentence = page.sentence_at(stretch.outer.start)
    if sentence.start >= stretch.outer.start - 1 or before[-1:] in ",:—–-":
        return False
    last = before.split()[-1:] if before else []
    return not (last and last[0].lower() in page.language.reporting)


def _begins_whole(text: str, stretch: Stretch) -> bool:
    """Tell whether a stretch begins as a sentence of its own does."""
    first = text[stretch.inner.start]
    return first.isupper() or first.isdigit() or not first.isalpha()


def _resumes(page: Page, stretch: Stretch) -> bool:
    """Tell whether a lower-case stretch takes an interrupted utterance up again."""
    text = page.text
    start = page.sentence_at(stretch.outer.start).start
    between = text[start : stretch.outer.start].rstrip()
    if between[-1:] not in (",", "—", "–"):
        return False
    opening = between[:1]
    return opening in "“\"‘'«„" and "," in between[-_MAX_BRIDGE:]


def _sourced(page: Page, stretch: Stretch) -> bool:
    """Tell whether all but "According to X," of its sentence is a stretch."""
    text, sentence = page.text, page.sentence_at(stretch.outer.start)
    opening = text[sentence.start : stretch.outer.start].rstrip()
    rest = text[stretch.outer.end : sentence.end].strip(" .!?")
    cues = tuple(f"{cue} " for cue in page.language.according)
    return opening.endswith(",") and not rest and opening.lower().startswith(cues)


def _may_be_speech(page: Page, stretch: Stretch) -> bool:
    inner = stretch.inner.of(page.text)
    count = words(inner)
    if count < _MIN_WORDS_WHOLE:
        return False
    part = mixed(page, stretch)
    if count < _MIN_WORDS_PART:
        return not part and last_mark(page.text, stretch) in _ENDS
    return not (part and _is_title(inner, page.language))


def _is_title(inner: str, language: Language) -> bool:
    """Tell whether every word is set as in a title: "The Art of the Deal"."""
    main = [
        word
        for word in inner.split()
        if word[0].isalpha() and word.lower().strip(",") not in language.stop_words
    ]
    return len(main) >= _MIN_WORDS_TITLE and all(word[0].isupper() for word in main)
