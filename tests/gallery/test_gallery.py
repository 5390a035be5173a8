"""The gallery keeps up with its pictures, and its editions with what is rendered."""

import re
from pathlib import Path

import pytest

from digest.model import Edition
from tests.gallery.__main__ import pictures
from tests.gallery.editions import editions, shown
from tests.gallery.frames import with_images

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
GALLERY = (DOCS / "gallery.md").read_text(encoding="utf-8")

MAX_BYTES, MAX_BYTES_TOGETHER = 250_000, 2_500_000


def named(edition: Edition) -> str:
    return edition.name


def one(name: str) -> Edition:
    return next(edition for edition in editions() if edition.name == name)


@pytest.mark.parametrize("edition", editions(), ids=named)
def test_an_edition_of_the_gallery_can_be_rendered(edition: Edition):
    made = shown(edition)

    assert edition.stories[0].headline in made.page
    assert 0 < len(made.html.encode()) <= 80_000
    assert made.text.strip()


def test_the_long_headline_is_long():
    assert len(one("long-headline").stories[0].headline) >= 300


def test_sixty_stories_are_more_than_an_email_holds():
    assert len(one("sixty").stories) == 60
    assert "more stories on the web" in shown(one("sixty")).html


def test_images_are_drawn_from_this_machine_alone():
    html = shown(one("themed")).html

    assert re.search(r'<img [^>]*src="https:', html)
    assert not re.search(r'<img [^>]*src="https:', with_images(html))


def test_the_gallery_shows_every_picture_and_no_other(tmp_path: Path):
    for name in ("email.html", "email.txt", "index.html"):
        (tmp_path / name).touch()
    made = sorted(f"{each.name}.png" for each in pictures(tmp_path, tmp_path))

    assert sorted(re.findall(r"\(pictures/([^)]+)\)", GALLERY)) == made
    assert sorted(path.name for path in PICTURES.iterdir()) == made


def test_pictures_are_small_enough_to_be_kept():
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}

    assert {name: size for name, size in sizes.items() if size > MAX_BYTES} == {}
    assert sum(sizes.values()) <= MAX_BYTES_TOGETHER
