"""Which stories are shown with a picture, and which pictures are fit for one."""

from dataclasses import replace

import pytest

from digest.model import Image
from tests.compose.test_compose import (
    HARVEST,
    WEEKLY,
    a_summary,
    an_article,
    composed,
)

URL = "https://post.example/yard.jpg"


def shown(image, images="each"):
    article = replace(an_article(), image=image)
    newsletter = WEEKLY.model_copy(update={"images": images})
    return composed(a_summary(article), newsletter=newsletter).stories[0].image


def test_a_picture_is_that_of_the_first_article_with_its_size():
    found = shown(Image(url=URL, alt="A yard", width=1600, height=900))

    assert (found.url, found.alt) == (URL, "A yard")
    assert (found.width, found.height) == (1600, 900)


@pytest.mark.parametrize(("images", "with_one"), [("none", 0), ("top", 1), ("each", 2)])
def test_the_settings_say_which_stories_have_one(images, with_one):
    newsletter = WEEKLY.model_copy(update={"images": images})
    image = Image(url=URL)
    pact = a_summary(replace(an_article(), image=image))
    wheat = an_article(HARVEST, outlet="Field", title="Wheat", days_old=3)

    stories = composed(
        pact, a_summary(replace(wheat, image=image)), newsletter=newsletter
    ).stories

    assert [story.image is not None for story in stories] == [
        place < with_one for place in range(2)
    ]


@pytest.mark.parametrize(
    "image",
    [
        None,
        Image(url="http://post.example/yard.jpg"),
        Image(url="javascript:alert(1)"),
        Image(url="data:image/png;base64,AAAA"),
        Image(url="https://"),
        Image(url="https://[/yard.jpg"),
        Image(url="https://post.example/" + "a" * 2_000),
        Image(url="https://post.example/a b.jpg"),
        Image(url="https://post.example/a\u202eb.jpg"),
        Image(url="https://post.example/tracking/yard.gif"),
        Image(url="https://post.example/i/pixel.gif?id=1"),
        Image(url="https://post.example/logo.svg"),
        Image(url=URL, width=199),
        Image(url=URL, width=1, height=1),
        Image(url=URL, height=120),
        Image(url=URL, width=600, height=1_201),
    ],
)
def test_what_is_unsafe_tiny_or_a_counter_is_no_picture(image):
    assert shown(image) is None


@pytest.mark.parametrize(
    ("alt", "printed"),
    [
        ("", ""),
        ("  A yard \n by the sea ", "A yard by the sea"),
        ("IMG_2034.jpg", ""),
        ("harbour pact signed", "harbour pact signed"),
        ("Harbour Pact signed", ""),
        ("word " * 40, "word " * 29 + "word"),
        ("w" * 5_000, "w" * 150),
        ("a" * 147 + " – b and more", "a" * 147),
    ],
)
def test_what_stands_in_for_it_is_the_pages_own_and_short(alt, printed):
    assert shown(Image(url=URL, alt=alt)).alt == printed


def test_a_story_knows_the_language_of_its_first_article():
    article = replace(an_article(), language="uk")

    assert composed(a_summary(article)).stories[0].language == "uk"
