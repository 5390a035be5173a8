"""A story's picture, and a story in another language, as readers get them."""

import pytest
from lxml import html as lxml_html

from digest.model import Picture, Voices
from digest.render import email, environment, web
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_newsletter,
    a_quote,
    a_story,
    an_edition,
)
from tests.render.test_hostile import NASTY

URL = "https://review.example/ships.jpg"
FOLDERS = environment([TEMPLATES])


def rendered(edition, render=email):
    return render(
        edition, integrity=INTEGRITY, newsletter=a_newsletter(), templates=FOLDERS
    )


def tree(html):
    return lxml_html.document_fromstring(html)


def shown(picture):
    """The picture in an email that has one story."""
    (img,) = tree(rendered(an_edition(a_story(image=picture))).html).xpath("//img")
    return img


@pytest.mark.parametrize(
    ("own", "printed"),
    [
        ((1600, 900), ("560", "315")),
        ((300, 200), ("300", "200")),
        ((560, None), ("560", None)),
        ((None, 900), ("560", None)),
        ((None, None), ("560", None)),
        ((20_000, 1), ("560", None)),
    ],
)
def test_a_picture_is_as_wide_as_the_text_at_most(own, printed):
    width, height = own
    img = shown(Picture(url=URL, alt="Ships", width=width, height=height))

    assert (img.get("width"), img.get("height")) == printed
    assert f"max-width:{printed[0]}px" in img.get("style")
    assert "width:100%" in img.get("style")
    assert "height:auto" in img.get("style")


def test_a_picture_stands_between_byline_and_standfirst():
    html = rendered(an_edition(a_story(image=Picture(url=URL, alt="Ships")))).html
    places = [html.rindex(part) for part in ("Ada Brandt", "<img", "The first convoy")]

    assert places == sorted(places)


def test_one_that_only_decorates_says_so():
    assert shown(Picture(url=URL)).get("alt") == ""


@pytest.mark.parametrize("alt", [*NASTY, "a" * 5_000, "word " * 1_000])
def test_whatever_stands_in_for_a_picture_stays_in_its_attribute(alt):
    html = rendered(an_edition(a_story(image=Picture(url=URL, alt=alt)))).html
    (img,) = tree(html).xpath("//img")

    assert len(img.get("alt")) <= 150
    assert sorted(img.keys()) == ["alt", "class", "src", "style", "width"]
    assert "\\u{" not in html


def test_marks_in_an_address_stay_in_it():
    img = shown(Picture(url=URL + '?a="b"&c=<d>\' e\\f{g}', alt="Ships"))

    assert img.get("src") == URL + "?a=%22b%22&c=%3Cd%3E'%20e%5Cf%7Bg%7D"


@pytest.mark.parametrize(
    "url",
    [
        "http://review.example/ships.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "https://",
        "https://[",
        "ships.jpg",
        "",
        "\ud800",
        URL + "a" * 5_000,
    ],
)
def test_a_picture_that_nobody_should_ask_for_leaves_nothing(url):
    with_one = an_edition(a_story(image=Picture(url=url, alt="Ships")))

    assert rendered(with_one) == rendered(an_edition())


def test_the_web_page_and_plain_text_have_no_picture():
    edition = an_edition(a_story(image=Picture(url=URL, alt="Ships")))

    assert rendered(edition, web) == rendered(an_edition(), web)
    assert rendered(edition).text == rendered(an_edition()).text


# ── stories in another language ───────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uk", "uk"),
        ("pt-BR", "pt-BR"),
        ("en", None),
        ("en-GB", None),
        ("und", None),
        ("", None),
        ('u"k', None),
    ],
)
def test_a_story_in_another_language_says_which(language, said):
    edition = an_edition(a_story("Зерно", language=language))

    for made in (rendered(edition).html, rendered(edition, web)):
        (story,) = tree(made).xpath("(//h3/..)")
        assert story.get("lang") == said


def test_a_voice_and_a_line_of_the_contents_say_it_too():
    stories = [a_story(f"Зерно {n}", language="uk") for n in range(5)]
    voices = Voices(title="Voices", quotes=(a_quote("Зерно знову йде"),))
    edition = an_edition(*stories, voices=voices)

    for made in (rendered(edition).html, rendered(edition, web)):
        assert len(tree(made).xpath("//ol/li/a[@lang='uk']")) == 5
        assert tree(made).xpath("//*[@lang='uk']/blockquote[contains(., 'знову')]")
