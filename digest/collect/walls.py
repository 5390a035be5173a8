"""What may stand in place of an article: a paywall, a question, nothing at all.

Signs made for machines count more than words, and words count only where there is
little to read: a page that shows a banner beside its whole text is no wall.
"""

import re
from collections.abc import Callable
from enum import Enum
from typing import Any

from digest.collect.declared import Declared
from digest.collect.phrases import phrases
from digest.collect.plain import plain, unmarked
from digest.errors import FeedError
from digest.model import Entry
from digest.text.paragraphs import words


class Wall(Enum):
    """What stands between a page's address and its article."""

    ROBOTS = "robots.txt keeps us out"
    PAYWALL = "behind a paywall"
    LOGIN = "a login page instead of the article"
    CONSENT = "a consent page instead of the article"
    SCRIPT = "a page that shows nothing without JavaScript"
    BOT_CHECK = "a page that checks for robots instead of the article"
    MISSING = "a page that says that it is not there"
    ANOTHER = "another page than the feed speaks of"

    def of(self, pages: str) -> str:
        """Return in words what stands before these pages."""
        if self is Wall.ROBOTS:
            return f"robots.txt keeps us from {pages}"
        return f"{self.value}: {pages}"

    @property
    def may_pass(self) -> bool:
        """Whether a later run may find the article there."""
        return self is Wall.BOT_CHECK


class WalledError(FeedError):
    """Something else stands where the article should be."""

    def __init__(self, wall: Wall) -> None:
        self.wall = wall
        super().__init__(wall)  # it is all there is to tell, also between processes

    def __str__(self) -> str:
        """Return what stands there."""
        return self.wall.value


_SHORT = 150  # words; what is locked and shorter is a teaser
_LONG = 400  # words; what is longer was not all locked
_PART = 30  # words; fewer in a locked part are a call to pay
_TEASER = 80  # words; no locked article is shorter, whatever it says
_CUT = 250  # words; below it, a last paragraph that asks to subscribe has cut the text
_LITTLE = 100  # words; below it, a page's other words may tell why
_BARE = 60  # words; below it, a form or a script may
_ENOUGH = 0.5  # of the words that a page says its article has
_LOOKED_AT = 6_000  # characters
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_TELLING = 8  # words; fewer do not tell what an entry is about
_SHARED = 0.15  # of them; of 125 real pages none has less than 0.23

_PASSWORD = "//input[@type='password']"  # noqa: S105  a form's field
_CHALLENGE = (
    "//form[@id='challenge-form'] | //*[@id='cf-challenge-running']"
    " | //*[@id='challenge-error-text'] | //*[@id='px-captcha']"
    " | //script[contains(@src, 'captcha-delivery.com')]"
    " | //iframe[contains(@src, 'captcha')] | //form[contains(@action, 'captcha')]"
    " | //*[contains(concat(' ', @class, ' '), ' g-recaptcha ')]"
    " | //*[contains(concat(' ', @class, ' '), ' h-captcha ')]"
    " | //*[contains(concat(' ', @class, ' '), ' cf-turnstile ')]"
)
_PAYWALLED = (
    "//*[contains(@class, 'paywall') or contains(@id, 'paywall')"
    " or contains(@class, 'regwall') or contains(@class, 'subscriber-only')"
    " or contains(@class, 'tp-container') or contains(@class, 'piano-')]"
)


def wall(tree: Any, text: str, said: Declared) -> Wall | None:
    """Return what stands in place of the article; None: it is there, or nothing is.

    `text` is what was found to read on the page.
    """
    length = _length(text)
    if said.is_free is False and _is_cut(length, said):
        return Wall.PAYWALL
    if length < _CUT and phrases().paywalls.search(text[-400:]):
        return Wall.PAYWALL
    if _asks_for_consent(text, length) and not said.is_article:
        return Wall.CONSENT
    if length >= _LITTLE:
        return None
    return _in_its_words(tree, _shown(tree), length, said)


def is_about(entry: Entry, *, title: str, text: str) -> bool:
    """Tell whether a page may be the one an entry speaks of: it has words of it."""
    said = f"{entry.title} {unmarked(entry.summary)}"
    told = _words(said)
    if len(told) < _TELLING or _UNSPACED.search(said):
        return True
    return len(told & _words(f"{title} {text}")) >= _SHARED * len(told)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _length(text: str) -> int:
    """Count words; of letters that stand without spaces, two count as one."""
    return max(words(text), len(_UNSPACED.findall(text)) // 2)


def _is_cut(length: int, said: Declared) -> bool:
    """Tell whether a locked article is not all there.

    Its locked part tells it, where that is named; else its length, though some say of
    that how long their teaser is.
    """
    if said.locked is not None:
        return length < _LONG and _length(said.locked) < _PART
    whole = said.words
    return length < (_SHORT if whole is None else max(_TEASER, _ENOUGH * whole))


def _asks_for_consent(text: str, length: int) -> bool:
    """Tell whether a text speaks of cookies and consent in every other clause."""
    return (
        0 < length < 4 * _LITTLE and len(phrases().consents.findall(text)) > length / 15
    )


def _shown(tree: Any) -> str:
    """Return the words a page shows, articles or not, after its title."""
    title = plain(str(tree.xpath("string(//title)"))[:_LOOKED_AT])
    parts = tree.xpath(
        "//body//text()[not(ancestor::script or ancestor::style or ancestor::head)]"
    )
    words_shown = plain(" ".join(parts)[: 4 * _LOOKED_AT])[:_LOOKED_AT]
    return f"{title}\n{words_shown}"


def _in_its_words(tree: Any, shown: str, length: int, said: Declared) -> Wall | None:
    """Return what a page with little to read tells of itself."""
    checks: tuple[tuple[Wall, Callable[[], object]], ...] = (
        (Wall.BOT_CHECK, lambda: phrases().bot_checks.search(shown)),
        (Wall.BOT_CHECK, lambda: length < _BARE and tree.xpath(_CHALLENGE)),
        (Wall.PAYWALL, lambda: phrases().paywalls.search(shown)),
        (Wall.PAYWALL, lambda: length < _BARE and tree.xpath(_PAYWALLED)),
        (Wall.MISSING, lambda: not said.is_article and phrases().missing.search(shown)),
        (Wall.CONSENT, lambda: not said.is_article and _is_consent(shown)),
        (Wall.LOGIN, lambda: length < _BARE and tree.xpath(_PASSWORD)),
        (Wall.LOGIN, lambda: length < _BARE and phrases().logins.search(shown)),
        (Wall.SCRIPT, lambda: length < _BARE and phrases().scripts.search(shown)),
    )
    return next((found for found, holds in checks if holds()), None)


def _is_consent(shown: str) -> bool:
    return _asks_for_consent(shown, words(shown))
