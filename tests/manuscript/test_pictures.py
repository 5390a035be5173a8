"""A story's picture in the manuscript: written, read, and looked up."""

from dataclasses import replace

import pytest

from digest.manuscript import check, read, write
from digest.model import Image, Picture
from tests.manuscript.editions import PAGE, a_story, an_edition
from tests.manuscript.sources import FERRIES, SUMMARY

URL = "https://outlet.example/quay.jpg"
ALT = "Sandbags along the quay, and a sign: “no entry before nine”"
SHOWN = replace(
    SUMMARY,
    article=replace(
        SUMMARY.article,
        image=Image(url=URL, alt=f"{ALT} in the morning", width=1600, height=900),
        language="uk",
    ),
)


def an_edition_with(picture):
    return an_edition(a_story(standfirst=FERRIES, image=picture))


def proved(picture, summary=SHOWN):
    edition = read(write(an_edition_with(picture)), name="x")
    return check(edition, {PAGE.url: summary})


def codes(picture):
    return [(found.code, found.severity) for found in proved(picture).findings]


def test_a_picture_stands_between_byline_and_standfirst():
    written = write(an_edition_with(Picture(url=URL, alt="Sandbags")))

    assert f"min*\n\n![Sandbags]({URL})\n\n{FERRIES}\n" in written


def test_a_picture_knows_its_line_and_not_its_size():
    written = write(an_edition_with(Picture(url=URL, width=9, height=9)))

    picture = read(written, name="x").stories[0].image

    assert written.splitlines()[picture.line - 1] == f"![]({URL})"
    assert (picture.alt, picture.width, picture.height) == ("", None, None)


def test_a_picture_without_an_address_is_left_out():
    assert "![" not in write(an_edition_with(Picture(url=" ", alt="Sandbags")))


def test_a_story_may_have_a_picture_and_no_standfirst():
    edition = an_edition(a_story(standfirst="", image=Picture(url=URL, alt="A")))

    assert read(write(edition), name="x") == edition


def test_its_size_and_the_storys_language_are_those_of_the_stored_article():
    story = proved(Picture(url=URL, alt=ALT)).edition.stories[0]

    assert (story.image.width, story.image.height) == (1600, 900)
    assert story.language == "uk"


def test_a_picture_as_its_article_has_it_needs_no_word():
    assert codes(Picture(url=URL, alt=ALT)) == []


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (Picture(url="https://e.example/a.jpg", alt="A"), ("image-unknown", "warning")),
        (Picture(url=URL), ("image-without-alt", "warning")),
        (Picture(url=URL, alt="a " * 76), ("image-alt-long", "warning")),
        (Picture(url=URL, alt="“No way in at all”"), ("quote-not-verbatim", "error")),
        *(
            (Picture(url=url, alt="A"), ("image-not-https", "error"))
            for url in (
                URL.replace("https", "http"),
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "quay.jpg",
            )
        ),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_with_its_line(picture, found):
    report = proved(picture)

    (finding, *_) = report.findings
    assert (finding.code, finding.severity) == found
    assert finding.line == report.edition.stories[0].image.line


def test_an_unknown_picture_has_no_size():
    shown = proved(Picture(url="https://e.example/a.jpg", alt="A")).edition.stories[0]

    assert shown.image.width is None


def test_a_story_of_an_unknown_page_is_told_once():
    report = check(an_edition_with(Picture(url=URL, alt="A")), {})

    assert [finding.code for finding in report.findings] == ["source-unknown"]
    assert report.edition.stories[0].language == ""
