"""Colours and words that the templates share."""

import tomllib
from itertools import product

import pytest

from digest.render import environment
from tests.render.editions import TEMPLATES

PALETTE = environment([TEMPLATES]).get_template("palette.j2").module
WORDS = sorted((TEMPLATES / "words").glob("*.toml"))
BEYOND_ENGLISH = {"quotations", "figures"}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("scheme", "name"), [*product(["light", "dark"], ["ink", "muted", "accent"])]
)
def test_text_stands_out_from_its_paper(scheme, name):
    colours = getattr(PALETTE, scheme)
    light, dark = sorted(
        map(luminance, (colours["paper"], colours[name])), reverse=True
    )

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_dark_paper_is_dark():
    assert luminance(PALETTE.dark["paper"]) < 0.2


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_every_language_has_the_same_words(path):
    english = tomllib.loads((TEMPLATES / "words/en.toml").read_text(encoding="utf-8"))
    words = tomllib.loads(path.read_text(encoding="utf-8"))

    assert set(words["phrases"]) == set(english["phrases"])
    assert set(words["counts"]) - BEYOND_ENGLISH == set(english["counts"])
    assert all(
        "{}" in form for forms in words["counts"].values() for form in forms.values()
    )
