"""The block "corrections", as its readers get it."""

import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from digest.model import Correction, Corrections, Span
from digest.render import email, environment, web
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_newsletter,
    a_source,
    an_edition,
)

QUOTED = Correction(
    edition="2025-W02",
    was="The strait is closed to nobody",
    now="“The strait is closed to us,” said Marek Solberg.",
    speaker="Marek Solberg",
    source=a_source(),
    span=Span(start=0, end=10),
)
TOLD = Correction(
    edition="2025-W01",
    was="Some 900 <pilots> & crews came.",
    now="Some 90 <pilots> & crews came.",
    speaker=None,
    source=a_source(2),
)
BLOCK = Corrections(title="What we got wrong", items=(QUOTED, TOLD))
FOLDERS = environment([TEMPLATES])


def mail(block=BLOCK, **changes):
    return email(
        an_edition(corrections=block, **changes),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )


def page(block=BLOCK, web_home="https://letter.example/archive", **changes):
    return web(
        an_edition(corrections=block, **changes),
        integrity=INTEGRITY,
        newsletter=a_newsletter(web=web_home),
        templates=FOLDERS,
    )


def words_of(html):
    return " ".join(lxml_html.document_fromstring(html).text_content().split())


def everywhere(block=BLOCK, **changes):
    made = mail(block, **changes)
    return (
        words_of(made.html),
        words_of(page(block, **changes)),
        " ".join(made.text.split()),
    )


def test_email_page_and_text_have_old_words_and_new_ones_and_whose_they_are():
    for made in everywhere():
        assert "what we got wrong" in made.lower()
        assert "2025-W02\u00a0· Marek Solberg" in made or "· Marek Solberg ·" in made
        assert "We quoted: “The strait is closed to nobody”" in made
        assert "The article now reads: “The strait is closed to us,” said" in made
        assert "We wrote: “Some 900 <pilots> & crews came.”" in made


def test_words_that_are_gone_are_said_to_be_gone():
    gone = replace(BLOCK, items=(replace(TOLD, now=""),))

    for made in everywhere(gone):
        assert "The article no longer has these words." in made
        assert "The article now reads" not in made


def test_the_edition_leads_to_its_page_and_the_source_to_the_new_words():
    made = page()

    assert 'href="https://letter.example/archive/2025-W02/"' in made
    assert re.search(r'href="https://[^"]+#:~:text=The%20strait[^"]*Solberg"', made)
    assert f'href="{a_source(2).url}#:~:text=' in made


def test_without_a_page_of_its_own_an_edition_is_only_named():
    made = page(web_home=None)

    assert "2025-W02" in made
    assert "/2025-W02" not in made


@pytest.mark.parametrize(
    "empty",
    [None, replace(BLOCK, items=()), replace(BLOCK, items=(replace(TOLD, was=" "),))],
)
def test_a_block_with_nothing_in_it_is_not_there(empty):
    assert "what we got wrong" not in page(empty).lower()
    assert "WE GOT WRONG" not in mail(empty).text


def test_its_labels_are_in_the_editions_language():
    for made in everywhere(language="uk"):
        assert "Ми цитували: «The strait is closed to nobody»" in made
        assert "Тепер у статті: “The strait is closed to us,” said" in made


def test_words_that_run_the_other_way_are_marked_so():
    hebrew = replace(TOLD, was="הגשר נסגר אתמול", now="הגשר נפתח אתמול")
    block = replace(BLOCK, items=(hebrew,))

    assert 'dir="rtl"' in page(block)
    assert 'dir="rtl"' in mail(block).html
