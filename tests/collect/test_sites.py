"""A site's own rule: where its articles stand, as the settings say it."""

import pytest

from digest.collect import article_from_html
from digest.collect.extract import page
from digest.collect.sites import rule_for
from digest.model import SiteRule
from tests.collect.builders import (
    NOW,
    a_feed,
    an_http,
    an_item,
    harvested,
    prose,
    rss,
    texts,
)
from tests.servers import Server

URL = "https://www.outlet.example/a"
OWN, OTHER = prose(1, paragraphs=2), prose(2)
PAGE = (
    "<html lang=en><head><title>A headline</title></head><body><main><article>"
    + "".join(f"<p>{each}</p>" for each in OTHER)
    + "</article></main><div class='story body'><p>{}</p><p class=ad>Buy now, it is "
    "cheap.</p><div class=story><p>{}</p></div></div>"
    "<div class=by>By <b>Jane Doe</b> and <b>John Roe</b></div></body></html>"
).format(*OWN)
RULE = SiteRule(host="outlet.example", text=".story", without=(".ad",), authors=".by b")


def test_a_rule_says_where_the_text_is_and_what_is_none_of_it():
    article = article_from_html(PAGE, url=URL, now=NOW, rules=(RULE,))

    assert article.text.split("\n\n") == OWN
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.entry.title == "A headline"


def test_a_rule_that_finds_nothing_is_told_and_the_page_read_as_any_other():
    rule = SiteRule(host="outlet.example", text=".gone")

    found = page(PAGE, url=URL, now=NOW, rule=rule)

    assert found.missed_rule
    assert OTHER[0] in found.text


def test_what_a_rule_leaves_out_leaves_the_words_after_it():
    html = f"<html><body><article><p>{OWN[0]} <b class=ad>Buy!</b>{OWN[1]}</p>"
    rule = SiteRule(host="outlet.example", without=("b.ad",))

    assert page(html, url=URL, now=NOW, rule=rule).text == f"{OWN[0]} {OWN[1]}"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://outlet.example/a", "outlet.example"),
        ("https://www.outlet.example/a", "outlet.example"),
        ("https://news.outlet.example./a", "news.outlet.example"),
        ("http://a.news.outlet.example:8080/", "news.outlet.example"),
        ("https://notoutlet.example/", None),
        ("https://outlet.example.evil.test/", None),
    ],
)
def test_a_rule_holds_for_its_host_and_those_below_it(url, host):
    rules = [
        SiteRule(host="outlet.example", text="a"),
        SiteRule(host="news.outlet.example", text="b"),
    ]

    found = rule_for(url, rules)

    assert (found.host if found else None) == host


def test_a_run_uses_the_rules_and_tells_of_one_that_finds_nothing():
    with Server() as server:
        server.serve("/a", PAGE, content_type="text/html")
        server.serve("/b", PAGE.replace("story", "tale"), content_type="text/html")
        items = [an_item(server.url(path), summary="Short.") for path in ("/a", "/b")]
        server.serve("/feed", rss(*items))
        feed = a_feed(server.url("/feed"))

        came = harvested(
            feed,
            http=an_http(server.place),
            rules=(SiteRule(host="127.0.0.1", text=".story", without=(".ad",)),),
        )[feed.location]

    assert len(came.articles) == 2
    assert "\n\n".join(OWN) in texts(came.articles)
    (notice,) = came.notices
    assert "the rule for 127.0.0.1 in feeds.yaml finds no text on 1 page" in notice.text
