"""What a page declares for machines is kept: its lead picture, its rubric."""

import json
import time

import pytest

from digest.collect import article_from_html
from digest.model import Image
from tests.collect.builders import NOW, a_feed, a_page, an_item, html, one, prose, rss

URL = "https://outlet.example/2025/a"


def article(head: str = "", body: str = ""):
    said = a_page(prose(1)).replace("<head>", f"<head>{head}")
    return article_from_html(
        said.replace("<article>", f"<article>{body}"), url=URL, now=NOW
    )


def ld(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


PICTURES = {
    "open graph": (
        (
            "<meta property=og:image content='/i/ship.jpg'>"
            "<meta property=og:image:alt content='A ship'>"
            "<meta property=og:image:width content=1200>"
            "<meta property=og:image:height content='630px'>"
        ),
        "",
        Image(
            url="https://outlet.example/i/ship.jpg",
            alt="A ship",
            width=1200,
            height=630,
        ),
    ),
    "its words from where the page shows it": (
        "<meta property=og:image content='/big/ship.jpg?w=1200'>",
        "<img src='/small/ship.jpg' alt='A  ship&#x202e;'>",
        Image(url="https://outlet.example/big/ship.jpg?w=1200", alt="A ship"),
    ),
    "json-ld": (
        ld(
            {
                "@type": "NewsArticle",
                "image": [
                    {"url": "//cdn.example/a.png", "width": {"value": 800}},
                    {"url": "https://cdn.example/b.png"},
                ],
            }
        ),
        "",
        Image(url="https://cdn.example/a.png", width=800),
    ),
    "an address alone in json-ld": (
        ld({"@graph": [{"@type": "Article", "image": "https://cdn.example/a.png"}]}),
        "",
        Image(url="https://cdn.example/a.png"),
    ),
    "a large figure": (
        "",
        (
            "<figure><img src=x.jpg width=80></figure>"
            "<figure><img src=y.jpg width=900 height=600 alt=Harbour></figure>"
        ),
        Image(
            url="https://outlet.example/2025/y.jpg",
            alt="Harbour",
            width=900,
            height=600,
        ),
    ),
    "no logo": ("<meta property=og:image content='/static/logo.png'>", "", None),
    "no face": (
        (
            "<meta property=og:image content='/jane.png'>"
            "<meta property=og:image:width content=96>"
        ),
        "",
        None,
    ),
    "no script": ("<meta property=og:image content='javascript:alert(1)'>", "", None),
    "no data": ("<meta property=og:image content='data:image/png;base64,A'>", "", None),
    "no password": ("<meta name=twitter:image content='http://a:b@c.d/e'>", "", None),
    "nothing": ("", "", None),
}


@pytest.mark.parametrize(("head", "body", "image"), PICTURES.values(), ids=PICTURES)
def test_an_article_has_the_picture_its_page_leads_with(head, body, image):
    assert article(head, body).image == image


def trail(*names: str) -> dict:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "item": {"name": name}}
            for n, name in enumerate(names, start=1)
        ],
    }


RUBRICS = {
    "json-ld": (ld({"@type": "NewsArticle", "articleSection": "Politics"}), "Politics"),
    "the first": (ld({"@type": "Article", "articleSection": ["World", "A"]}), "World"),
    "a meta tag": (
        "<meta property=article:section content='Life &amp; Arts'>",
        "Life & Arts",
    ),
    "breadcrumbs": (ld(trail("Home", "World", "Europe", "A headline")), "Europe"),
    "a site alone": (ld(trail("Home")), ""),
    "several in one": ("<meta name=article:section content='game,news,a'>", "game"),
    "an address": ("<meta property=article:section content='https://a.b/'>", ""),
    "no rubric": ("<meta property=article:section content=Uncategorized>", ""),
    "broken json": ('<script type="application/ld+json">{"@type": </script>', ""),
    "odd json": (ld(1, None, "a", [[]], {"@type": {"a": 1}, "@graph": 3}), ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("head", "rubric"), RUBRICS.values(), ids=RUBRICS)
def test_an_article_has_the_rubric_its_site_files_it_under(head, rubric):
    made = article(head)

    assert made.rubric == rubric
    assert made.section == "Given by hand"


@pytest.mark.parametrize(
    "nasty",
    [
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        ld(*({"@type": "Article", "image": [], "@graph": [{}]} for _ in range(9_999))),
        ld(trail(*["a"] * 30_000)),
        f"<meta property=og:image content='/{'a/' * 100_000}'>",
        f"<meta property=og:image content='/{'logo-' * 300}.png'>",
        ld({"@type": "Article", "wordCount": "§"}).replace('"§"', "9" * 5_000),
    ],
)
def test_what_is_declared_without_end_holds_nobody_up(nasty):
    started = time.process_time()

    made = article(nasty)

    assert (made.rubric, made.image) in {("", None), ("a", None)}
    assert time.process_time() - started < 5


def test_the_feeds_picture_stands_in_where_no_page_was_asked(tmp_path):
    item = an_item("https://e.example/a", content=html(prose(1))).replace(
        "</item>", '<enclosure url="https://e.example/a.jpg" type="image/jpeg"/></item>'
    )
    (tmp_path / "feed.xml").write_text(rss(item))

    (made,) = one(a_feed("feed.xml"), folder=tmp_path).articles

    assert made.image == Image(url="https://e.example/a.jpg")
