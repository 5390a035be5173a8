"""The web page of an edition."""

import re
from html import unescape

from lxml import html as lxml_html

from digest.render import environment, web
from tests.render.editions import INTEGRITY, TEMPLATES, a_full_edition, a_newsletter

FOLDERS = environment([TEMPLATES])


def page(edition, **newsletter):
    return web(
        edition,
        integrity=INTEGRITY,
        newsletter=a_newsletter(**newsletter),
        templates=FOLDERS,
    )


def test_the_same_edition_gives_the_same_bytes():
    assert page(a_full_edition()) == page(a_full_edition())


def test_it_is_a_whole_page_with_landmarks_and_one_h1():
    made = page(a_full_edition())
    document = lxml_html.document_fromstring(made)

    assert made.startswith("<!DOCTYPE html>\n")
    assert document.get("lang") == "en"
    assert [len(document.xpath(f"//{name}")) for name in ("h1", "main", "nav")] == [
        1
    ] * 3
    assert len(document.xpath("//body/header|//body/footer")) == 2
    assert len(document.xpath("//article")) == 10


def test_it_holds_all_stories_however_many():
    made = page(a_full_edition(60))

    assert made.count("<article ") == 60
    assert "more stories" not in made


def test_nothing_is_loaded_from_anywhere():
    made = page(a_full_edition())

    assert not re.search(r"<(?:img|iframe|form|video)\b|url\(|@import|\bsrc=", made)
    assert re.findall(r"<script[^>]*>", made) == ['<script type="application/ld+json">']
    assert "default-src 'none'" in unescape(made)
    assert re.findall(r"<link [^>]*>", made) == [
        '<link rel="canonical" href="https://harbour.example/letter/2025-W03/">'
    ]


def test_a_page_without_an_address_claims_none():
    made = page(a_full_edition(), web=None)

    assert "canonical" not in made
    assert "og:url" not in made


def test_it_says_to_other_sites_what_it_is():
    document = lxml_html.document_fromstring(page(a_full_edition()))
    said = {
        meta.get("property"): meta.get("content")
        for meta in document.xpath("//meta[@property]")
    }

    assert said["og:title"].startswith("Grain moves again")
    assert said["og:site_name"] == "The Harbour Letter"
    assert said["og:url"] == "https://harbour.example/letter/2025-W03/"
    assert said["article:published_time"] == "2025-01-16"
    assert said["og:description"].startswith("Also: Why Kestrel’s")


def test_every_entry_of_the_contents_leads_to_a_story():
    document = lxml_html.document_fromstring(page(a_full_edition()))

    assert [href[1:] for href in document.xpath("//nav//a/@href")] == document.xpath(
        "//article/@id"
    )


def test_a_page_alone_leads_to_no_neighbours():
    made = page(a_full_edition())

    assert 'class="site' not in made
    assert "atom+xml" not in made
    assert 'href="#main">Skip to the content</a>' in made
