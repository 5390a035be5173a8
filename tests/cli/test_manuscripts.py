"""What an editor does to a manuscript, and what the commands make of it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter, written

MANUSCRIPT = Path("out/editions/2025-W03.md")


@pytest.fixture
def drafted(digest: Digest, tmp_path: Path) -> Path:
    """Collect and draft an edition; returns its manuscript."""
    newsletter(tmp_path)
    assert digest("collect", "--now", NOW).code == 0
    ran = digest("draft", "--now", NOW)
    assert ran.out.strip() == str(MANUSCRIPT)
    return MANUSCRIPT


def changed(manuscript: Path, old: str, new: str) -> None:
    text = manuscript.read_text(encoding="utf-8")
    assert old in text
    manuscript.write_text(text.replace(old, new), encoding="utf-8")


def test_an_untouched_manuscript_passes_the_check(digest: Digest, drafted: Path):
    ran = digest("check", drafted)

    assert ran.code == 0
    assert "word for word" in ran.out


def test_a_changed_quotation_blocks_sending(digest: Digest, drafted: Path):
    changed(drafted, "waited eleven years", "waited twelve years")

    checked = digest("check", drafted)
    sent = digest("send", drafted, "--now", NOW)

    assert checked.code == 1
    assert "quote-not-verbatim" in checked.out
    assert sent.code == 1
    assert not Path("out/2025-W03/outbox").exists()


def test_a_finding_names_file_and_line(digest: Digest, drafted: Path):
    changed(drafted, "waited eleven years", "waited twelve years")
    lines = drafted.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "twelve" in line)

    assert f"{drafted}:{number}: error" in digest("check", drafted).out


def test_a_changed_figure_blocks_sending(digest: Digest, drafted: Path):
    changed(drafted, "340 million euro", "430 million euro")

    ran = digest("check", drafted)

    assert ran.code == 1
    assert "figure-not-found" in ran.out


def test_a_changed_speaker_blocks_sending(digest: Digest, drafted: Path):
    changed(drafted, "— Anders Lindqvist", "— Mari Kask")

    assert digest("check", drafted).code == 1


def test_findings_can_be_had_as_json(digest: Digest, drafted: Path):
    changed(drafted, "waited eleven years", "waited twelve years")

    report = json.loads(digest("check", drafted, "--json").out)

    assert report["blocks"] is True
    assert report["integrity"]["quotes_found"] < report["integrity"]["quotes"]
    assert {"code", "line", "message", "remedy", "severity"} <= set(
        report["findings"][0]
    )


def test_what_is_rendered_is_made_from_the_edited_manuscript(
    digest: Digest, drafted: Path
):
    changed(drafted, "### [Boats from Paldiski, part 1]", "### [Boats at last]")

    ran = digest("render", drafted)

    assert ran.code == 0
    for name in ("email.html", "email.txt", "index.html"):
        text = Path("out/2025-W03", name).read_text(encoding="utf-8")
        assert "Boats at last" in text
        assert "part 1" not in text


def test_a_run_keeps_and_sends_what_an_editor_made(digest: Digest, drafted: Path):
    changed(drafted, "### [Boats from Paldiski, part 1]", "### [Boats at last]")
    edited = drafted.read_bytes()

    ran = digest("run", "--now", NOW)

    assert ran.code == 0
    assert "edited by hand" in ran.err
    assert drafted.read_bytes() == edited
    (message,) = Path("out/2025-W03/outbox").glob("*.eml")
    assert b"Boats at last" in message.read_bytes()


def test_drafting_again_without_an_edit_gives_the_same_manuscript(
    digest: Digest, drafted: Path
):
    before = written(drafted.parent)

    digest("draft", "--now", NOW)

    assert written(drafted.parent) == before


def test_sending_twice_sends_once(digest: Digest, drafted: Path):
    digest("send", drafted, "--now", NOW)
    before = written(Path("out"))

    ran = digest("send", drafted, "--now", "2025-01-18T06:00:00Z")

    assert ran.code == 0
    assert "1 sent before" in ran.err
    assert written(Path("out")) == before


def test_a_manuscript_that_cannot_be_read_says_where_and_what_to_do(
    digest: Digest, drafted: Path
):
    changed(drafted, "edition: 2025-W03", "edition: 2025-W03\nmood: sunny")

    ran = digest("check", drafted)

    assert ran.code == 2
    assert "mood" in ran.err
    assert "line 5" in ran.err


def test_a_manuscript_that_is_not_there_is_wrong_usage(digest: Digest):
    ran = digest("check", "editions/none.md")

    assert ran.code == 2
    assert "editions/none.md" in ran.err


def test_claims_of_unknown_articles_are_not_believed(digest: Digest, drafted: Path):
    changed(drafted, "https://outlet.example/boats-1", "https://outlet.example/other")

    ran = digest("check", drafted)

    assert ran.code == 1
    assert "source-unknown" in ran.out


@pytest.mark.parametrize("command", ["check", "render", "send"])
def test_without_a_store_nothing_can_be_looked_up(
    digest: Digest, drafted: Path, command: str
):
    ran = digest(command, drafted, "--store", "another.sqlite3")

    assert ran.code == 2
    assert "another.sqlite3: no store there" in ran.err
    assert not Path("another.sqlite3").exists()


def test_an_edition_must_be_called_what_its_file_is_called(
    digest: Digest, drafted: Path
):
    changed(drafted, "edition: 2025-W03", "edition: 2025-W04")

    sent = digest("send", drafted, "--now", NOW)
    ran = digest("run", "--now", NOW)

    assert sent.code == ran.code == 2
    assert "line 4" in sent.err
    assert "2025-W03" in sent.err
    assert not list(Path("out").rglob("*.eml"))


def test_a_run_that_is_blocked_exits_with_1_and_sends_nothing(
    digest: Digest, drafted: Path
):
    changed(drafted, "waited eleven years", "waited twelve years")

    ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert "not sent" in ran.err
    assert Path("out/2025-W03/email.html").is_file()
    assert not list(Path("out").rglob("*.eml"))


def test_an_invented_quotation_in_a_standfirst_blocks_sending(
    digest: Digest, drafted: Path
):
    _, _, story = drafted.read_text().partition("\n### ")
    standfirst = next(line for line in story.splitlines()[1:] if line[:1].isalpha())
    changed(drafted, standfirst, f"{standfirst} “We give up,” said Anders Lindqvist.")

    assert digest("check", drafted).code == 1
