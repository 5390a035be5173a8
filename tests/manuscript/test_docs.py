import re
from pathlib import Path

from digest.manuscript import read, write

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "manuscript.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```markdown\n(.*?)```", PAGE, re.DOTALL)[1]
CODE = (
    r"(?:byline|correction|edition|fact|figure|image|name|outlet|quote|role|source)"
    r"-[a-z-]+"
)


def test_the_example_is_a_manuscript_as_we_write_it():
    assert write(read(EXAMPLE, name="docs/manuscript.md")) == EXAMPLE


def test_the_example_shows_every_part_of_a_story():
    story = read(EXAMPLE, name="docs/manuscript.md").stories[0]

    assert len(story.bylines) == len(story.facts) == 2
    assert len(story.quotes[0].segments) == 2
    assert story.quotes[0].role == "mayor of Port Ansel"
    assert story.bylines[0].note


def test_names_with_a_separator_are_written_as_the_page_says():
    shown = re.findall(r"`([^`]*(?:\\,|&)[^`]*)`", PAGE)
    outlets = EXAMPLE.replace("Cy Doe and", f"{shown[0]} and {shown[1]} and")

    authors = read(outlets, name="x").stories[0].bylines[0].authors

    assert authors == ("Doe, Jr.", "Law and Justice", "Di Roe")


def test_every_finding_is_explained():
    rooms = sorted((ROOT / "digest" / "manuscript").glob("*.py"))
    code = "".join(path.read_text(encoding="utf-8") for path in rooms)

    made = set(re.findall(rf'"({CODE})"', code))

    assert made == set(re.findall(rf"^\| `({CODE})`", PAGE, re.MULTILINE))
