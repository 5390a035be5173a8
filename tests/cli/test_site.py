"""`digest site`: from the manuscripts to a folder that any server can show."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, Ran, entry, newsletter, written

EDITIONS = Path("out/editions")
MANUSCRIPT = EDITIONS / "2025-W03.md"
PAGE = Path("site/2025-W03/index.html")
FOREIGN = '<article id="story-1" lang="en"'
LINE = "1 of 1 quotation word for word"


@pytest.fixture(autouse=True)
def _issued(digest: Digest, tmp_path: Path) -> None:
    """Run a newsletter once."""
    path = newsletter(tmp_path, entry())
    with_web = path.read_text().replace("feeds:", "  web: https://n.example/\nfeeds:")
    path.write_text(with_web)
    assert digest("run", "--now", NOW).code == 0


def another(name: str, manuscript: Path = MANUSCRIPT, *, date: str) -> Path:
    """Write another edition by hand: no draft, no record."""
    text = manuscript.read_text().replace("2025-W03", name)
    path = manuscript.with_name(f"{name}.md")
    path.write_text(text.replace("2025-01-17", date))
    return path


def test_it_is_made_from_the_manuscripts_alone(digest: Digest):
    shutil.rmtree(".digest")
    shutil.rmtree("out/2025-W03")

    ran = digest("site", "site")

    assert (ran.code, ran.out.strip()) == (0, "site/index.html")
    assert LINE in PAGE.read_text()
    assert not Path(".digest").exists()


def test_building_it_again_changes_no_byte(digest: Digest):
    digest("site", "site")
    digest("site", "another")
    before = written(Path("site"))

    ran = digest("site", "site")

    assert "0 files written, 0 removed" in ran.err
    assert written(Path("site")) == before == written(Path("another"))


def test_an_edited_manuscript_is_not_vouched_for_until_it_is_checked_again(
    digest: Digest,
):
    text = MANUSCRIPT.read_text()
    MANUSCRIPT.write_text(text.replace("part 1", "the first part"))

    edited = digest("site", "site")
    without = LINE not in PAGE.read_text()
    digest("render", MANUSCRIPT)
    checked = digest("site", "site")

    assert edited.code == checked.code == 0
    assert "not checked as it stands, shown without a line about it" in edited.err
    assert without
    assert "not checked" not in checked.err
    assert LINE in PAGE.read_text()


def test_a_story_in_another_language_says_so_as_long_as_its_text_was_checked(
    digest: Digest,
):
    text = MANUSCRIPT.read_text().replace("edition:", "language: uk\nedition:")
    MANUSCRIPT.write_text(text)
    digest("render", MANUSCRIPT)
    rendered = Path("out/2025-W03/index.html").read_text()

    digest("site", "site")
    checked = PAGE.read_text()
    digest("render", MANUSCRIPT)  # by now its proofs are kept
    digest("site", "site")
    again = PAGE.read_text()
    MANUSCRIPT.write_text(text.replace("part 1", "the first part"))
    digest("site", "site")

    assert [each.count(FOREIGN) for each in (rendered, checked, again)] == [1, 1, 1]
    assert FOREIGN not in PAGE.read_text()


def test_a_file_of_ones_own_beside_a_manuscript_stops_neither_check_nor_site(
    digest: Digest,
):
    MANUSCRIPT.with_suffix(".json").write_text('{"a":1}')
    MANUSCRIPT.with_name(".#2025-W03.md").symlink_to("ada@host.1234")
    MANUSCRIPT.with_name("notes.md").mkdir()

    assert digest("render", MANUSCRIPT).code == 0
    assert digest("site", "site").code == 0
    assert MANUSCRIPT.with_suffix(".json").read_text() == '{"a":1}'


def test_what_a_check_blocks_is_not_vouched_for(digest: Digest):
    text = MANUSCRIPT.read_text()
    MANUSCRIPT.write_text(text.replace("eleven years", "twelve years"))

    assert digest("render", MANUSCRIPT).code == 1
    digest("site", "site")

    assert "word for word" not in PAGE.read_text()


def test_what_nobody_checked_can_be_left_out(digest: Digest):
    another("2025-W02", date="2025-01-09")

    ran = digest("site", "site", "--checked")

    assert ran.code == 0
    assert "left out: 2025-W02" in ran.err
    assert not Path("site/2025-W02").exists()
    assert PAGE.is_file()


def test_a_manuscript_that_cannot_be_read_is_told_and_the_others_are_built(
    digest: Digest,
):
    (EDITIONS / "2025-W02.md").write_text("---\ntitle: T\n---\n")

    ran = digest("site", "site")

    assert ran.code == 1
    assert "2025-W02.md, line 1" in ran.err
    assert PAGE.is_file()


def test_an_edition_must_be_called_what_its_file_is_called(digest: Digest):
    MANUSCRIPT.with_name("copy.md").write_text(MANUSCRIPT.read_text())

    ran = digest("site", "site")

    assert ran.code == 1
    assert "must be the file's name, copy" in ran.err


def test_an_edition_cannot_take_the_place_of_another_page(digest: Digest):
    another("search.html", date="2025-01-18")

    ran = digest("site", "site")

    assert ran.code == 1
    assert "rename the edition" in ran.err
    assert Path("site/search.html").is_file()


def test_other_markdown_in_the_folder_is_no_edition(digest: Digest):
    (EDITIONS / "README.md").write_text("# Our editions\n")

    ran = digest("site", "site")

    assert ran.code == 0
    assert not Path("site/README").exists()


def test_an_edition_that_is_gone_goes_from_the_site_and_nothing_else_does(
    digest: Digest,
):
    earlier = another("2025-W02", date="2025-01-09")
    gone = another("2025-W01", date="2025-01-02")
    digest("site", "site")
    Path("site/CNAME").write_text("n.example")
    Path("site/2025-W02/mine.txt").write_text("mine")

    earlier.unlink()
    gone.unlink()
    ran = digest("site", "site")

    assert "2 removed" in ran.err
    assert not Path("site/2025-W01").exists()
    assert [path.name for path in Path("site/2025-W02").iterdir()] == ["mine.txt"]
    assert Path("site/CNAME").read_text() == "n.example"
    assert "2025-W02" not in Path("site/index.html").read_text()


def test_a_file_that_is_not_the_sites_is_never_replaced(digest: Digest):
    Path("site").mkdir()
    Path("site/search.html").write_text("mine")

    ran = digest("site", "site")

    assert ran.code == 2
    assert "site/search.html: it stands there, and is not the site's" in ran.err
    assert [path.name for path in Path("site").iterdir()] == ["search.html"]


def test_a_file_in_the_place_of_a_page_s_folder_is_told_before_anything_is_written(
    digest: Digest,
):
    digest("site", "site")
    Path("site/2025-W02").write_text("mine")
    before = written(Path("site"))
    earlier = another("2025-W02", date="2025-01-09")

    ran = digest("site", "site")
    earlier.unlink()
    again = digest("site", "site")

    assert ran.code == 2
    assert "site/2025-W02: it stands there, and is not the site's" in ran.err
    assert again.code == 0
    assert written(Path("site")) == before


def test_what_took_the_place_of_a_page_that_goes_stays(digest: Digest):
    folders = [another(f"2025-W0{n}", date="2025-01-09") for n in (1, 2)]
    digest("site", "site")
    shutil.rmtree("site/2025-W01")
    Path("site/2025-W01").write_text("mine")
    Path("site/2025-W02/index.html").unlink()
    Path("site/2025-W02/index.html").mkdir()

    for each in folders:
        each.unlink()

    assert digest("site", "site").code == 0
    assert Path("site/2025-W01").read_text() == "mine"
    assert Path("site/2025-W02/index.html").is_dir()


def test_a_site_killed_between_two_files_is_whole_when_it_is_built_again(
    digest: Digest,
):
    for week in range(10, 40):
        another(f"2025-W{week}", date="2025-06-12")
    first, gone = Path("site/2025-W11/index.html"), EDITIONS / "2025-W10.md"
    command = [sys.executable, "-m", "digest", "site", "site"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and not first.exists():
            pass
        run.kill()
    settings = Path("feeds.yaml")
    settings.write_text(settings.read_text().replace("Harbour Letter", "Other", 1))
    gone.unlink()

    assert digest("site", "site").code == 0
    assert digest("site", "undisturbed").code == 0
    assert pages("site") == pages("undisturbed")


def pages(folder: str) -> dict[str, bytes]:
    """Return a site's files, but for the unfinished one that a kill left over."""
    found = written(Path(folder)).items()
    return {name: text for name, text in found if ".index.html." not in name}


