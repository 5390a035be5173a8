"""The first minutes of someone new."""

import subprocess
from pathlib import Path

import pytest

from digest.config import read
from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter


def test_a_new_newsletters_settings_are_sound(digest: Digest, tmp_path: Path):
    ran = digest("init", "letter")

    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["letter/feeds.yaml", "letter/.gitignore"]
    text = (tmp_path / "letter/feeds.yaml").read_text()
    assert read(text, name="feeds.yaml").feeds[0].title == "UkraineAlert"


def test_the_manuscripts_of_a_new_newsletter_are_not_ignored(
    digest: Digest, tmp_path: Path
):
    digest("init")
    paths = ["out/editions/2025-W03.md", "out/2025-W03/email.html", ".digest/s"]
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)

    ignored = subprocess.run(
        [*git, "check-ignore", *paths], check=True, capture_output=True, text=True
    )

    assert ignored.stdout.split() == paths[1:]


def test_settings_are_never_overwritten(digest: Digest, tmp_path: Path):
    (tmp_path / "feeds.yaml").write_text("mine")

    ran = digest("init")

    assert ran.code == 2
    assert (tmp_path / "feeds.yaml").read_text() == "mine"


def test_templates_are_copied_out_and_what_is_there_stays(
    digest: Digest, tmp_path: Path
):
    folder = tmp_path / "templates"
    (folder / "words").mkdir(parents=True)
    (folder / "words/en.toml").write_text("mine")

    ran = digest("init", "--templates")

    assert ran.code == 0, ran.err
    assert "1 file that templates had already" in ran.err
    assert (folder / "words/en.toml").read_text() == "mine"
    packaged = Path(__file__).parents[2] / "templates"
    for path in packaged.rglob("*.*"):
        copied = folder / path.relative_to(packaged)
        assert copied.name == "en.toml" or copied.read_text() == path.read_text()
    assert not (tmp_path / "feeds.yaml").exists()
    assert digest("init", "--templates").out == ""


def test_one_template_of_ones_own_is_enough(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    digest("init", "--templates")
    for path in (tmp_path / "templates").rglob("*.*"):
        if path.name != "_footer.mjml.j2":
            path.unlink()
    footer = tmp_path / "templates/_footer.mjml.j2"
    footer.write_text("<mj-text>Fare well.</mj-text>")

    ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    (made,) = (tmp_path / "out").glob("*/email.html")
    assert "Fare well." in made.read_text()


def test_the_doctor_finds_nothing_wrong_with_a_sound_newsletter(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path)

    ran = digest("doctor")

    assert ran.code == 0, ran.out
    assert "!!" not in ran.out
    for subject in ("settings", "templates", "subscribers", "outbox", "store"):
        assert subject in ran.out


def test_the_doctor_names_what_is_missing(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    with (tmp_path / "feeds.yaml").open("a") as file:
        file.write("deliver:\n  subscribers: people.csv\n")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "web.html.j2").write_text("{{ nothing }}")

    ran = digest("doctor", "--templates", "mine")

    assert ran.code == 1
    assert "people.csv" in ran.out
    assert "web.html.j2, line 1" in ran.out


def test_the_doctor_names_a_feed_that_stays_broken(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)
    (tmp_path / "feed.xml").unlink()
    for _ in range(3):
        digest("collect", "--now", NOW)

    ran = digest("doctor")

    assert ran.code == 1
    assert "Outlet 1 has not answered" in ran.out


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["run", "--nonsense"], ["check"]]
)
def test_wrong_usage_is_told_without_a_traceback(digest: Digest, arguments: list[str]):
    ran = digest(*arguments)

    assert ran.code == 2
    assert "Usage:" in ran.err + ran.out
    assert "Traceback" not in ran.err


def test_help_and_version_are_fine(digest: Digest):
    assert digest("--help").code == 0
    assert digest("--version").out.startswith("digest 0.")


def test_settings_that_are_not_there_are_told_with_a_remedy(digest: Digest):
    ran = digest("run")

    assert ran.code == 2
    assert "digest init" in ran.err
