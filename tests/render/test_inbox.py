"""Subject and preheader: what is read before the email is opened."""

import pytest

from digest.render import environment
from digest.render.view import page
from digest.render.words import words
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_full_edition,
    a_newsletter,
    a_story,
    an_edition,
)

TEMPLATE_FOLDERS = environment([TEMPLATES])


def shown(edition):
    made = page(
        edition,
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        words=words(TEMPLATE_FOLDERS, edition.language),
    )
    return made.subject, made.preheader


def test_the_subject_is_the_top_story():
    subject, _ = shown(an_edition(a_story("The strait is open again")))

    assert subject == "The strait is open again"


def test_a_long_headline_is_cut_after_a_whole_word():
    subject, _ = shown(an_edition(a_story("Fourteen ships, " + "and more " * 40)))

    assert 60 <= len(subject) <= 70
    assert subject.endswith("and more…")


def test_a_short_headline_is_preceded_by_the_title():
    subject, _ = shown(an_edition(a_story("Open")))

    assert subject == "The Harbour Letter: Open"


def test_the_preheader_names_the_next_two_stories():
    edition = an_edition(*(a_story(f"Story number {n} of the week") for n in range(4)))
    _, preheader = shown(edition)

    assert preheader == (
        "Also: Story number 1 of the week · Story number 2 of the week"
    )


@pytest.mark.parametrize(
    "edition",
    [
        a_full_edition(1),
        a_full_edition(10),
        an_edition(sections=()),
        an_edition(a_story("A" * 300), a_story("B" * 300), a_story("C" * 300)),
        an_edition(a_story("x", standfirst=""), a_story("y", standfirst="")),
        an_edition(a_story("\x00\ufffe", standfirst="\u200b")),
    ],
    ids=["one", "ten", "none", "long", "short", "nothing printable"],
)
def test_subject_and_preheader_keep_their_lengths_and_differ(edition):
    subject, preheader = shown(edition)

    assert 10 <= len(subject) <= 70
    assert 40 <= len(preheader) <= 140
    assert subject != preheader