def test_a_list_that_was_tampered_with_leads_nowhere_else(digest: Digest):
    digest("site", "site")
    Path("precious.txt").write_text("mine")
    Path("site/.digest-site.json").write_text(
        '{"files": ["../precious.txt", "index.html", "2025-W03/index.html", "feed.xml",'
        ' "search.html", "search.js", "sitemap.xml", "404.html", "robots.txt", "",'
        ' "."]}'
    )

    assert digest("site", "site").code == 0
    assert Path("precious.txt").is_file()


def test_a_list_that_is_none_is_told(digest: Digest):
    digest("site", "site")
    Path("site/.digest-site.json").write_text("[]")

    ran = digest("site", "site")

    assert ran.code == 2
    assert "restore it" in ran.err


def test_an_empty_folder_does_not_empty_a_site(digest: Digest):
    digest("site", "site")
    before = written(Path("site"))

    ran = digest("site", "site", "--editions", "elsewhere")

    assert ran.code == 2
    assert "elsewhere: no edition there" in ran.err
    assert written(Path("site")) == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "web: https://newsletter.example/"),
        ("  web: https://n.example/?page=1\n", "without ? or #"),
    ],
)
def test_without_an_address_it_says_what_to_write(digest: Digest, line: str, told: str):
    settings = Path("feeds.yaml")
    text = settings.read_text().replace("  web: https://n.example/\n", line)
    settings.write_text(text)

    ran = digest("site", "site")

    assert ran.code == 2
    assert told in ran.err
    assert not Path("site").exists()


