"""Whatever stands in a feed: it is printed as text, or left out, and nothing breaks."""

import json
import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from digest.model import Byline, Picture, Source, Voices
from digest.render import email, environment, web
from digest.render.clean import cut
from digest.text.printable import clean
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_fact,
    a_newsletter,
    a_quote,
    a_story,
    an_edition,
)

FOLDERS = environment([TEMPLATES])

NASTY = (
    "<script>alert(1)</script>",
    "3 < 4 & 5 > 4 &amp; &nbsp;",
    "</mj-text></mj-column><mj-raw>",
    "]]> <!-- -- --> <![CDATA[ <?xml ?>",
    "{{ 7 * 7 }} {% if %} {# #} ${x}",
    "\\u{301} C:\\new\\table \\n",
    "None",
    "undefined",
    "\"double\" 'single' “curly”",
    "a\u00a0b\u202fc\u200dd\u200be\u00adf",
    "e\u0301 a\u0301\u0301\u0301 \u0915\u094d\u0937",
    "\u202eevil\u202c \u2066x\u2069 עברית العربية",
    "\x00\x07\x0b\x1f\x7f\x85 bell",
    "half \ud83d pair \udc00",
    "\ufffd \ufffe \uffff \ufeff \U0001fffe \U0010ffff",
    "👩‍👩‍👧 🇺🇦 ☎️",
    "W" * 300,
    "long words " * 27,
    "<b>" * 5_000,
    "e" + "\u0301" * 1_000,
    "line\nbreak\ttab\r\n\u2028end",
    "",
    " ",
)
URLS = (
    'https://e.example/?a=1&b="2"\'<>',
    "javascript:alert(1)",
    "http://[",
    "https://e.example/a b\\c{d}#x",
    "",
    "\ud800",
)
TEXTS = st.sampled_from(NASTY) | st.text()


def all_over(text, url):
    source = Source(outlet=text, url=url)
    story = a_story(
        text,
        image=Picture(url=url, alt=text),
        standfirst=text,
        facts=(a_fact(text or "x", source),),
        quotes=(a_quote(text or "x", source, text, role=text),),
        bylines=(
            Byline(source=source, authors=(text, text), note=text),
            Byline(source=Source(outlet=text, url=url + "2"), note=text),
        ),
    )
    return an_edition(
        story,
        title=text,
        intro=text,
        name="2025-W03",
        voices=Voices(title=text, quotes=story.quotes),
    )


def rendered(edition):
    return email(
        edition, integrity=INTEGRITY, newsletter=a_newsletter(), templates=FOLDERS
    )


def page(edition):
    return web(
        edition, integrity=INTEGRITY, newsletter=a_newsletter(), templates=FOLDERS
    )


def without_metadata(made):
    """Return a page without what it tells machines: JSON, whatever stands in it."""
    before, after = made.split('<script type="application/ld+json">')
    metadata, _, after = after.partition("</script>")
    assert json.loads(metadata)["@type"] == "PublicationIssue"
    return before + after


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_in_every_place_is_printed_as_text(text, url):
    edition = all_over(text, url)
    letter = rendered(edition)

    for made in (letter.html, without_metadata(page(edition))):
        document = lxml_html.document_fromstring(made)
        assert not re.search(r"</?mj-|\{\{|\{%|\\u\{|&amp;(?:lt|amp;amp|#)", made)
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffd-\uffff]", made
        )
        assert not document.xpath("//script|//b[count(ancestor::b) > 0]")
        assert all(
            href.startswith(("https:", "#")) for href in document.xpath("//a/@href")
        )
        assert document.xpath("//h3")[0].text_content() == (
            clean(text) or clean(document.xpath("//h3")[0].text_content())
        )
    assert all(
        "://" in line or len([c for c in line if not unicodedata.combining(c)]) <= 72
        for line in letter.text.splitlines()
    )


@given(TEXTS)
def test_any_text_comes_out_of_both_as_it_went_in(text):
    edition = an_edition(a_story(f"x {text}"), intro=text)

    for made in (rendered(edition).html, page(edition)):
        headline = lxml_html.document_fromstring(made).xpath("//h3")[0].text_content()
        assert " ".join(headline.split(" ")) == clean(f"x {text}")


@given(TEXTS)
def test_an_attribute_holds_what_it_was_given(text):
    made = FOLDERS.from_string('<p title="{{ text }}"></p>').render(text=clean(text))

    assert unescape(made[len('<p title="') : -len('"></p>')]) == clean(text)
    assert "{" not in made
    assert "\\" not in made


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(TEXTS, st.integers(min_value=2, max_value=80))
def test_a_cut_text_fits(text, limit):
    assert len(cut(clean(text), limit)) <= limit


def test_a_headline_of_the_word_none_is_a_headline():
    letter = rendered(an_edition(a_story("None of the ships came")))

    assert letter.subject == "None of the ships came"


def test_cleaning_200_kb_of_spaces_takes_no_time():
    assert clean("a" + " \n\t" * 70_000 + "b") == "a b"
    assert clean(("\u202e\x00" * 100_000) + "b") == "b"


@pytest.mark.parametrize("character", "\u115f\u1160\u3164\uff9e\uff9f\uffa0\u0345")
def test_letters_that_the_engine_would_spell_out_are_printed(character):
    picture = Picture(url="https://a.example/p.jpg", alt=f"a{character}b")
    edition = an_edition(a_story(image=picture), title=f"ﾊ{character}ｽ通信")

    (alt,) = lxml_html.document_fromstring(rendered(edition).html).xpath("//img/@alt")
    assert alt == clean(f"a{character}b")
