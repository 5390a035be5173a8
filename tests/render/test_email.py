"""What a subscriber gets."""

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from digest.config import Logo, Theme
from digest.model import ByTheNumbers, Integrity, Number, Voices
from digest.render import email, environment
from digest.render.language import long_date
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_fact,
    a_full_edition,
    a_newsletter,
    a_quote,
    a_source,
    a_story,
    an_edition,
)


def rendered(edition, *, integrity=INTEGRITY, **newsletter):
    return email(
        edition,
        integrity=integrity,
        newsletter=a_newsletter(**newsletter),
        templates=environment([TEMPLATES]),
    )


def page(edition, **newsletter):
    return lxml_html.document_fromstring(rendered(edition, **newsletter).html)


def texts(document, path):
    return [" ".join(found.text_content().split()) for found in document.xpath(path)]


def test_the_same_edition_gives_the_same_bytes():
    first, second = rendered(a_full_edition()), rendered(a_full_edition())

    assert first == second


def test_there_is_one_h1_and_no_heading_level_is_skipped():
    document = page(a_full_edition())
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1|//h2|//h3|//h4")]

    assert texts(document, "//h1") == ["The Harbour Letter"]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_meta_line_says_date_stories_minutes_and_where_the_web_page_is():
    document = page(a_full_edition())

    assert texts(document, "//p[@class='meta']")[0] == (
        "Thursday, 16 January 2025 · 10 stories · 6 min read · View in browser"
    )
    assert document.xpath("//p[@class='meta']/a/@href")[0] == (
        "https://harbour.example/letter/2025-W03/"
    )


def test_without_a_web_address_nothing_leads_to_the_web():
    document = page(a_full_edition(), web=None)

    assert "View in browser" not in document.text_content()
    assert "Forwarded" not in document.text_content()
    assert not [link for link in document.xpath("//a/@href") if "/letter" in link]


def test_the_minutes_are_those_of_this_mail():
    story = a_story(standfirst="word " * 500, facts=(), quotes=())

    assert "· 3\u00a0min read" in page(an_edition(story)).text_content()


def test_the_preheader_stands_first_in_the_body_and_is_padded():
    hidden = page(a_full_edition()).xpath(
        "//body//div[contains(@style,'display:none')]"
    )

    assert hidden[0].text.startswith("Also: Why Kestrel’s new budget")
    assert hidden[0].text_content().count("\u034f") >= 40
    assert page(a_full_edition()).xpath("//body/div/*[1]")[0].text == hidden[0].text


@pytest.mark.parametrize(("stories", "listed"), [(1, 0), (4, 0), (5, 5), (10, 10)])
def test_more_than_four_stories_get_a_list_of_contents(stories, listed):
    document = page(a_full_edition(stories))
    targets = [href[1:] for href in document.xpath("//ol//a/@href")]

    assert len(targets) == listed
    assert all(document.xpath(f"//h3[@id='{target}']") for target in targets)
    assert all(document.xpath(f"//a[@name='{target}']") for target in targets)


def test_the_headline_leads_to_the_article_and_the_fact_to_its_sentence():
    document = page(an_edition())

    assert document.xpath("//h3/a/@href") == [a_source().url]
    assert document.xpath("//li/a/@href") == [
        a_source().url + "#:~:text=Traffic%20fell%20by%2040,a%20month"
    ]


def test_links_are_made_from_the_words_alone_so_that_no_store_is_needed():
    unproved = replace(a_fact(), span=None)

    assert page(an_edition(a_story(facts=(unproved,)))).xpath("//li/a/@href") == (
        page(an_edition()).xpath("//li/a/@href")
    )


def test_a_fragment_has_its_letters_as_they_are_and_all_else_encoded():
    fact = a_fact("Рух — «вільний», 1,3 % дешевше 👍 за день: так вирішив уряд країни.")
    (link,) = page(an_edition(a_story(facts=(fact,)))).xpath("//li/a/@href")
    start, end = link.partition("#:~:text=")[2].split(",")

    assert start == "Рух%20%E2%80%94%20%C2%ABвільний%C2%BB%2C%201%2C3"
    assert end == "уряд%20країни"
    assert unquote(start) == "Рух — «вільний», 1,3"


def test_a_quotation_has_marks_speaker_role_outlet_and_date():
    quotation = texts(page(an_edition()), "//blockquote")[0]

    assert quotation == (
        "“We will keep the lane open”"
        "Mira Solen, deputy minister of transport"
        "Harbour Review, 14 January 2025"
    )


def test_an_interrupted_quotation_leads_to_both_its_halves():
    quote = a_quote("We count ships … not excuses")

    assert page(an_edition(a_story(quotes=(quote,)))).xpath(
        "//blockquote//a/@href"
    ) == [a_source().url + "#:~:text=We%20count%20ships&text=not%20excuses"]


def test_a_quotation_nobody_is_named_for_is_not_printed():
    quote = a_quote("Nobody said this", speaker=None)
    letter = rendered(an_edition(a_story(quotes=(quote,))))

    assert "Nobody said this" not in letter.html + letter.text


