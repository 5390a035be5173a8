"""What programs read of the newsletter's site: its feed, its sitemap, its search."""

import re
from dataclasses import replace

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from digest.render import Issue
from tests.render.editions import an_edition
from tests.render.sites import ATOM, an_issue, built, data_of

# ── the feed ──────────────────────────────────────────────────────────────────────


def test_the_feed_has_what_its_standard_asks_for():
    root = etree.fromstring(built()["feed.xml"].encode())

    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://harbour.example/letter/",
        "self": "https://harbour.example/letter/feed.xml",
    }
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "The Harbour Letter"
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 3


def test_the_feed_is_read_as_it_is_meant():
    read = feedparser.parse(built(timezone="Europe/Kyiv")["feed.xml"].encode())
    newest = read.entries[0]
    content = lxml_html.fromstring(newest.content[0].value)

    assert not read.bozo
    assert newest.link == newest.id == "https://harbour.example/letter/2025-W03/"
    assert newest.updated == "2025-01-16T00:00:00+02:00"
    assert newest.title.startswith("Grain moves again")
    assert len(content.xpath("//article")) == 3
    assert len(content.xpath("//blockquote")) == 3
    assert all(link.startswith("https://") for link in content.xpath("//@href"))


def test_the_feed_holds_the_newest_twenty():
    files = built(*(an_issue(number, stories=1) for number in range(1, 26)))
    read = feedparser.parse(files["feed.xml"].encode())

    assert len(read.entries) == 20
    assert read.entries[0].id.endswith("2025-W25/")
    assert "2025-W01/" in files["index.html"]


@given(
    day=st.dates(),
    zone=st.sampled_from(["UTC", "Europe/Kyiv", "America/New_York", "Asia/Kolkata"]),
)
def test_any_day_has_a_beginning_that_the_feed_can_write(day, zone):
    issue = Issue(edition=replace(an_edition(), date=day), integrity=None)
    root = etree.fromstring(built(issue, timezone=zone)["feed.xml"].encode())
    updated = root.findtext(f"{ATOM}updated")

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00(Z|[+-]\d\d:\d\d)", updated)
    assert updated.startswith(day.isoformat())


# ── what machines read ────────────────────────────────────────────────────────────


def test_the_sitemap_lists_every_page_with_its_day():
    root = etree.fromstring(built()["sitemap.xml"].encode())
    home = "https://harbour.example/letter/"

    assert [(url[0].text, url[1].text) for url in root] == [
        (home, "2025-01-16"),
        (f"{home}search.html", "2025-01-16"),
        (f"{home}2025-W03/", "2025-01-16"),
        (f"{home}2025-W02/", "2025-01-09"),
        (f"{home}2025-W01/", "2025-01-02"),
    ]


def test_robots_are_spoken_to_only_where_the_host_is_the_newsletters_own():
    assert "robots.txt" not in built()
    assert built(web="https://harbour.example")["robots.txt"].endswith(
        "Sitemap: https://harbour.example/sitemap.xml\n"
    )


def test_the_search_knows_every_text_of_every_edition():
    found = data_of(built())
    (_, headline, texts, *_) = found["editions"][0]["places"][1]

    assert [edition["path"] for edition in found["editions"]] == [
        "2025-W03/index.html",
        "2025-W02/index.html",
        "2025-W01/index.html",
    ]
    assert headline.startswith("Grain moves again")
    assert any("1,200 ships a month" in text for text in texts)
    assert any("Mira Solen, deputy minister of transport" in text for text in texts)
    assert any(
        "Harbour Review · Ada Brandt" in text.replace("\u00a0", " ") for text in texts
    )


def test_the_search_counts_by_the_rules_of_the_words_it_counts_with():
    spoken = {of: data_of(built(language=of)) for of in ("uk", "ru", "und")}

    assert {of: data["language"] for of, data in spoken.items()} == {
        "uk": "uk",
        "ru": "en",  # which has no words of its own: ours are English
        "und": "en",
    }
    assert "few" in spoken["uk"]["found"]
