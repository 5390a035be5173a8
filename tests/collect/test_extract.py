import contextlib
import time
from datetime import UTC, datetime

import pytest

from digest.collect import article_from_html, article_from_text
from digest.collect.encodings import decoded
from digest.collect.extract import page
from digest.errors import FeedError
from tests.collect.builders import NOW, a_page, prose

URL = "https://outlet.example/a"


def read(html, **options):
    return page(html, url=URL, now=NOW, **options)


def test_a_page_gives_its_text_without_what_stands_around_it():
    article = article_from_html(a_page(prose(1)), url=URL, now=NOW)

    assert article.text.split("\n\n") == prose(1)
    assert article.entry.title == "A headline"
    assert article.language == "en"


def test_a_page_tells_its_author_date_and_outlet():
    head = (
        "<meta name=author content='Jane Doe'>"
        "<meta property=og:site_name content='Example Outlet'>"
        "<meta property=article:published_time content=2025-01-10T08:00:00Z>"
    )
    html = a_page(prose(1)).replace("<head>", f"<head>{head}")

    article = article_from_html(html, url=URL, now=NOW)

    assert article.authors == ("Jane Doe",)
    assert article.outlet == "Example Outlet"
    assert article.entry.published == datetime(2025, 1, 10, 8, tzinfo=UTC)
    assert article.entry.url == URL


def test_the_host_stands_in_for_an_outlet_without_a_name():
    assert article_from_html(a_page(prose(1)), url=URL, now=NOW).outlet == (
        "outlet.example"
    )


@pytest.mark.parametrize(
    "html",
    [b"", b"   ", b"<html></html>", b"\0\1" * 500, "<p>\ud800", b"<!doctype html><p>"],
)
def test_a_page_with_nothing_to_read_is_a_feed_error(html):
    with pytest.raises(FeedError):
        article_from_html(html, url=URL, now=NOW)


def test_a_page_of_nothing_but_furniture_is_a_feed_error():
    html = "<html><body><article><p>Subscribe to our newsletter now."

    with pytest.raises(FeedError, match="nothing to read"):
        article_from_html(html, url=URL, now=NOW)


@pytest.mark.parametrize(
    "nasty",
    [
        "<div>" * 30_000,
        "<span>" * 30_000,
        "<p " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">",
        "<p>word</p>" * 30_000,
        "<a href=x>y</a> " * 30_000,
        "<" * 200_000,
        "&" * 200_000,
        "<table><tr><td>" * 3_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + '{"author":' * 20_000 + "</script>",
        "<meta name=author content='" + "By " * 50_000 + "'>",
    ],
)
def test_a_nasty_page_is_read_or_refused_quickly(nasty):
    started = time.process_time()

    with contextlib.suppress(FeedError):
        read(f"<html><body><article><p>{prose(1)[0]}</p>{nasty}")

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("html", "content_type", "expected"),
    [
        ("Новини".encode(), "text/html; charset=windows-1251", "Новини"),
        ("Новини".encode("windows-1251"), "text/html; charset=windows-1251", "Новини"),
        (
            b"<meta charset='koi8-u'>" + "Новини".encode("koi8-u"),
            "text/html",
            "<meta charset='koi8-u'>Новини",
        ),
        (b"\xff\xfea\0", "text/html; charset=utf-8", "a"),
        (b"\xe9t\xe9", "text/html", "été"),
        (b"\xe9t\xe9", "text/html; charset=unicode_escape", "été"),
        (b"\xe9t\xe9", "text/html; charset=cp9999", "été"),
    ],
)
def test_bytes_are_read_as_the_page_declares_them(html, content_type, expected):
    assert decoded(html, content_type=content_type) == expected


def test_a_text_by_hand_has_its_title_first():
    article = article_from_text(
        "A headline\n\n" + "\n\n".join(prose(1)), name="a.txt", now=NOW
    )

    assert article.entry.title == "A headline"
    assert article.text.split("\n\n") == prose(1)
    assert (article.language, article.first_seen) == ("en", NOW)


def test_a_text_by_hand_without_a_title_keeps_its_first_paragraph():
    article = article_from_text("\n\n".join(prose(1)), name="a.txt", now=NOW)

    assert article.text.split("\n\n") == prose(1)
    assert article.entry.title.startswith("The ")
    assert article.entry.title.endswith("…")


def test_an_empty_text_is_an_empty_article():
    assert article_from_text("", name="a.txt", now=NOW).text == ""
