import asyncio
import gzip
import socket
import time
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from digest import __version__
from digest.collect import article_at
from digest.collect.fetch import Web
from digest.collect.retry import LONGEST_WAIT, backoff, retry_after
from digest.collect.trouble import FetchError
from digest.model import FeedMemory
from tests.collect.builders import NOW, a_feed, an_http, an_item, html, one, prose, rss
from tests.servers import Server


@pytest.fixture
def server():
    with Server() as running:
        yield running


def answer(url, http, **validators):
    async def ask():
        async with Web(http, now=NOW, backoff_seconds=0.001) as web:
            return await web.answer(url, **validators)

    return asyncio.run(ask())


def failure(url, http):
    with pytest.raises(FetchError) as raised:
        answer(url, http)
    return raised.value


def test_an_answer_comes_with_its_validators_and_says_who_asked(server):
    server.serve("/a", b"hello", etag='"1"', last_modified="yesterday")

    found = answer(server.url("/a"), an_http(server.place, user_agent="paper/1"))

    assert (found.body, found.etag, found.last_modified) == (
        b"hello",
        '"1"',
        "yesterday",
    )
    assert server.requests[0].headers["user-agent"] == "paper/1"


def test_who_asks_and_where_to_read_about_it_is_said_by_default(server):
    server.serve("/a", b"hello")
    about = "https://letter.example/über"

    answer(server.url("/a"), an_http(server.place))
    answer(server.url("/a"), an_http(server.place, contact=about))

    assert [request.headers["user-agent"] for request in server.requests] == [
        f"verbatim-digest/{__version__}",
        f"verbatim-digest/{__version__} (+https://letter.example/%C3%BCber)",
    ]


def test_a_known_version_is_not_sent_again(server):
    server.serve("/a", b"hello", etag='"1"')

    found = answer(server.url("/a"), an_http(server.place), etag='"1"')

    assert not found.modified
    assert found.body == b""


def test_a_private_address_is_refused_where_it_is_not_allowed(server):
    server.serve("/a", b"secret")

    error = failure(server.url("/a"), an_http())

    assert "is not a public address" in str(error)
    assert server.requests == []


def test_a_name_that_stands_for_a_private_address_is_refused(server):
    port = server.place.rpartition(":")[2]

    for host in ("localhost", "127.1", "2130706433", "0x7f000001"):
        assert failure(f"http://{host}:{port}/", an_http(retries=0))

    assert server.requests == []


def test_a_host_can_be_allowed_by_its_name(server):
    server.serve("/a", b"hello")
    port = server.place.rpartition(":")[2]

    found = answer(
        f"http://localhost:{port}/a", an_http(f"localhost:{port}", retries=0)
    )

    assert found.body == b"hello"


def test_redirects_are_followed_and_the_last_address_is_told(server):
    server.serve("/a", status=302, headers={"Location": "/b"})
    server.serve("/b", status=301, headers={"Location": server.url("/c")})
    server.serve("/c", b"there")

    found = answer(server.url("/a"), an_http(server.place))

    assert (found.body, found.url) == (b"there", server.url("/c"))


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", "only http"),
        ("http://user:secret@127.0.0.1/", "user name"),
        ("http://169.254.169.254/latest/meta-data/", "not a public address"),
        ("http://[::1]:9/", "not a public address"),
        ("http://[::ffff:127.0.0.1]:9/", "not a public address"),
        ("http://10.0.0.1/", "not a public address"),
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_not_followed(server, location, why):
    server.serve("/a", status=302, headers={"Location": location})

    assert why in str(failure(server.url("/a"), an_http(server.place)))


def test_redirects_come_to_an_end(server):
    server.serve("/a", status=302, headers={"Location": "/a"})

    error = failure(server.url("/a"), an_http(server.place, max_redirects=3))

    assert str(error) == "more than 3 redirects"
    assert len(server.requests) == 4


def test_an_answer_larger_than_the_limit_is_not_taken(server):
    server.serve("/a", b"x" * 2_000)

    error = failure(server.url("/a"), an_http(server.place, max_bytes=1_000))

    assert str(error) == "larger than 1,000 bytes"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"x" * 5_000_000)),
        ("deflate", zlib.compress(b"x" * 5_000_000)),
    ],
)
def test_the_limit_counts_what_is_unpacked(server, encoding, packed):
    server.serve("/a", packed, headers={"Content-Encoding": encoding})

    error = failure(server.url("/a"), an_http(server.place, max_bytes=100_000))

    assert str(error) == "larger than 100,000 bytes"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_trouble_is_asked_again(server, status):
    server.serve("/a", status=status)
    server.then("/a", b"hello")

    assert answer(server.url("/a"), an_http(server.place)).body == b"hello"


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 501])
def test_lasting_trouble_is_not_asked_again(server, status):
    server.serve("/a", status=status)

    error = failure(server.url("/a"), an_http(server.place))

    assert str(status) in str(error)
    assert len(server.requests) == 1


