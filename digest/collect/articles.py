"""Articles: entry and text put together, cleaned of furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from digest.collect.clean import cleaned
from digest.collect.extract import Page, page
from digest.collect.plain import MAX_LINE, language_of, plain
from digest.collect.recurrence import furniture_in
from digest.collect.sites import rule_for
from digest.collect.walls import Wall
from digest.errors import FeedError
from digest.model import Article, Entry, Feed, Image, SiteRule
from digest.text.paragraphs import paragraphs, words

MAX_TEXT = 400_000  # characters: a book; nothing longer is an article

_HEADLINE = 50  # words
_BY_HAND = "Given by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry with the text found for it, furniture and all.

    `page` is the page the text was read from; None: it is the feed's own. `wall` is
    what stood before the page, so that the feed's own text has to do (None: nothing).
    """

    entry: Entry
    text: str
    page: Page | None = None
    wall: Wall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What all articles of one feed have in common.

    `language` is None where the feed does not say; `drop` are its own patterns and
    `recurring` the fingerprints of paragraphs that stand in several of its articles.
    """

    feed: Feed
    now: datetime
    language: str | None = None
    drop: tuple[re.Pattern[str], ...] = ()
    recurring: frozenset[str] = frozenset()


def article(draft: Draft, common: Common) -> Article:
    """Return a draft as an article: what is left of its text without the furniture.

    Its entry no longer holds the feed's markup: the article's text has taken its place.
    """
    said = draft.page or Page(text="")
    entry = replace(
        draft.entry,
        title=draft.entry.title or said.title or _first_words(draft.text),
        published=draft.entry.published or said.published,
        content="",
        summary="",
        updated=None,
    )
    language = language_of(draft.text, common.language, said.language)
    clean = cleaned(
        draft.text[:MAX_TEXT],
        title=entry.title,
        authors=entry.authors or said.authors,
        drop=common.drop,
        recurring=furniture_in(draft.text, common.recurring),
        language=language,
    )
    return Article(
        entry=entry,
        outlet=common.feed.title,
        section=common.feed.section,
        language=language,
        text=clean.text,
        authors=clean.authors,
        author_note=clean.author_note,
        first_seen=common.now,
        rubric=said.rubric,
        image=said.image or (Image(url=entry.image) if entry.image else None),
    )


def article_from_html(
    html: bytes | str, *, url: str, now: datetime, rules: Sequence[SiteRule] = ()
) -> Article:
    """Return the article on a page given by hand; `rules` are those of sites.

    Raises:
        WalledError: something else stands in place of the article.
        FeedError: there is nothing to read on it.
    """
    found = page(html, url=url, now=now, rule=rule_for(url, rules))
    outlet = found.outlet or urlsplit(url).hostname or url
    made = article(
        Draft(entry=Entry(id=url, url=url, title=""), text=found.text, page=found),
        Common(feed=Feed(location=url, title=outlet, section=_BY_HAND), now=now),
    )
    if not made.text:
        message = "there is nothing to read on the page"
        raise FeedError(message)
    return made


def article_from_text(text: str, *, name: str, now: datetime) -> Article:
    """Return the article in a text as it comes off a page: its title, then the rest.

    Where the first paragraph is too long for a headline, it is text like all others.
    """
    parts = [plain(span.of(text)) for span in paragraphs(text[:MAX_TEXT])]
    headed = len(parts) > 1 and words(parts[0]) <= _HEADLINE
    title = parts[0] if headed else _first_words(" ".join(parts[:1]))
    return article(
        Draft(
            entry=Entry(id=name, url=name, title=title[:MAX_LINE]),
            text="\n\n".join(part for part in parts[headed:] if part),
        ),
        Common(feed=Feed(location=name, title=name, section=_BY_HAND), now=now),
    )


def _first_words(text: str) -> str:
    start = text[:MAX_LINE].split()
    return " ".join(start[:12]) + ("…" if len(start) > 12 else "")  # noqa: PLR2004  a headline's length
