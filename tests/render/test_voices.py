"""The block "voices", as its readers get it."""

from dataclasses import replace

from lxml import html as lxml_html

from digest.model import Segment, Voices
from digest.render import email, environment, web
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_newsletter,
    a_quote,
    a_source,
    an_edition,
)

QUOTES = (
    a_quote("The sea does not wait", speaker="Ben Poe", role="<fisher> & poet"),
    a_quote("Nor do we", a_source(2), "Cy Ash", role=None),
)
BLOCK = Voices(title="Heard this week", quotes=QUOTES)
FOLDERS = environment([TEMPLATES])


def mail(block=BLOCK, **changes):
    return email(
        an_edition(voices=block, **changes),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )


def page(block=BLOCK):
    return web(
        an_edition(voices=block),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )


def tree(html):
    return lxml_html.document_fromstring(html)


def words_of(html):
    return " ".join(tree(html).text_content().split())


def test_email_page_and_text_have_each_speaker_role_words_outlet_and_date():
    for made in (words_of(mail().html), words_of(page()), mail().text):
        flat = " ".join(made.split())
        at = [
            flat.index(part)
            for part in ("Ben Poe", "<fisher> & poet", "“The sea does not wait”")
        ]

        assert "heard this week" in flat.lower()
        assert at == sorted(at)
        assert "Harbour Review, 14 January 2025" in flat[at[-1] :]


def test_the_block_stands_after_the_stories():
    for made in (mail().html, page(), mail().text):
        places = [made.index(part) for part in ("convoy", "sea does not", "12 of 12")]

        assert places == sorted(places)


def test_a_voice_leads_to_its_very_words():
    for html in (mail().html, page()):
        links = tree(html).xpath("//a/@href")

        assert f"{a_source().url}#:~:text=The%20sea%20does%20not%20wait" in links


def test_a_source_that_no_story_names_has_no_date():
    assert "Harbour\u00a0Review\n    https://review.example/2025/01/analysis-2" in (
        mail().text
    )


def test_a_voice_that_runs_the_other_way_says_so():
    words = "الهدنة لا تعني السلام بعد"
    arabic = replace(QUOTES[0], segments=(Segment(text=words),))
    block = replace(BLOCK, quotes=(arabic, QUOTES[1]))

    (held,) = tree(mail(block).html).xpath(f"//div[@dir='rtl'][contains(., '{words}')]")

    assert "text-align:right" in held.get("style")
    assert tree(page(block)).xpath("//li[@dir='rtl']//blockquote")


def test_voices_count_in_the_reading_time():
    long = a_quote(" ".join(["word"] * 690), speaker="Ben Poe")

    minutes = [
        words_of(mail(block).html).partition(" min read")[0].rpartition(" ")[2][-1]
        for block in (None, Voices(title="Voices", quotes=(long, long)))
    ]

    assert minutes == ["1", "7"]


def test_nobodys_voice_is_not_printed():
    nobody = replace(QUOTES[0], speaker=None)
    shown = mail(replace(BLOCK, quotes=(nobody, QUOTES[1])))

    assert "sea does not" not in shown.html + shown.text
    assert "Nor do we" in shown.html


def test_an_edition_without_voices_has_no_block():
    empty = replace(BLOCK, quotes=())

    assert mail(None) == mail(empty)
    assert "voices" not in page(None).partition("<body>")[2]
