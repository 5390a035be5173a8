"""Known articles that a feed or their page gives otherwise than before."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.collect import Reread, Visit, reread
from digest.model import Feed, Harvest
from tests.collect.builders import (
    NOW,
    Remembered,
    a_feed,
    a_page,
    an_http,
    an_item,
    html,
    one,
    prose,
    rss,
)
from tests.servers import Server

PAGE = "https://outlet.example/one"
LATER = NOW + timedelta(days=1)
TEXT = prose(1)
CHANGED = [TEXT[0].replace("bridge", "bridges").replace("the", "a"), *TEXT[1:]]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


def served(server: Server, *items: str) -> Feed:
    server.serve("/feed", rss(*items))
    return a_feed(server.url("/feed"))


def whole(text: Sequence[str] = TEXT, link: str = PAGE, **said: object) -> str:
    return an_item(link, content=html(text), **said)  # type: ignore[arg-type]


def again(
    server: Server, before: Harvest, *items: str, known: Remembered | None = None
) -> Harvest:
    """Return what the feed brings once it has these items."""
    feed = served(server, *items)
    memories = {feed.location: before.memory}
    return one(
        feed,
        http=an_http(server.place),
        memories=memories,
        known=known or Remembered(before),
        now=LATER,
    )


@pytest.fixture
def first(server: Server) -> Harvest:
    return one(served(server, whole()), http=an_http(server.place))


# ── texts that the feed carries ───────────────────────────────────────────────────


def test_a_text_that_changed_replaces_the_old_one_and_is_no_new_article(
    server: Server, first: Harvest
):
    came = again(server, first, whole(CHANGED))

    (article,) = came.updates
    (before,) = first.articles
    assert came.articles == ()
    assert article.text == "\n\n".join(CHANGED)
    assert article.updated == LATER
    assert article == replace(before, text=article.text, updated=LATER)


def test_an_article_is_updated_once(server: Server, first: Harvest):
    second = again(server, first, whole(CHANGED))
    third = again(server, second, whole(CHANGED), whole(prose(2), PAGE + "-2"))

    assert third.updates == ()
    assert [article.entry.url for article in third.articles] == [PAGE + "-2"]


@pytest.mark.parametrize(
    "same",
    [
        html(TEXT).replace("<p>", '<p class="x">'),
        html(TEXT).replace(" ", "  "),
        html(TEXT) + "<script>let a = 1</script>",
        html(TEXT).replace("the region", '<a href="/r?utm_source=feed">the region</a>'),
    ],
)
def test_markup_and_white_space_are_no_update_but_are_remembered(
    server: Server, first: Harvest, same: str
):
    came = again(server, first, an_item(PAGE, content=same))

    assert came.updates == ()
    assert came.readings.keys() == {PAGE}
    assert came.readings[PAGE] != first.readings[PAGE]


def test_furniture_that_is_known_by_now_is_no_update(server: Server):
    """A paragraph that stood in three articles is taken away from the fourth on."""
    more = "This piece was written at the long table by the northern window."
    texts = [[*prose(seed), more] for seed in range(1, 5)]
    links = [f"{PAGE}-{number}" for number in range(1, 5)]
    came = [one(served(server, whole(texts[0], links[0])), http=an_http(server.place))]
    for text, link in zip(texts[1:], links[1:], strict=True):
        came.append(again(server, came[-1], whole(text, link)))

    touched = html(texts[0]).replace("<p>", "<p >")
    last = again(
        server, came[-1], an_item(links[0], content=touched), known=Remembered(*came)
    )

    assert more in came[0].articles[0].text
    assert more not in came[-1].articles[0].text
    assert last.updates == ()


def test_an_article_read_again_does_not_make_its_own_paragraphs_furniture(
    server: Server, first: Harvest
):
    came = first
    for number in range(4):
        added = f"It is the time number {number} that this was changed, and the last."
        came = again(server, came, whole([*TEXT, added]))

    assert came.updates[0].text.startswith(TEXT[0])
    assert came.memory.paragraphs == first.memory.paragraphs


def test_the_feeds_own_date_of_a_change_counts_where_it_can_be_so(
    server: Server, first: Harvest
):
    moment = NOW + timedelta(hours=3)
    date = f"<dcterms:modified>{moment:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified></item>"
    item = whole(CHANGED).replace("</item>", date)
    feed = rss(item).replace("<rss ", '<rss xmlns:dcterms="http://purl.org/dc/terms/" ')
    server.serve("/feed", feed)

    came = one(
        first.feed,
        http=an_http(server.place),
        memories={first.feed.location: first.memory},
        known=Remembered(first),
        now=LATER,
    )

    assert came.updates[0].updated == moment
    assert came.readings[PAGE].said == moment


@pytest.mark.parametrize(
    "worse",
    [
        TEXT[:1],
        [*TEXT[:3], "Continue reading"],
        TEXT[:3],
        [*TEXT[:3], "Subscribe to read on: it costs no more than a coffee a month."],
        prose(9),
        ["We value your privacy and use cookies to make this better for you."] * 30,
    ],
)
def test_what_is_not_the_whole_article_never_replaces_it_and_is_told_once(
    server: Server, first: Harvest, worse: list[str]
):
    came = again(server, first, whole(worse))
    more = again(server, came, whole(worse), known=Remembered(first, came))

    assert came.updates == more.updates == ()
    assert ["text of before is kept" in each.text for each in came.notices] == [True]
    assert more.notices == ()


@pytest.mark.parametrize(
    "changed",
    [
        [TEXT[0], *TEXT[2:]],
        TEXT[1:],
        [*TEXT[:3], TEXT[3].rpartition(" The ")[0]],
        [*TEXT, "A correction: the bridge was closed for three months, not for two."],
        [*TEXT[:3], *prose(7)],
    ],
)
def test_what_is_added_or_taken_away_within_a_text_is_an_update(
    server: Server, first: Harvest, changed: list[str]
):
    came = again(server, first, whole(changed))

    assert [each.text for each in came.updates] == ["\n\n".join(changed)]


def test_a_headline_that_changed_is_an_update(server: Server, first: Harvest):
    came = again(server, first, whole(title="Another headline"))

    assert [each.entry.title for each in came.updates] == ["Another headline"]


def test_a_known_page_by_https_is_updated_at_its_own_address(server: Server):
    first = one(
        served(server, whole(link="http://o.example/a")), http=an_http(server.place)
    )

    came = again(server, first, whole(CHANGED, "https://o.example/a", guid="other"))

    assert came.articles == ()
    assert [each.entry.url for each in came.updates] == ["http://o.example/a"]


# ── what is asked of the memory ───────────────────────────────────────────────────


def test_nothing_is_looked_up_for_a_feed_that_has_not_changed(
    server: Server, first: Harvest
):
    known = Remembered(first)
    again(server, first, whole(), known=known)

    assert known.asked == []


def test_articles_are_looked_up_only_where_a_text_may_have_changed(
    server: Server, first: Harvest
):
    known = Remembered(first)
    feed = first.feed.location

    again(server, first, whole(), whole(prose(2), PAGE + "-2"), known=known)
    again(server, first, whole(CHANGED), known=known)

    assert known.asked == [feed, feed, f"articles of {feed}"]


# ── pages that a feed calls changed ───────────────────────────────────────────────


def an_atom(link: str, *, updated: str, published: str = "2025-01-15T08:00:00Z") -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>O</title>'
        f'<entry><title>A headline</title><id>1</id><link href="{link}"/>'
        f"<published>{published}</published><updated>{updated}</updated></entry></feed>"
    )


@pytest.mark.parametrize(
    ("updated", "published", "due"),
    [
        ("2025-01-15T08:00:00Z", "2025-01-15T08:00:00Z", False),
        ("2025-01-16T08:00:00Z", "2025-01-15T08:00:00Z", True),
        ("2025-01-16T08:00:00Z", "2025-01-01T08:00:00Z", False),
        ("2031-01-16T08:00:00Z", "2025-01-15T08:00:00Z", False),
    ],
)
def test_a_recent_page_is_due_once_its_feed_dates_a_change(
    server: Server, updated: str, published: str, *, due: bool
):
    link = server.url("/page")
    server.serve("/page", a_page(TEXT), content_type="text/html")
    server.serve("/feed", an_atom(link, updated="2025-01-15T08:00:00Z"))
    feed = a_feed(server.url("/feed"))
    http = an_http(server.place)
    first = one(feed, http=http)
    server.serve("/feed", an_atom(link, updated=updated, published=published))

    came = one(
        feed,
        http=http,
        memories={feed.location: first.memory},
        known=Remembered(first),
        now=LATER,
    )

    assert first.readings[link].given is None
    assert (link in came.readings) is due
    assert len(server.asked("/page")) == 1


# ── pages asked for again ─────────────────────────────────────────────────────────


def reread_all(server: Server, *visits: Visit) -> list[Reread]:
    async def run() -> list[Reread]:
        http = an_http(server.place, timeout_seconds=2)
        came = reread(visits, http=http, now=LATER, backoff_seconds=0.001)
        return [each async for each in came]

    return asyncio.run(run())


def a_visit(server: Server, path: str = "/page") -> Visit:
    """Return a visit to a page that was read when it had TEXT."""
    server.serve(path, a_page(TEXT), content_type="text/html")
    feed = served(server, an_item(server.url(path), summary="A teaser."))
    came = one(feed, http=an_http(server.place))
    (article,) = came.articles
    return Visit(feed=feed, article=article, counted=came.memory.paragraphs)


def test_a_page_that_changed_is_an_article_with_its_new_text(server: Server):
    visit = a_visit(server)
    server.serve("/page", a_page(CHANGED), content_type="text/html")

    (came,) = reread_all(server, visit)

    assert came.changed
    assert came.article.text == "\n\n".join(CHANGED)
    assert came.article.updated == LATER
    assert came.article.entry == visit.article.entry


def test_a_page_that_is_as_it_was_changes_nothing(server: Server):
    visit = a_visit(server)

    (came,) = reread_all(server, visit)

    assert came == Reread(feed=visit.feed, article=visit.article)


@pytest.mark.parametrize(
    ("reply", "is_over", "told"),
    [
        ({"status": 410}, True, "410"),
        ({"status": 500}, False, ""),
        ({"body": b"", "content_type": "text/html"}, True, "page"),
        (
            {"body": a_page(["Please log in."]), "content_type": "text/html"},
            True,
            "short",
        ),
        ({"body": a_page(prose(5)), "content_type": "text/html"}, True, "another"),
        ({"body": a_page(CHANGED), "seconds": 20.0}, False, ""),
    ],
)
def test_a_page_that_gives_no_article_leaves_the_text_as_it_was(
    server: Server, reply: dict[str, object], told: str, *, is_over: bool
):
    visit = a_visit(server)
    server.serve("/page", **reply)  # type: ignore[arg-type]

    (came,) = reread_all(server, visit)

    assert (came.article, came.changed) == (visit.article, False)
    assert came.is_over is is_over
    assert told in came.trouble
    assert bool(came.trouble) is bool(told)


def test_a_page_that_robots_may_not_ask_for_is_left_alone_quietly(server: Server):
    visit = a_visit(server)
    server.serve("/robots.txt", "User-agent: *\nDisallow: /", content_type="text/plain")
    before = len(server.asked("/page"))

    (came,) = reread_all(server, visit)

    assert (came.changed, came.trouble, came.is_over) == (False, "", True)
    assert len(server.asked("/page")) == before
