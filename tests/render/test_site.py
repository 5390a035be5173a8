"""The newsletter's site: a page for each edition, an index, a feed, a search."""

import base64
import hashlib
import json
import re
from datetime import date
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from digest.model import Section, Voices
from digest.render import Issue, site
from digest.text.printable import clean
from tests.render.editions import (
    a_newsletter,
    a_quote,
    a_story,
    an_edition,
)
from tests.render.sites import ATOM, FOLDERS, an_issue, built, data_of, pages

NASTY = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &amp; \" ' < >",
    "line\u2028separator\u2029and\u0085next",
    "e\u0301 \u200d \u202e\ufffe \x00\x1f \ud800",
    "{{ page }} {% raw %} {#",
    "عربي and \u05d0\u05d1",
    "\\u003c \\",
)

# Settings refuse what turns letters around or is not one; manuscripts may hold it.
SETTABLE = frozenset(text for text in NASTY if not re.search(r"[\u202e\x00\x85]", text))


# ── all of it ─────────────────────────────────────────────────────────────────────


def test_it_is_the_same_in_whatever_order_editions_come():
    issues = [an_issue(number) for number in (1, 2, 3)]

    assert list(built(*issues).items()) == list(built(*reversed(issues)).items())


def test_it_has_a_page_for_each_edition_and_what_leads_there():
    assert list(built()) == [
        "2025-W01/index.html",
        "2025-W02/index.html",
        "2025-W03/index.html",
        "404.html",
        "feed.xml",
        "index.html",
        "search.html",
        "search.js",
        "sitemap.xml",
    ]


def test_every_link_within_it_leads_to_a_place_that_is_there():
    files = built(an_issue(1), an_issue(2, name="Січень & co", stories=6))
    found = pages(files)
    seen = 0
    for path, document in found.items():
        for link in document.xpath("//@href|//@src"):
            if link.startswith(("http:", "https:")):
                continue
            target, _, anchor = link.partition("#")
            place = normpath(join(dirname(path), unquote(target))) if target else path
            assert place in files, (path, link)
            assert not anchor or found[place].xpath("//*[@id=$id]", id=anchor), link
            seen += 1
    assert seen > 40


def test_every_page_says_what_it_is_and_where_its_parts_are():
    for path, document in pages(built()).items():
        headings = [int(h.tag[1]) for h in document.xpath("//h1|//h2|//h3|//h4")]
        landmarks = [len(document.xpath(f"//{tag}")) for tag in ("h1", "main")]
        labels = document.xpath("//nav/@aria-label|//nav/@aria-labelledby")

        assert landmarks == [1, 1], path
        assert headings[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(headings))
        assert document.get("lang") == "en"
        assert document.get("dir") == "ltr"
        assert document.xpath("//body/*[1]/@href") == ["#main"]
        assert len(labels) == len(set(labels)) == len(document.xpath("//nav"))
        assert document.xpath("//meta[@name='description']/@content")[0]


