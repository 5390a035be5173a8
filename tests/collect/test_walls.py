"""Pages that show something else than their article: told, and never summarised."""

import pickle
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.collect.extract import page
from digest.collect.walls import Wall, WalledError, is_about
from digest.errors import FeedError
from digest.model import Entry
from tests.collect.builders import (
    NOW,
    a_feed,
    a_page,
    an_http,
    an_item,
    one,
    prose,
    rss,
    sentence,
    texts,
)
from tests.servers import Server

PAGES = Path(__file__).parents[3] / "shared/data/pages"
CUT_OFF = ["fundus__jp_ChunichiShimbun_2025_01_13"]  # "… 会員限定です": for members
URL = "https://outlet.example/a"
LOCKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},'
    ' {"@type": ["NewsArticle"], "isAccessibleForFree": "False"%s}]}</script>'
)
PART = (
    '<script type="application/ld+json">[{"@type": "Article", "hasPart":'
    ' {"isAccessibleForFree": false, "cssSelector": ".more"}}]</script>'
)
TIER = '<meta property="article:content_tier" content="locked">'


def wall_of(html: str) -> Wall | None:
    try:
        page(html, url=URL, now=NOW)
    except WalledError as error:
        return error.wall
    except FeedError:
        return None
    return None


def with_head(html: str, head: str) -> str:
    return html.replace("<head>", f"<head>{head}")


