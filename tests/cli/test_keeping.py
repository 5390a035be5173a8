"""What would come out the same is not made again; what would not, always is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, entry, newsletter, rss, written

TEMPLATES = Path(__file__).parents[2] / "templates"
RUN = ("run", "--now", NOW, "--out", "out", "--store", "s.sqlite3")
DRAFT = ("draft", "--now", NOW, "--out", "out", "--store", "s.sqlite3")
EDITION = Path("out/2025-W03")
PROOFS = EDITION / ".proofs.json"
MANUSCRIPT = Path("out/editions/2025-W03.md")
RECORD = Path("out/editions/2025-W03.json")


@pytest.fixture
def folder(digest: Digest, tmp_path: Path) -> Path:
    """Return where a newsletter was run, with templates of its own."""
    newsletter(tmp_path)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    digest(*RUN)
    return tmp_path


def marked(path: Path) -> None:
    """Leave a mark in what is kept, that is gone when it is made anew."""
    kept = json.loads(path.read_text())
    if "integrity" in kept:
        kept["integrity"]["quotes"] = 77
    else:
        kept["entries"][0]["outlet"] = "Marked"
    path.write_text(json.dumps(kept))


def is_marked(path: Path) -> bool:
    return any(mark in path.read_text() for mark in ("77,", "Marked"))


def test_an_edition_that_is_rendered_is_neither_checked_nor_rendered_again(
    digest: Digest, folder: Path
):
    marked(folder / PROOFS)

    ran = digest(*RUN)

    assert "of 77 quotations" in ran.err
    assert is_marked(folder / PROOFS)


def edit_the_manuscript(folder: Path) -> None:
    manuscript = folder / MANUSCRIPT
    manuscript.write_text(manuscript.read_text().replace("Boats", "Ships", 1))


def change_a_template(folder: Path) -> None:
    template = folder / "templates" / "email.txt.j2"
    template.write_text(template.read_text() + "Yours\n")


def change_a_word(folder: Path) -> None:
    words = folder / "templates" / "words" / "en.toml"
    words.write_text(words.read_text() + "\n# another\n")


def change_the_settings(folder: Path) -> None:
    settings = folder / "feeds.yaml"
    settings.write_text(settings.read_text().replace("letter@", "post@"))


def change_a_page(folder: Path) -> None:
    (folder / EDITION / "index.html").write_text("mine")


def remove_a_text(folder: Path) -> None:
    (folder / EDITION / "email.txt").unlink()


def break_the_record(folder: Path) -> None:
    (folder / PROOFS).write_text("{")


def forget_the_articles(folder: Path) -> None:
    for path in folder.glob("s.sqlite3*"):
        path.unlink()


CHANGES = [
    edit_the_manuscript,
    change_a_template,
    change_a_word,
    change_the_settings,
    change_a_page,
    remove_a_text,
    break_the_record,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_or_thrown_away_is_made_again(
    digest: Digest, folder: Path, change: Callable[[Path], None]
):
    marked(folder / PROOFS)
    change(folder)

    digest(*RUN)

    assert not is_marked(folder / PROOFS)
    assert "of 77" not in (folder / EDITION / "email.txt").read_text()


def test_an_article_that_changed_is_looked_up_again(digest: Digest, folder: Path):
    marked(folder / PROOFS)
    feed = folder / "feed.xml"
    feed.write_text(feed.read_text().replace("eleven years", "twelve years"))
    forget_the_articles(folder)

    ran = digest(*RUN)

    assert "quote-not-verbatim" in ran.err


def test_a_copy_made_later_is_of_the_very_same_edition(digest: Digest, folder: Path):
    before = written(folder / "out")
    shutil.rmtree(folder / EDITION / "outbox")

    digest(*RUN)

    assert written(folder / "out") == before


def test_a_draft_of_the_same_articles_is_not_made_again(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("collect", "--now", NOW, "--store", "s.sqlite3")
    digest(*DRAFT)
    marked(tmp_path / RECORD)

    digest(*DRAFT)

    assert is_marked(tmp_path / RECORD)


@pytest.mark.parametrize("what", ["an article", "a setting", "a day", "the manuscript"])
def test_a_draft_is_made_again_when_anything_is_new(
    digest: Digest, tmp_path: Path, what: str
):
    newsletter(tmp_path)
    digest("collect", "--now", NOW, "--store", "s.sqlite3")
    digest(*DRAFT)
    marked(tmp_path / RECORD)
    now = NOW
    if what == "an article":
        feed = rss(entry(), entry(2))
        (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
        digest("collect", "--now", NOW, "--store", "s.sqlite3")
    elif what == "a setting":
        change_the_settings(tmp_path)
    elif what == "a day":
        now = NOW.replace("-17T", "-18T")
    else:
        (tmp_path / MANUSCRIPT).unlink()

    digest("draft", "--now", now, *DRAFT[3:])

    assert not is_marked(tmp_path / RECORD)