def test_a_browser_is_let_load_nothing_but_what_stands_in_the_page():
    for path, text in built().items():
        if not path.endswith(".html"):
            continue
        document = lxml_html.document_fromstring(text)
        (rules,) = document.xpath("//meta[@http-equiv]/@content")
        (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()

        assert rules.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
        assert "unsafe" not in rules
        assert ("'self'" in rules) == (path == "search.html")
        assert not document.xpath("//@style|//@*[starts-with(name(), 'on')]")
        assert document.xpath("//@src") == ["search.js"] * (path == "search.html")
        assert not document.xpath("//img|//iframe|//link[@rel='stylesheet']")


def test_pages_say_in_the_words_of_schema_org_what_they_are():
    files = built()

    index, edition = (
        json.loads(text)
        for path in ("index.html", "2025-W02/index.html")
        for text in re.findall(r"ld\+json\">(.*?)</script>", files[path])
    )

    home = "https://harbour.example/letter/"
    assert index["about"]["@type"] == "Periodical"
    assert [item["url"] for item in index["mainEntity"]["itemListElement"]] == [
        f"{home}2025-W03/",
        f"{home}2025-W02/",
        f"{home}2025-W01/",
    ]
    assert edition["@type"] == "PublicationIssue"
    assert edition["isPartOf"]["url"] == home
    assert edition["datePublished"] == "2025-01-09"
    assert edition["mainEntity"]["numberOfItems"] == 3
    assert edition["mainEntity"]["itemListElement"][1]["url"].endswith(
        "2025-W02/#story-2"
    )
    assert "author" not in edition


@pytest.mark.parametrize("text", NASTY)
def test_whatever_texts_hold_each_file_stays_what_it_is(text):
    story = a_story(f"Headline {text}", standfirst=text)
    section = Section(title=text, stories=(story,))
    issue = an_issue(1, title=f"T {text}", intro=text, sections=(section,))

    own = text if text in SETTABLE else "a & b < c"
    files = built(issue, title=f"N {own}", postal_address=own, intro=own)

    for path in ("feed.xml", "sitemap.xml"):
        etree.fromstring(files[path].encode())
    assert data_of(files)["editions"][0]["places"][-1][0] == "story-1"
    for path, document in pages(files).items():
        scripts = document.xpath("//script")
        assert len(scripts) == (path != "404.html"), path
        for script in scripts:
            assert script.get("src") or json.loads(script.text)


@given(text=st.text())
def test_any_headline_comes_out_of_the_search_and_the_feed_as_it_went_in(text):
    issue = Issue(edition=an_edition(a_story(f"x {text}")), integrity=None)
    files = built(issue)
    root = etree.fromstring(files["feed.xml"].encode())
    content = lxml_html.fromstring(root.findtext(f".//{ATOM}content"))

    assert data_of(files)["editions"][0]["places"][0][1] == clean(f"x {text}")
    assert " ".join(content.xpath("//h3")[0].text_content().split(" ")) == clean(
        f"x {text}"
    )


def test_what_nobody_checked_is_not_vouched_for():
    files = built(an_issue(1, integrity=None), an_issue(2))

    assert "word for word" not in files["2025-W01/index.html"]
    assert "12 of 12 quotations word for word" in files["2025-W02/index.html"]
    assert files["feed.xml"].count("word for word") == 1


def test_without_an_edition_or_an_address_there_is_no_site():
    with pytest.raises(ValueError, match="needs an edition"):
        site((), newsletter=a_newsletter(), templates=FOLDERS)
    with pytest.raises(ValueError, match="and an address"):
        built(an_issue(1), web=None)


# ── the index ─────────────────────────────────────────────────────────────────────


def test_the_index_lists_all_editions_newest_first_by_year():
    old = an_issue(51, name="2024-W51", date=date(2024, 12, 19))
    document = pages(built(old, an_issue(1), an_issue(2)))["index.html"]

    assert document.xpath("//h2/text()") == ["2025", "2024"]
    assert document.xpath("//main//h3/a/@href") == [
        "2025-W02/index.html",
        "2025-W01/index.html",
        "2024-W51/index.html",
    ]
    assert document.xpath("//time/@datetime") == [
        "2025-01-09",
        "2025-01-02",
        "2024-12-19",
    ]


def test_the_index_shows_the_first_headlines_and_how_many_more_there_are():
    document = pages(built(an_issue(1, stories=10)))["index.html"]
    text = " ".join(document.text_content().split())

    assert len(document.xpath("//main//ul[@class='headlines']/li")) == 3
    assert "10 stories" in text
    assert "and 6 more stories" in text
    assert "min read" in text


def test_an_edition_without_stories_is_listed_by_its_name():
    files = built(Issue(edition=an_edition(sections=()), integrity=None))

    assert "The Harbour Letter, Thursday, 16 January 2025" in files["index.html"]
    assert "more stories" not in files["index.html"]


def test_an_edition_of_another_language_says_so_wherever_it_is_listed():
    files = built(an_issue(1), an_issue(2, language="uk", title="Лист із гавані"))
    found = pages(files)

    for path in ("index.html", "search.html"):
        assert found[path].xpath("//article/@lang") == ["uk"]
    assert found["2025-W02/index.html"].get("lang") == "uk"
    assert "Усі випуски" in files["2025-W02/index.html"]
    assert "Попередній: 2 січня 2025" in files["2025-W02/index.html"]


def test_a_story_of_another_language_says_so_wherever_it_is_listed():
    stories = (a_story(), a_story("Зерно знову йде", language="uk"))
    section = Section(title="Analysis", stories=stories)
    files = built(Issue(edition=an_edition(sections=(section,)), integrity=None))

    for path in ("index.html", "search.html"):
        assert pages(files)[path].xpath("//li/@lang")[-1:] == ["uk"], path
    assert [place[3] for place in data_of(files)["editions"][0]["places"]] == ["", "uk"]


def test_voices_are_found_and_read_in_the_feed():
    voices = Voices(title="Voices", quotes=(a_quote("I will walk", speaker="Ina Bel"),))
    issue = Issue(edition=an_edition(voices=voices), integrity=None)
    files = built(issue)

    assert data_of(files)["editions"][0]["places"][-1][:3] == [
        "voices",
        "Voices",
        ["“I will walk” — Ina Bel, deputy minister of transport"],
    ]
    assert "Ina Bel" in files["feed.xml"]


def test_a_site_in_ukrainian_speaks_ukrainian():
    files = built(an_issue(1, language="uk"), language="uk")

    assert "1 випуск" in files["index.html"]
    for path, document in pages(files).items():
        assert document.get("lang") == "uk", path
        assert "All editions" not in files[path]
    assert 'xml:lang="uk"' in files["feed.xml"]


def test_neighbouring_editions_are_a_link_away():
    found = pages(built())

    def ways(path):
        return {a.get("rel"): a.get("href") for a in found[path].xpath("//a[@rel]")}

    assert ways("2025-W01/index.html") == {"next": "../2025-W02/index.html"}
    assert ways("2025-W02/index.html") == {
        "prev": "../2025-W01/index.html",
        "next": "../2025-W03/index.html",
    }
    assert ways("2025-W03/index.html") == {"prev": "../2025-W02/index.html"}


def test_the_page_for_lost_ways_leads_on_from_any_depth():
    document = pages(built())["404.html"]

    assert all(
        link.startswith("https://harbour.example/letter/")
        for link in document.xpath("//header//a/@href|//link/@href")
    )
    assert not document.xpath("//link[@rel='canonical']")
