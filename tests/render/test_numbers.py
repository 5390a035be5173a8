"""The block "by the numbers", as its readers get it."""

import re
from dataclasses import replace

from lxml import html as lxml_html

from digest.model import ByTheNumbers, Number, Span
from digest.render import email, environment, web
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_newsletter,
    a_source,
    an_edition,
)

NUMBERS = (
    Number(
        figure="14 million",
        counted="tonnes of grain through the strait",
        source=a_source(),
        span=Span(start=0, end=10),
    ),
    Number(figure="more than 900", counted="<pilots> & crews", source=a_source(2)),
)
BLOCK = ByTheNumbers(title="The week in figures", numbers=NUMBERS)
FOLDERS = environment([TEMPLATES])


def mail(block=BLOCK):
    return email(
        an_edition(by_the_numbers=block),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )


def page(block=BLOCK):
    return web(
        an_edition(by_the_numbers=block),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )


def words_of(html):
    return " ".join(lxml_html.document_fromstring(html).text_content().split())


def test_email_page_and_text_have_the_heading_the_figures_and_what_they_count():
    for made in (
        words_of(mail().html),
        words_of(page()),
        " ".join(mail().text.split()),
    ):
        assert "the week in figures" in made.lower()
        assert "14 million tonnes of grain through the strait" in made
        assert "more than 900 <pilots> & crews" in made


def test_the_block_stands_after_the_stories():
    for made in (mail().html, page(), mail().text):
        assert made.index("convoy") < made.index("14 million") < made.index("12 of 12")


def test_a_number_leads_to_its_very_place():
    links = lxml_html.document_fromstring(mail().html).xpath("//table//a/@href")
    in_block = [
        link for link in links if "analysis-1/#" in link or "analysis-2" in link
    ]

    assert in_block[-2:] == [
        f"{NUMBERS[0].source.url}#:~:text=14%20million%20tonnes%20of,the%20strait",
        f"{NUMBERS[1].source.url}#:~:text=more%20than%20900%20%3Cpilots%3E%20%26%20crews",
    ]


def test_plain_text_has_each_number_as_an_item_with_its_address_alone():
    assert mail().text.count("\n* more than 900 <pilots> & crews\n  https://") == 1


def test_its_table_is_layout_and_its_colours_change_in_the_dark():
    html = mail().html
    (table,) = lxml_html.document_fromstring(html).xpath("//table[@class='numbers']")

    assert table.get("role") == "presentation"
    assert re.search(r"\.paper td[^{]*\{ color: #[0-9a-f]{6} !important", html)


def test_an_edition_without_numbers_has_no_block():
    empty = replace(BLOCK, numbers=())

    assert mail(None).html == mail(empty).html
    assert 'class="numbers"' not in mail(None).html + page(None)
