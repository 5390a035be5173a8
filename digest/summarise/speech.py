"""Which quoted stretches are speech: no scare quotes, no titles, no single words."""

from digest.summarise.languages import Language
from digest.summarise.marks import ENDS, Stretch, last_mark
from digest.summarise.page import Page
from digest.text.paragraphs import words

_MIN_WORDS_PART = 4
_MIN_WORDS_WHOLE = 2
_MIN_WORDS_TITLE = 2  # that are no stop words
_MIN_WORDS_DECLINED = 3  # for a part, where there are no articles to count
_MAX_MARKS = 8  # characters around a stretch that is a sentence
_ENDING = ",.:;"
_DASHES = ("—", "–", "-")
_MAX_BRIDGE = 220  # characters of the article's own between two segments


def speech(page: Page) -> list[Stretch]:
    """Return the stretches of a page that may be somebody's words, in order."""
    return [stretch for stretch in page.stretches if _may_be_speech(page, stretch)]


def is_doubtful(page: Page, stretch: Stretch) -> bool:
    """Tell whether only an attribution makes a stretch speech: few words, a title."""
    inner = stretch.inner.of(page.text)
    if page.language.declines and _goes_by_itself(page, stretch):
        return False
    brief = words(inner) < _MIN_WORDS_PART
    unended = inner[-1] not in ENDS - {","}
    return brief or (unended and _is_title(inner, page.language))


def _goes_by_itself(page: Page, stretch: Stretch) -> bool:
    """Tell whether a stretch is a sentence, or the narrator is within its marks."""
    if stretch.is_rest or stretch.is_interrupted:
        return True
    sentence, outer = page.around(stretch), stretch.outer
    if outer.start - sentence.start + sentence.end - outer.end > _MAX_MARKS:
        return False
    around = page.text[sentence.start : outer.start]
    around += page.text[outer.end : sentence.end]
    return not any(map(str.isalnum, around))


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
    if stretch.is_rest or stretch.is_interrupted:
        return True
    if count < _MIN_WORDS_WHOLE:
        return False
    part = mixed(page, stretch)
    if page.language.declines:
        return not _is_name(page, stretch, part=part) and (
            count >= _MIN_WORDS_PART
            or (part and count >= _MIN_WORDS_DECLINED)
            or (not part and last_mark(page.text, stretch) in ENDS)
        )
    if count < _MIN_WORDS_PART:
        return not part and last_mark(page.text, stretch) in ENDS
    return not (part and _is_title(inner, page.language))


def _is_title(inner: str, language: Language) -> bool:
    """Tell whether every word is set as in a title: "The Art of the Deal"."""
    main = [
        word
        for word in inner.split()
        if word[0].isalpha() and word.lower().strip(",") not in language.stop_words
    ]
    return len(main) >= _MIN_WORDS_TITLE and all(word[0].isupper() for word in main)


def _is_name(page: Page, stretch: Stretch, *, part: bool) -> bool:
    """Tell the name of a work or body, where only the first word has its capital.

    Part of somebody's sentence begins with a small letter, and all of one is led by a
    colon, or ended by a comma, a full stop or a dash and who said it.
    """
    text, language = page.text, page.language
    if not text[stretch.inner.start].isupper():
        return False
    start = max(
        page.sentence_at(stretch.outer.start).start, stretch.outer.start - _MAX_BRIDGE
    )
    own = text[start : stretch.outer.start]
    before = [word.strip(_ENDING) for word in own.lower().split()]
    if not language.naming.isdisjoint(before[-2:]):
        return True
    if part:
        return language.reporting.isdisjoint(before)
    if own.rstrip().endswith(":") or last_mark(text, stretch) in ENDS:
        return False
    behind = text[stretch.outer.end : stretch.outer.end + _MAX_BRIDGE].split()[:4]
    said = [word.strip(_ENDING) for word in behind]
    dashed = behind[:1] and behind[0] in _DASHES
    return not (dashed and not language.reporting.isdisjoint(said))