def a_short_page(body: str, *, title: str = "A headline", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


TEASER = prose(1, paragraphs=2)
WALLS = {
    "locked, by its JSON-LD": (
        with_head(a_page(TEASER), LOCKED % ""),
        Wall.PAYWALL,
    ),
    "locked, with a third of its words": (
        with_head(a_page(prose(1)), LOCKED % ', "wordCount": "900"'),
        Wall.PAYWALL,
    ),
    "locked, and its count is that of the teaser": (
        with_head(a_page(prose(1, paragraphs=1)), LOCKED % ', "wordCount": 60'),
        Wall.PAYWALL,
    ),
    "a part of it is locked": (
        with_head(
            a_page(TEASER),
            PART,
        ),
        Wall.PAYWALL,
    ),
    "its locked part is a call to pay": (
        with_head(a_page(prose(1)), PART).replace(
            "</article>", "</article><div class='body more'>Read on for 1 euro.</div>"
        ),
        Wall.PAYWALL,
    ),
    "locked, by its tier": (with_head(a_page(TEASER), TIER), Wall.PAYWALL),
    "cut off by a call to subscribe": (
        a_page([*prose(1, paragraphs=3), "Subscribe now to continue reading this."]),
        Wall.PAYWALL,
    ),
    "in German": (
        a_page([*TEASER, "Um weiterzulesen, kaufen Leser ein Abo."]),
        Wall.PAYWALL,
    ),
    "in French": (
        a_page([*TEASER, "La suite est réservée aux abonnés du journal."]),
        Wall.PAYWALL,
    ),
    "in Ukrainian": (
        a_page([*TEASER, "Повний текст доступний лише для передплатників видання."]),
        Wall.PAYWALL,
    ),
    "a paywall and nothing else": (
        a_short_page("<div class='c-paywall__box'><p>Read on for one euro.</p></div>"),
        Wall.PAYWALL,
    ),
    "a login": (
        a_short_page(
            "<h1>Welcome back</h1><form action=/login><label>Name <input name=user>"
            "</label><input type=password name=pw></form>"
        ),
        Wall.LOGIN,
    ),
    "consent": (
        a_short_page(
            "<h1>Before you continue</h1><p>We and our partners use cookies to store "
            "personal data with your consent, as our privacy notice says.</p>"
            "<form action=/consent><button>Reject all</button>"
            "<button>Accept all</button></form>"
        ),
        Wall.CONSENT,
    ),
    "consent in German": (
        a_short_page(
            "<p>Wir und unsere Partner setzen Cookies: Einwilligung, Datenschutz, "
            "Zustimmung.</p>"
        ),
        Wall.CONSENT,
    ),
    "a script alone": (
        a_short_page(
            "<div id=root></div><noscript>You need to enable JavaScript to run this "
            "app.</noscript>"
        ),
        Wall.SCRIPT,
    ),
    "a check for robots, by its title": (
        a_short_page("<h2>outlet.example</h2>", title="Just a moment..."),
        Wall.BOT_CHECK,
    ),
    "a check for robots, by its form": (
        a_short_page("<form id=challenge-form action=/x></form><p>One second.</p>"),
        Wall.BOT_CHECK,
    ),
    "a check for robots, by its words": (
        a_short_page("<p>Please verify you are a human to go on.</p>"),
        Wall.BOT_CHECK,
    ),
    "not there": (
        a_short_page("<h1>Oops</h1><p>Look elsewhere.</p>", title="404 | Outlet"),
        Wall.MISSING,
    ),
    "not there any more": (
        a_short_page("<p>The page you are looking for no longer exists.</p>"),
        Wall.MISSING,
    ),
}


@pytest.mark.parametrize(("html", "wall"), WALLS.values(), ids=WALLS)
def test_what_stands_before_an_article_is_recognised(html, wall):
    assert wall_of(html) is wall


OPEN = {
    "a whole text that is not for free": with_head(a_page(prose(1)), LOCKED % ""),
    "a short text that is not for free and all there": with_head(
        a_page(prose(1, paragraphs=2)), LOCKED % ', "wordCount": 130'
    ),
    "a whole text in a locked tier": with_head(a_page(prose(1)), TIER),
    "a short text whose locked part is there": with_head(
        a_page(prose(1, paragraphs=2)), PART
    ).replace("<article>", "<article class=more>"),
    "a short text that is metered": with_head(
        a_page(prose(1, paragraphs=2)), TIER.replace("locked", "metered")
    ),
    "a whole text with a banner": a_page(prose(1, paragraphs=6)).replace(
        "<footer>",
        "<div class=paywall>Subscribe to continue reading. Already a subscriber?"
        "</div><footer>",
    ),
    "a whole text with a login form": a_page(prose(1)).replace(
        "<footer>", "<form><input type=password></form><footer>"
    ),
    "a whole text that ends with a call": a_page(
        [*prose(1, paragraphs=6), "Subscribe to continue reading our journal."]
    ),
    "an article about cookies": a_page(
        [
            f"{each} The law on cookies asks for consent to each of them."
            for each in prose(1, paragraphs=6)
        ]
    ),
    "an article about what is not found": a_page(
        [
            "The page was not found for forty years, until a clerk opened a box.",
            *prose(1),
        ]
    ),
    "a short article": a_page(prose(1, paragraphs=1)),
}


@pytest.mark.parametrize("html", OPEN.values(), ids=OPEN)
def test_an_article_that_is_all_there_passes(html):
    assert wall_of(html) is None
    assert page(html, url=URL, now=NOW).text


def test_no_real_page_with_its_whole_text_is_taken_for_a_wall():
    if not PAGES.is_dir():
        pytest.skip("the real pages are not beside this repository")
    given = {path: path.read_bytes() for path in sorted(PAGES.glob("*.html"))}
    locked = [path for path, html in given.items() if b"isAccessibleForFree" in html]

    flagged = [path.stem for path in locked if wall_of(given[path])]  # type: ignore[arg-type]  # bytes are read too

    assert flagged == CUT_OFF


def test_a_wall_is_the_same_in_another_process():
    error = pickle.loads(pickle.dumps(WalledError(Wall.CONSENT)))  # noqa: S301  our own

    assert error.wall is Wall.CONSENT
    assert str(error) == "a consent page instead of the article"


@pytest.mark.parametrize(
    "nasty",
    [
        "to continue reading " * 10_000,
        "<p>cookies " * 5_000,
        "x" * 200_000,
        "<noscript>" * 7_000,
        "enable a b c " * 15_000,
        "you have read " * 14_000,
        "<a class=paywall>" * 7_000,
    ],
)
def test_a_nasty_page_holds_nobody_up(nasty):
    started = time.process_time()

    wall_of(f"<html><body>{nasty}")

    assert time.process_time() - started < 5


# ── in a run ──────────────────────────────────────────────────────────────────────


def served(server, html, *, summary="A teaser", title="A headline"):
    server.serve("/a", html, content_type="text/html")
    server.serve("/feed", rss(an_item(server.url("/a"), summary=summary, title=title)))
    return a_feed(server.url("/feed"))


def test_an_article_behind_a_paywall_is_told_and_not_tried_again():
    with Server() as server:
        feed = served(server, with_head(a_page(TEASER), LOCKED % ""))
        http = an_http(server.place)
        first = one(feed, http=http)
        second = one(
            feed, http=http, memories={feed.location: first.memory}, ask_all=True
        )

        asked = len(server.asked("/a"))

    assert (first.articles, first.page_failures, first.failure) == ((), (), None)
    (notice,) = first.notices
    assert notice.text == (
        f"behind a paywall: 1 page, {first.feed.location.replace('feed', 'a')} for "
        "one: left out"
    )
    assert (second.unchanged, second.notices, asked) == (True, (), 1)


def test_a_long_teaser_of_the_feed_stands_in_for_a_walled_page():
    own = " ".join(sentence(seed) for seed in range(4))
    with Server() as server:
        feed = served(server, with_head(a_page(TEASER), LOCKED % ""), summary=own)

        came = one(feed, http=an_http(server.place))

    assert texts(came.articles) == [own]
    assert came.notices[0].text.endswith("the feed's own text is taken")


def test_a_check_for_robots_may_have_passed_in_the_next_run():
    own = " ".join(sentence(seed) for seed in range(4))
    with Server() as server:
        feed = served(
            server, a_short_page("<p>x", title="Just a moment..."), summary=own
        )
        first = one(feed, http=an_http(server.place))
        server.serve("/a", a_page(prose(1)), content_type="text/html")
        second = one(
            feed, http=an_http(server.place), memories={feed.location: first.memory}
        )

    assert first.articles == ()
    (failure,) = first.page_failures
    assert failure.reason == "a page that checks for robots instead of the article"
    assert texts(second.articles) == ["\n\n".join(prose(1))]


def test_a_page_that_shares_nothing_with_its_entry_is_another():
    with Server() as server:
        feed = served(
            server,
            a_page(prose(1)),
            title="Orchestras rehearse forgotten symphonies",
            summary="Violinists, trumpeters and conductors celebrate composers whose "
            "manuscripts gathered dust beneath cathedral floors.",
        )

        came = one(feed, http=an_http(server.place))

    assert came.articles == ()
    assert came.notices[0].text.startswith("another page than the feed speaks of: 1")


def test_words_that_stand_without_spaces_tell_nothing_of_what_a_page_is_about():
    said = "、".join(
        "日本語の見出しと要約" + letter for letter in "あいうえおかきくけこ"
    )

    assert is_about(
        Entry(id="a", url=URL, title=said, summary=said), title="x", text="y"
    )


def test_dates_of_pages_know_the_hour():
    head = "<meta property=article:published_time content=2025-01-10T10:30:00+02:00>"

    found = page(with_head(a_page(prose(1)), head), url=URL, now=NOW)

    assert found.published == datetime(2025, 1, 10, 8, 30, tzinfo=UTC)
