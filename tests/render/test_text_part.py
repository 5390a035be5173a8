"""The plain-text part: for people who read it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Byline, Difference, Number
from digest.render import email, environment
from digest.render.columns import fill, ruled, tidied
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_full_edition,
    a_newsletter,
    a_source,
    a_story,
    an_edition,
)

FOLDERS = environment([TEMPLATES])

ONE_STORY = """\
The Harbour Letter
==================
Thursday, 16 January 2025 · 1 story · 1\u00a0min read

View in browser:
https://harbour.example/letter/2025-W03/


ANALYSIS
========

Grain moves again through the northern strait
---------------------------------------------
Harbour\u00a0Review\u00a0· Ada Brandt\u00a0· 14\u00a0January\u00a02025\u00a0· 5\u00a0min
https://review.example/2025/01/analysis-1/

The first convoy in nine months reached port on Tuesday.

* Traffic fell by 40 percent, to 1,200 ships a month.
  https://review.example/2025/01/analysis-1/#:~:text=Traffic%20fell%20by%2040,a%20month

    “We will keep the lane open”
    — Mira Solen, deputy minister of transport
      Harbour\u00a0Review, 14\u00a0January\u00a02025
      https://review.example/2025/01/analysis-1/#:~:text=We%20will%20keep%20the%20lane%20open


------------------------------------------------------------------------

12 of 12 quotations word for word, 31 of 31 figures found

You get this because you subscribed to The Harbour Letter. Nobody tracks
whether you open it or what you click.

Forwarded to you? See all editions and subscribe:
https://harbour.example/letter

The Harbour Letter, 4 Quay Street, Port Elsen

Unsubscribe:
https://harbour.example/leave
"""


def text(edition):
    return email(
        edition, integrity=INTEGRITY, newsletter=a_newsletter(), templates=FOLDERS
    ).text


def test_one_story_as_plain_text():
    assert text(an_edition()) == ONE_STORY


@pytest.mark.parametrize("stories", [1, 10, 60])
def test_lines_keep_to_72_columns_and_addresses_stand_alone(stories):
    lines = text(a_full_edition(stories)).splitlines()

    assert all(len(line) <= 72 for line in lines if "://" not in line)
    assert all(line.split()[0].startswith("http") for line in lines if "://" in line)
    assert all(len(line.split()) == 1 for line in lines if "://" in line)


def test_there_are_no_trailing_spaces_and_no_gaps():
    made = text(a_full_edition(60))

    assert not re.search(r"[^\S\n]\n|\n{4}", made)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


def test_characters_that_html_escapes_stand_as_they_are():
    assert "Q&A: “<5%” isn't {{ much }}" in text(
        an_edition(a_story("Q&A: “<5%” isn't {{ much }}"))
    )


def test_every_link_of_the_html_is_in_the_text():
    made = email(
        a_full_edition(),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )
    links = set(re.findall(r'href="(https[^"]+)"', made.html))

    assert links
    assert {link.replace("&amp;", "&") for link in links} <= set(made.text.split())


def test_sources_of_which_there_is_no_more_to_say_are_named_in_one_line():
    further = [Byline(source=a_source(9, name)) for name in ("Elsen Daily", "Strait")]
    story = a_story(bylines=(*a_story().bylines, *further))

    made = email(
        an_edition(story),
        integrity=INTEGRITY,
        newsletter=a_newsletter(),
        templates=FOLDERS,
    )

    assert "\nAlso: Elsen\u00a0Daily, Strait\n" in made.text
    assert made.text.splitlines().count(further[0].source.url) == 2
    assert made.html.count(f'href="{further[0].source.url}"') == 2


def test_where_sources_differ_each_is_named_with_its_figure():
    sides = tuple(
        Number(figure=figure, counted="ships sunk", source=a_source(n, outlet))
        for n, (figure, outlet) in enumerate((("12", "Strait"), ("at least 15", "Sea")))
    )
    differing = Difference(title="Sources differ", numbers=sides)

    made = text(an_edition(a_story(differences=(differing,))))

    assert (
        "* Sources differ:\n  - 12 ships sunk (Strait)\n"
        "    https://review.example/2025/01/analysis-0/#:~:text=12%20ships%20sunk\n"
        "  - at least 15 ships sunk (Sea)\n" in made
    )


@given(st.text(), st.sampled_from(["", "* ", "    — "]))
def test_filling_keeps_every_word(words, first):
    filled = fill(words, first)
    kept = re.sub(r"\s", "", first + words)

    assert re.sub(r"\s", "", filled) == kept


@given(st.lists(st.text("abc語é", min_size=1, max_size=200)))
def test_no_line_is_wider_than_72_columns(words):
    wide = [line for line in fill(" ".join(words)).split("\n") if len(line) > 72]

    assert not wide


def test_a_wide_script_takes_two_columns_a_character():
    assert [len(line) for line in fill("語" * 40).split("\n")] == [36, 4]


def test_a_rule_is_as_long_as_its_heading():
    assert ruled("Harbour", "=") == "Harbour\n======="


def test_tidying_leaves_at_most_two_blank_lines():
    assert tidied("\n\na  \n\n\n\n\n b \n\n") == "a\n\n\n b\n"
