"""What our own look promises: colours that can be read, and words in each language."""

import tomllib
from itertools import product

import pytest

from digest.config import Theme
from digest.text.contrast import LEAST_CONTRAST, contrast, luminance
from tests.render.editions import TEMPLATES

WORDS = sorted((TEMPLATES / "words").glob("*.toml"))
BEYOND_ENGLISH = {"quotations", "figures"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4),
        ("#0000ff", "#ff0000", 2.15),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("scheme", "name"), [*product(["light", "dark"], ["ink", "muted", "accent"])]
)
def test_text_stands_out_from_its_paper(scheme, name):
    colours = getattr(Theme(), scheme)

    assert contrast(getattr(colours, name), colours.paper) >= LEAST_CONTRAST


def test_dark_paper_is_dark():
    assert luminance(Theme().dark.paper) < 0.2


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_every_language_has_the_same_words(path):
    english = tomllib.loads((TEMPLATES / "words/en.toml").read_text(encoding="utf-8"))
    words = tomllib.loads(path.read_text(encoding="utf-8"))

    assert set(words["phrases"]) == set(english["phrases"])
    assert set(words["counts"]) - BEYOND_ENGLISH == set(english["counts"])
    assert all(
        "{}" in form for forms in words["counts"].values() for form in forms.values()
    )
