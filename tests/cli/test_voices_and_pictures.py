"""From a feed to the email: who is heard, and what is shown."""

import re
from pathlib import Path

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, SENTENCES, entry, rss, settings

MANUSCRIPT = Path("out/editions/2025-W03.md")
EMAIL = Path("out/2025-W03/email.html")
PICTURE = "https://outlet.example/img/yard.jpg"
SAID = (
    "“The tide takes what we do not carry in by noon,” said Mari Kask, harbour master.",
    "“No one has painted the northern crane since my father,” said Jaan Tamm, welder.",
    "“I shall count the rivets of every hull myself,” said Liis Oja, an inspector.",
    "“A slipway without apprentices is a ramp for gulls,” said Peeter Rand, docker.",
)


def drafted(digest: Digest, folder: Path, more: str) -> str:
    """Draft an edition of an article that quotes five people and has a picture."""
    item = entry(sentences=[*SENTENCES, *SAID])
    enclosure = f'<enclosure url="{PICTURE}" type="image/jpeg" length="9"/></item>'
    feed = rss(item.replace("</item>", enclosure))
    (folder / "feed.xml").write_text(feed, encoding="utf-8")
    path = settings(folder, "feed.xml")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("newsletter:", f"newsletter:\n{more}"), encoding="utf-8"
    )
    assert digest("collect", "--now", NOW).code == 0
    assert digest("draft", "--now", NOW).code == 0
    return MANUSCRIPT.read_text(encoding="utf-8")


def test_those_whom_the_story_does_not_quote_are_heard_in_the_email(
    digest: Digest, tmp_path: Path
):
    draft = drafted(digest, tmp_path, "  max_voices: 2")
    told, voices = draft.split("\n## Voices\n")
    names = re.findall(r"> — ([^,]+),", voices)

    checked = digest("check", MANUSCRIPT)
    digest("render", MANUSCRIPT)
    email = EMAIL.read_text(encoding="utf-8")

    assert len(names) == 2
    assert not [name for name in names if f"— {name}" in told]
    assert checked.code == 0
    assert "4 of 4 quotations word for word" in checked.out
    assert all(name in email for name in names)


def test_a_voice_stays_checked_where_its_story_was_taken_out(
    digest: Digest, tmp_path: Path
):
    draft = drafted(digest, tmp_path, "  max_voices: 2")
    front, _, _ = draft.partition("\n## ")
    _, _, voices = draft.partition("\n## Voices\n")
    MANUSCRIPT.write_text(f"{front}\n## Voices\n{voices}", encoding="utf-8")

    found = digest("check", MANUSCRIPT).out

    assert "edition-empty" in found
    assert "source-unknown" not in found
    assert "2 of 2 quotations word for word" in found


def test_a_newsletter_may_do_without_voices(digest: Digest, tmp_path: Path):
    assert "## Voices" not in drafted(digest, tmp_path, "  max_voices: 0")


def test_a_picture_of_the_feed_is_shown_where_the_settings_ask_for_it(
    digest: Digest, tmp_path: Path
):
    draft = drafted(digest, tmp_path, "  images: top")

    checked = digest("check", MANUSCRIPT)
    digest("render", MANUSCRIPT)

    assert f"\n\n![]({PICTURE})\n\n" in draft
    assert "image-without-alt" in checked.out
    assert checked.code == 0
    assert f'src="{PICTURE}"' in EMAIL.read_text(encoding="utf-8")
    assert PICTURE not in Path("out/2025-W03/index.html").read_text(encoding="utf-8")


def test_no_picture_is_shown_unless_the_settings_ask_for_it(
    digest: Digest, tmp_path: Path
):
    assert "![" not in drafted(digest, tmp_path, "  max_voices: 2")