def test_a_bare_story_leaves_nothing_empty():
    byline = replace(a_story().bylines[0], authors=(), published=None, minutes=None)
    story = a_story(standfirst="", facts=(), quotes=(), bylines=(byline,))
    document = page(an_edition(story))

    assert not document.xpath("//ul|//blockquote")
    assert not document.xpath(
        "//p[not(normalize-space())]|//li[not(normalize-space())]"
    )
    assert texts(document, "//h3/following-sibling::p") == ["Harbour Review"]


def test_a_second_source_is_named_and_linked():
    document = page(a_full_edition(3))
    (second,) = document.xpath("//p[a='Also: Elsen\u00a0Daily']")

    assert second.xpath("a/@href") == ["https://review.example/2025/01/analysis-101/"]


def test_the_integrity_line_is_printed_where_there_is_something_to_say():
    nothing = Integrity(quotes=0, quotes_found=0, figures=0, figures_found=0)

    assert "12 of 12 quotations word for word" in rendered(an_edition()).html
    assert "quotations" not in rendered(an_edition(), integrity=nothing).html


def test_the_footer_says_why_and_how_to_leave():
    letter = rendered(an_edition())

    for part in (letter.html, letter.text):
        assert "You get this because you subscribed to The Harbour Letter." in part
        assert "https://harbour.example/leave" in part
        assert "4 Quay Street" in part


def test_without_an_unsubscribe_address_a_reply_will_do():
    letter = rendered(an_edition(), unsubscribe=None)

    assert "reply with “unsubscribe”" in letter.html
    assert letter.text.rstrip().endswith("To unsubscribe, reply with “unsubscribe”.")


def test_nothing_is_loaded_from_anywhere():
    made = rendered(a_full_edition()).html

    assert not re.search(
        r"<(?:img|script|link|iframe|form|video)\b|url\(|@import", made
    )


def test_light_and_dark_are_both_declared():
    document = page(an_edition())

    assert document.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert document.xpath("//meta[@name='supported-color-schemes']")
    assert "prefers-color-scheme: dark" in rendered(an_edition()).html


def test_every_layout_table_is_presentational():
    tables = page(a_full_edition()).xpath("//table")

    assert tables
    assert all(table.get("role") == "presentation" for table in tables)


def test_ten_stories_stay_under_40_kb():
    assert len(rendered(a_full_edition(10)).html.encode()) <= 40_000


def test_an_edition_too_long_loses_whole_stories_and_says_so():
    letter = rendered(a_full_edition(60))
    document = lxml_html.document_fromstring(letter.html)
    kept = len(document.xpath("//h3"))

    assert 70_000 < len(letter.html.encode()) <= 80_000
    assert f"{60 - kept} more stories on the web" in letter.html
    assert f"{60 - kept} more stories on the web" in letter.text
    assert len(document.xpath("//ol/li")) == kept
    assert f"{kept} stories" in letter.html


def test_what_is_left_out_is_counted_even_without_a_web_address():
    document = page(a_full_edition(60), web=None)

    assert "more stories in the full edition" in document.text_content()


def test_one_story_is_never_cut_however_long_it_is():
    facts = tuple(
        a_fact(f"Fact {number} of a very long story.") for number in range(900)
    )
    letter = rendered(an_edition(a_story(facts=facts), a_story("A second story")))

    assert "Fact 899" in letter.html
    assert "1 more story on the web" in letter.html


def test_an_edition_without_stories_is_still_an_email():
    letter = rendered(an_edition(sections=()))

    assert letter.subject == "The Harbour Letter, Thursday, 16 January 2025"
    assert "<h1" in letter.html


def test_a_ukrainian_edition_speaks_ukrainian():
    letter = rendered(
        an_edition(*(a_story() for _ in range(5)), title="Лист", language="uk")
    )

    assert '<html lang="uk" dir="ltr"' in letter.html
    assert "Четвер, 16 січня 2025" in letter.html
    assert "5 матеріалів" in letter.html
    assert "2 хвилини" in letter.html
    assert "«We will keep the lane open»" in letter.html
    assert "12 з 12 цитат дослівно, 31 з 31 числа знайдено в джерелах" in letter.html
    assert letter.language == "uk"


def test_a_language_without_words_of_ours_falls_back_to_english():
    letter = rendered(an_edition(language="de"))

    assert '<html lang="de"' in letter.html
    assert "Donnerstag, 16." in letter.html
    assert "View in browser" in letter.html


def test_a_language_nobody_knows_is_dated_in_english():
    letter = rendered(an_edition(language="xx"))

    assert '<html lang="xx" dir="ltr"' in letter.html
    assert "Thursday, 16 January 2025" in letter.html


def test_an_arabic_edition_runs_from_the_right():
    document = page(an_edition(a_story("الحبوب تعبر", standfirst=""), language="ar"))

    assert document.get("dir") == "rtl"
    assert "border-right:3px" in document.xpath("//blockquote/@style")[0]
    assert all(cell == "right" for cell in document.xpath("//td/@align"))


