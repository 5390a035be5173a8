"""The editions folder, also where a run was killed between two of its writes."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digest.errors import UsageError
from digest.model import (
    Article,
    Byline,
    Correction,
    Corrections,
    Edition,
    Integrity,
    Section,
    Source,
    Story,
)
from digest.pipeline.records import Proved, correction_hash
from digest.pipeline.shelf import Shelf
from tests.compose.test_compose import NOW, an_article

NAME = "2025-W03"


def an_edition(*articles: Article) -> Edition:
    stories = tuple(
        Story(
            headline=article.entry.title,
            standfirst="",
            bylines=(Byline(source=Source(outlet="O", url=article.entry.url)),),
        )
        for article in articles
    )
    return Edition(
        name=NAME,
        title="Letter",
        date=NOW.date(),
        sections=(Section(title="News", stories=stories),),
    )


def put(shelf: Shelf, *articles: Article, newsletter: str = "Letter") -> Path:
    text = "\n".join(article.entry.url for article in articles)
    return shelf.put(an_edition(*articles), text, articles, newsletter=newsletter)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(folder=tmp_path)


FOUND = Integrity(quotes=2, quotes_found=2, figures=3, figures_found=3)
ONE, TWO = an_article(title="One"), an_article(title="Two")


def test_what_an_edition_used_is_known_from_the_folder_alone(shelf: Shelf):
    put(shelf, ONE)

    assert shelf.used(but="2025-W04") == {ONE.entry.url}
    assert shelf.used(but=NAME) == frozenset()


def test_recent_editions_come_youngest_first_and_are_the_newsletters_own(
    shelf: Shelf,
):
    for name in ("2024-W52", "2025-W01", "2025-W02", "special"):
        edition = replace(an_edition(ONE), name=name)
        shelf.put(edition, name, [ONE], newsletter="Letter")
    other = replace(an_edition(TWO), name="2025-W03")
    shelf.put(other, "other", [TWO], newsletter="Another")

    found = shelf.recent("Letter", since=date(2024, 12, 30))

    assert found == ("2025-W02", "2025-W01")
    assert shelf.pages("2025-W02") == {ONE.entry.url}
    assert shelf.pages("2025-W40") == frozenset()


def test_what_an_edition_corrected_is_known_even_if_an_editor_took_it_out(
    shelf: Shelf,
):
    source = Source(outlet="O", url=ONE.entry.url)
    correction = Correction(
        edition="2025-W02", was="“Old words.”", now="New.", speaker=None, source=source
    )
    block = Corrections(title="Corrections", items=(correction,))
    edition = replace(an_edition(ONE), corrections=block)
    path = shelf.put(edition, "text", [ONE], newsletter="Letter")
    drafted = shelf.corrected(NAME)

    path.write_text("mine")

    assert drafted == shelf.corrected(NAME) == {correction_hash(correction)}
    restyled = replace(correction, was='"Old  words."', now="Newer.")
    assert correction_hash(restyled) == correction_hash(correction)
    assert "words" not in (shelf.folder / f"{NAME}.json").read_text()


def test_an_edited_manuscript_is_told_from_a_drafted_one(shelf: Shelf):
    manuscript = put(shelf, ONE)
    before = shelf.state(NAME)
    manuscript.write_text("mine")

    assert (before, shelf.state(NAME)) == ("as-drafted", "edited")


def test_a_manuscript_whose_record_is_lost_counts_as_edited(shelf: Shelf):
    put(shelf, ONE)
    (shelf.folder / f"{NAME}.json").unlink()

    assert shelf.state(NAME) == "edited"


def test_a_kill_before_the_manuscript_is_replaced_leaves_the_old_draft(shelf: Shelf):
    manuscript = put(shelf, ONE)
    old = manuscript.read_bytes()
    first = record(shelf)
    put(shelf, ONE, TWO)
    both = record(shelf) | {"replaces": draft(first)}
    manuscript.write_bytes(old)
    (shelf.folder / f"{NAME}.json").write_text(json.dumps(both))

    assert shelf.state(NAME) == "as-drafted"
    assert shelf.used(but="") == {ONE.entry.url}


def test_a_kill_after_the_manuscript_is_replaced_leaves_the_new_draft(shelf: Shelf):
    put(shelf, ONE)
    first = record(shelf)
    put(shelf, ONE, TWO)
    both = record(shelf) | {"replaces": draft(first)}
    (shelf.folder / f"{NAME}.json").write_text(json.dumps(both))

    assert shelf.state(NAME) == "as-drafted"
    assert shelf.used(but="") == {ONE.entry.url, TWO.entry.url}


def test_a_finished_draft_remembers_nothing_of_the_one_before(shelf: Shelf):
    put(shelf, ONE)
    put(shelf, TWO)
    again = record(shelf)
    (shelf.folder / f"{NAME}.md").unlink()
    put(shelf, TWO)

    assert record(shelf) == again


def test_a_record_without_its_manuscript_counts_for_nothing(shelf: Shelf):
    put(shelf, ONE).unlink()

    assert shelf.state(NAME) == "missing"
    assert shelf.used(but="") == frozenset()
    assert shelf.is_first("2025-W04")


def test_other_files_in_the_folder_are_no_editions(shelf: Shelf):
    (shelf.folder / "README.md").write_text("about these")

    assert shelf.is_first(NAME)


def test_another_newsletters_edition_is_told_from_ones_own(shelf: Shelf):
    put(shelf, ONE)

    shelf.insist_on("Letter", NAME)
    shelf.insist_on("Another letter", "2025-W04")
    with pytest.raises(UsageError, match="give each its own --out"):
        shelf.insist_on("Another letter", NAME)


def test_a_record_that_is_none_says_what_to_do(shelf: Shelf):
    put(shelf, ONE)
    (shelf.folder / f"{NAME}.json").write_text("[]")

    with pytest.raises(UsageError, match="restore it, or remove it"):
        shelf.used(but="")


def test_what_was_proved_holds_for_that_manuscript_alone(shelf: Shelf):
    manuscript = put(shelf, ONE)
    prove(shelf, NAME)
    text = manuscript.read_text()

    manuscript.write_text("mine")
    edited = shelf.proved(NAME)
    manuscript.write_text(text)

    assert edited is None
    assert shelf.proved(NAME).integrity == FOUND


def test_the_same_draft_again_is_still_proved_and_another_is_not(shelf: Shelf):
    put(shelf, ONE)
    prove(shelf, NAME)
    put(shelf, ONE)
    again = shelf.proved(NAME)

    put(shelf, TWO)

    assert again.integrity == FOUND
    assert shelf.proved(NAME) is None


def test_an_edition_without_a_record_can_prove_nothing(shelf: Shelf):
    (shelf.folder / "special.md").write_text("---\n")
    prove(shelf, "special")

    assert shelf.proved("special") is None
    assert [path.name for path in shelf.folder.iterdir()] == ["special.md"]


def test_the_editions_of_a_folder_are_those_drafted_and_those_written_by_hand(
    shelf: Shelf,
):
    put(shelf, ONE)
    (shelf.folder / "special.md").write_text("\ufeff---\ntitle: T\n", "utf-8")
    (shelf.folder / "README.md").write_text("# About")

    assert shelf.names() == (NAME, "special")
    assert shelf.fingerprint("2025-W40") is None


@pytest.mark.parametrize("text", ['{"a":1}', "[]", "\xff"])
def test_what_is_no_record_proves_nothing_and_is_left_as_it_is(shelf: Shelf, text: str):
    (shelf.folder / "draft.md").write_text("---\n")
    theirs = shelf.folder / "draft.json"
    theirs.write_text(text, encoding="latin-1")

    prove(shelf, "draft")

    assert shelf.proved("draft") is None
    assert theirs.read_text(encoding="latin-1") == text


def test_a_copy_of_an_edition_leaves_the_editions_own_record_alone(shelf: Shelf):
    path = put(shelf, ONE)
    before = record(shelf)
    for own in (path, path.with_suffix(".json")):
        copy = own.with_stem(f"{NAME}-copy")
        copy.write_bytes(own.read_bytes())

    prove(shelf, f"{NAME}-copy")

    assert record(shelf) == before
    assert shelf.proved(NAME) is None
    assert shelf.proved(f"{NAME}-copy").integrity == FOUND


def test_what_only_is_called_like_an_edition_is_passed_over(shelf: Shelf):
    put(shelf, ONE)
    (shelf.folder / f".#{NAME}.md").symlink_to("ada@host.1234")  # an editor's lock
    (shelf.folder / "notes.md").mkdir()
    (shelf.folder / "notes.json").write_text("{}")

    assert shelf.names() == (NAME,)
    assert shelf.used(but="") == {ONE.entry.url}


def prove(shelf: Shelf, name: str) -> None:
    fingerprint = shelf.fingerprint(name) or ""
    shelf.prove(name, Proved(manuscript_sha256=fingerprint, integrity=FOUND))


def record(shelf: Shelf) -> dict:
    return json.loads((shelf.folder / f"{NAME}.json").read_text())


def draft(record: dict) -> dict:
    return {key: record[key] for key in ("manuscript_sha256", "entries")}