def test_a_template_of_ones_own_takes_the_place_of_ours(digest: Digest):
    Path("mine").mkdir()
    Path("mine/404.html.j2").write_text("<p>{{ listing.title }}: gone fishing")

    assert digest("site", "site", "--templates", "mine").code == 0
    assert Path("site/404.html").read_text() == "<p>Harbour Letter: gone fishing"


def test_words_of_ones_own_from_before_there_was_a_site_are_enough(digest: Digest):
    Path("mine/words").mkdir(parents=True)
    Path("mine/words/en.toml").write_text(
        '[phrases]\nalso = "And: {}"\n[counts]\nstories = { other = "{} pieces" }\n'
    )

    assert digest("site", "site", "--templates", "mine").code == 0
    assert "1 pieces" in Path("site/index.html").read_text()
    assert "All editions" in Path("site/index.html").read_text()


def test_a_fault_in_a_template_leaves_the_site_as_it_is(digest: Digest):
    digest("site", "site")
    before = written(Path("site"))
    Path("mine").mkdir()
    Path("mine/feed.xml.j2").write_text("{{ feed.no_such }}")

    ran: Ran = digest("site", "site", "--templates", "mine")

    assert ran.code == 2
    assert "feed.xml.j2, line 1" in ran.err
    assert written(Path("site")) == before


def test_the_doctor_finds_a_fault_in_the_sites_templates(digest: Digest):
    Path("mine").mkdir()
    Path("mine/feed.xml.j2").write_text("{{ feed.no_such }}")

    assert digest("doctor").code == 0
    ran = digest("doctor", "--templates", "mine")

    assert ran.code == 1
    assert "feed.xml.j2, line 1" in ran.out