def test_a_story_that_runs_the_other_way_says_so():
    hebrew = a_story("התבואה עוברת שוב במצר", standfirst="השיירה הראשונה הגיעה.")
    document = page(an_edition(a_story(), hebrew))

    assert len(document.xpath("//div[@dir='rtl'][h3[@id='story-2']]")) == 1
    assert not document.xpath("//div[@dir][h3[@id='story-1']]")


def test_an_address_that_a_claim_names_stays_as_it_is():
    named = "https://x.example/#:~:text=%D0%B0%D0%B1"
    made = rendered(an_edition(a_story(facts=(a_fact(f"See {named} there."),))))

    (fact,) = texts(lxml_html.document_fromstring(made.html), "//li")
    assert named in fact
    assert named in made.text


def test_a_voice_of_a_story_that_is_left_out_keeps_its_date():
    edition = a_full_edition(60)
    last = edition.stories[-1]
    source = last.bylines[0].source
    voice = a_quote("We counted every ship", source, "Ann Poe")
    letter = rendered(replace(edition, voices=Voices(title="Voices", quotes=(voice,))))
    day = long_date(last.bylines[0].published, "en").replace(" ", "\u00a0")

    assert "story-60" not in letter.html
    assert f"</a>, {day}</p>" in letter.html.partition("We counted every ship")[2]


def test_what_is_told_of_authors_closes_a_story_each_note_once():
    byline = a_story().bylines[0]
    lines = (
        replace(byline, note="Ada Brandt sails."),
        replace(byline, source=a_source(2), note="Ada Brandt sails."),
        replace(byline, source=a_source(3), note="Tomas Reyl rows."),
    )
    made = rendered(an_edition(a_story(bylines=lines)))

    told = lxml_html.document_fromstring(made.html).xpath(
        "//blockquote/following-sibling::p/i/text()"
    )
    assert told == ["Ada Brandt sails.", "Tomas Reyl rows."]
    assert made.text.count("Ada Brandt sails.") == 1


def test_figures_of_another_direction_than_their_edition_say_so():
    number = Number(figure="11.4 billion", counted="crowns", source=a_source())
    block = ByTheNumbers(title="במספרים", numbers=(number,))
    letter = rendered(an_edition(language="he", by_the_numbers=block))
    row = lxml_html.document_fromstring(letter.html).xpath(
        "//table[@class='numbers']//tr"
    )[0]

    assert row.xpath(".//b/@dir") == ["ltr"]
    assert row.xpath(".//span[@dir='ltr']/text()") == ["crowns"]


def test_own_words_in_a_story_that_runs_the_other_way_keep_their_order():
    letter = rendered(an_edition(a_story(), language="he"))
    byline = lxml_html.document_fromstring(letter.html).xpath(
        "//div[@dir='ltr']/p[@class='meta']"
    )[0]

    assert len(byline.xpath("bdi")) == 4
    assert not lxml_html.document_fromstring(rendered(an_edition()).html).xpath("//bdi")


def test_a_logo_that_says_what_the_heading_says_is_decoration():
    logo = {"url": "https://a.example/l.png", "width": 180, "height": 40}
    alts = []
    for alt in ("The Harbour Letter", "A lighthouse"):
        templates = environment([TEMPLATES], Theme(logo=Logo(alt=alt, **logo)))
        made = email(
            an_edition(),
            integrity=INTEGRITY,
            newsletter=a_newsletter(),
            templates=templates,
        )
        alts += lxml_html.document_fromstring(made.html).xpath("//img/@alt")

    assert alts == ["", "A lighthouse"]


def test_short_stories_are_not_left_out_for_a_long_one_behind_them():
    long = a_story("A long one", standfirst="It says all of it. " * 4_000)
    short = tuple(a_story(f"Short story {number}") for number in range(30))
    letter = rendered(an_edition(*short, long))

    assert letter.html.count("<h3") == 30
    assert "1 more story on the web" in letter.html


def test_the_preheader_goes_on_where_the_subject_ends():
    edition = an_edition(a_story("Grain moves again", standfirst="Grain moves again"))
    letter = rendered(edition)
    (hidden,) = texts(page(edition), "//div[contains(@style,'display:none')]")

    assert letter.subject == "Grain moves again"
    assert not hidden.startswith("Grain moves again")


def test_every_paragraph_of_the_footer_is_in_the_text_too():
    letter = rendered(an_edition(), footer="An imprint.\n\nA disclaimer.")

    for made in (letter.html, letter.text):
        assert "An imprint." in made
        assert "A disclaimer." in made


def test_figures_of_another_language_than_their_edition_say_so():
    story = a_story(language="uk")
    number = Number(figure="14", counted="суден", source=story.bylines[0].source)
    block = ByTheNumbers(title="By the numbers", numbers=(number,))
    letter = rendered(an_edition(story, by_the_numbers=block))

    rows = lxml_html.document_fromstring(letter.html).xpath("//tr[@lang='uk']")
    assert len(rows) == 1