def test_after_the_last_retry_it_is_over(server):
    server.serve("/a", status=503)

    failure(server.url("/a"), an_http(server.place, retries=2))

    assert len(server.requests) == 3


def test_a_short_retry_after_is_waited_for(server):
    server.serve("/a", status=503, headers={"Retry-After": "0"})
    server.then("/a", b"hello")

    assert answer(server.url("/a"), an_http(server.place)).body == b"hello"


def test_a_long_retry_after_is_remembered_and_not_waited_for(server):
    server.serve("/a", status=429, headers={"Retry-After": "3600"})

    error = failure(server.url("/a"), an_http(server.place))

    assert error.until == NOW + timedelta(hours=1)
    assert "2025-01-16 13:00 UTC" in str(error)
    assert len(server.requests) == 1


def asked_one_after_the_other(server, *paths, is_page, http=None):
    """Ask for addresses; return what came of each: its body, or the error."""

    async def ask_all():
        async with Web(http or an_http(server.place), now=NOW) as web:
            return [await asked(web, path) for path in paths]

    async def asked(web, path):
        try:
            return (await web.answer(server.url(path), is_page=is_page)).body
        except FetchError as error:
            return error

    return asyncio.run(ask_all())


def test_a_host_with_too_many_requests_is_asked_for_no_more_pages_in_this_run(server):
    server.serve("/a", status=429, headers={"Retry-After": "3600"})
    server.serve("/b", b"hello")

    came = asked_one_after_the_other(server, "/a", "/b", is_page=True)

    assert all("ask again at" in str(each) for each in came)
    assert [each.until for each in came] == [NOW + timedelta(hours=1)] * 2
    assert [request.path for request in server.requests] == ["/a"]


def test_a_feed_with_too_many_requests_does_not_stand_for_its_hosts_others(server):
    server.serve("/a", status=429, headers={"Retry-After": "3600"})
    server.serve("/b", b"hello")

    _, other = asked_one_after_the_other(server, "/a", "/b", is_page=False)

    assert other == b"hello"


def test_a_host_where_two_pages_hang_is_asked_for_no_more_in_this_run(server):
    for path in ("/a", "/b", "/c"):
        server.serve(path, b"late", seconds=30)
    http = an_http(server.place, timeout_seconds=0.2, retries=0)

    asked_one_after_the_other(server, "/a", "/b", "/c", is_page=True, http=http)

    assert [request.path for request in server.requests] == ["/a", "/b"]


def test_all_attempts_together_take_no_longer_than_one_answer_may(server):
    server.serve("/a", status=503, headers={"Retry-After": "5"})
    http = an_http(server.place, timeout_seconds=2, retries=5)

    (error,) = asked_one_after_the_other(server, "/a", is_page=False, http=http)

    assert "503" in str(error)
    assert len(server.requests) == 1


def test_a_page_that_is_out_of_service_does_not_close_its_host(server):
    server.serve("/a", status=503, headers={"Retry-After": "3600"})
    server.serve("/b", b"hello")

    async def ask_both():
        async with Web(an_http(server.place), now=NOW) as web:
            with pytest.raises(FetchError, match="ask again at"):
                await web.answer(server.url("/a"))
            return await web.answer(server.url("/b"))

    assert asyncio.run(ask_both()).body == b"hello"


def test_an_answer_that_does_not_come_is_given_up(server):
    server.serve("/a", b"late", seconds=30)
    started = time.perf_counter()

    error = failure(
        server.url("/a"), an_http(server.place, timeout_seconds=0.1, retries=1)
    )

    assert str(error) == "no answer within 0.1 seconds"
    assert len(server.requests) == 1
    assert time.perf_counter() - started < 5


def test_a_body_cut_off_is_asked_again(server):
    server.serve("/a", b"half", cut=True)
    server.then("/a", b"whole")

    assert answer(server.url("/a"), an_http(server.place)).body == b"whole"


def test_a_damaged_packing_is_a_clear_error(server):
    server.serve("/a", b"not gzip", headers={"Content-Encoding": "gzip"})

    error = failure(server.url("/a"), an_http(server.place, retries=0))

    assert str(error) == "the answer is cut off or damaged"


def test_a_host_that_did_not_listen_is_not_asked_for_its_other_pages():
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
    connections = []

    async def ask_two():
        http = an_http(f"127.0.0.1:{port}", retries=0)
        async with Web(http, now=NOW) as web:
            with pytest.raises(FetchError, match="cannot connect"):
                await web.answer(f"http://127.0.0.1:{port}/a")
            listening = await asyncio.start_server(
                lambda _, writer: connections.append(writer), "127.0.0.1", port
            )
            async with listening:
                with pytest.raises(FetchError, match="cannot connect"):
                    await web.answer(f"http://127.0.0.1:{port}/b")

    asyncio.run(ask_two())

    assert connections == []


def test_a_host_that_redirects_to_a_dead_one_stays_open(server):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        dead = f"127.0.0.1:{reserved.getsockname()[1]}"
        server.serve("/moved", status=302, headers={"Location": f"http://{dead}/a"})
        server.serve("/there", b"hello")

        async def ask_in_turn():
            http = an_http(server.place, dead, retries=0)
            async with Web(http, now=NOW) as web:
                for _ in range(2):
                    with pytest.raises(FetchError, match="cannot connect"):
                        await web.answer(server.url("/moved"))
                return await web.answer(server.url("/there"))

        assert asyncio.run(ask_in_turn()).body == b"hello"


def test_a_server_that_speaks_no_tls_is_a_clear_error(server):
    error = failure(
        server.url("/a").replace("http:", "https:"), an_http(server.place, retries=0)
    )

    assert "no safe connection to 127.0.0.1" in str(error)


def test_no_host_is_asked_for_more_than_two_pages_at_a_time(server):
    for number in range(8):
        server.serve(f"/{number}", b"x", seconds=0.02)

    async def ask_all():
        async with Web(an_http(server.place), now=NOW) as web:
            urls = [server.url(f"/{number}") for number in range(8)]
            await asyncio.gather(*(web.answer(url) for url in urls))

    asyncio.run(ask_all())

    assert server.most_at_once == 2


def article(url, http):
    return asyncio.run(article_at(url, http=http, now=NOW))


def test_a_page_for_one_article_is_fetched_under_the_same_guard(server):
    headers = {"Content-Type": "text/html; charset=windows-1251"}
    text = "Новини з міста, де мости стоять і люди працюють. " * 12
    page = f"<article><h1>Мости</h1><p>{text}</p></article>".encode("windows-1251")
    server.serve("/b", page, headers=headers)

    assert "Новини з міста" in article(server.url("/b"), an_http(server.place)).text
    with pytest.raises(FetchError, match="not a public address"):
        article(server.url("/b"), an_http())


def test_a_page_that_asks_to_wait_says_until_when(server):
    server.serve("/a", status=503, headers={"Retry-After": "3600"})

    with pytest.raises(FetchError, match="ask again at 2025-01-16 13:00 UTC"):
        article(server.url("/a"), an_http(server.place))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("Thu, 16 Jan 2025 12:30:00 GMT", timedelta(minutes=30)),
        ("Thu, 16 Jan 2025 11:00:00 GMT", timedelta()),
        ("9" * 5_000, LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("-5", None),
        ("soon", None),
        ("١٢", None),
        ("Thu, 99 Foo 2025", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, expected):
    assert retry_after(value, now=NOW) == expected


def test_pauses_double_and_are_the_same_in_each_run():
    pauses = [backoff("https://e.example/", n, base_seconds=1) for n in range(4)]

    assert pauses == [
        backoff("https://e.example/", n, base_seconds=1) for n in range(4)
    ]
    for attempt, pause in enumerate(pauses):
        assert 2**attempt / 2 <= pause <= 2**attempt


def test_a_feed_that_asked_to_wait_is_left_alone_until_then(server):
    feed = a_feed(server.url("/feed"))
    http = an_http(server.place)
    server.serve("/feed", status=503, headers={"Retry-After": "3600"})
    first = one(feed, http=http)

    second = one(feed, http=http, memories={feed.location: first.memory})

    assert first.failure
    assert first.memory.not_before == NOW + timedelta(hours=1)
    assert second.failure is None
    assert (second.unchanged, second.asked) == (True, False)
    assert second.memory == first.memory
    assert len(server.requests) == 1
    later = NOW + timedelta(hours=2)
    server.serve("/feed", rss(an_item("https://e.example/", content=html(prose(1)))))
    third = one(feed, http=http, memories={feed.location: second.memory}, now=later)
    assert not third.failure
    assert third.memory.not_before is None


def test_a_failing_feed_keeps_what_is_known_of_it(server):
    feed = a_feed(server.url("/feed"))
    known = FeedMemory(etag='"1"', entry_ids=frozenset({"a"}), paragraphs={"b": 1})
    server.serve("/feed", status=404)

    came = one(feed, http=an_http(server.place), memories={feed.location: known})

    assert came.memory == replace(known, failures=1, failing_since=NOW)
    assert came.failure.subject == "Example Outlet"
