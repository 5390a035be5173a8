"""Articles that are edited after an edition was sent, as its editor meets them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, SENTENCES, entry, newsletter, rss, settings
from tests.servers import Server

NEXT, THIRD = "2025-01-21T06:00:00Z", "2025-01-28T06:00:00Z"
SAID = "We have waited eleven years and shall not wait one more"
QUOTED = SENTENCES[3]
REQUOTED = QUOTED.replace("not wait one more", "wait no longer")
OTHER = [
    sentence.replace("Estmark", "Westmark")
    .replace("Lindqvist", "Berg")
    .replace("shall not wait one more", "are tired of promises")
    for sentence in reversed(SENTENCES)
]
THE_OTHERS = [
    "The lighthouse of Soru burns again after a winter of 14 storms in the strait.",
    "Keeper Liis Tamm said the new lamp would need 3 kilowatts and no keeper at all.",
    "“The light was out for 40 nights and nobody drowned,” said Liis Tamm.",
    "The council paid 90,000 euro for the lens, which a museum had kept since 1978.",
    "Ferries from the mainland had to stay in harbour on 11 evenings of January.",
    "A volunteer crew of 7 rowed the parts across when the weather allowed it.",
    "The tower was built in 1896 by masons from the far side of the gulf.",
    "Its stairs have 180 steps, and the last of them were mended only in December.",
    "Schools on the island will visit in spring, 20 children at a time.",
    "Birds had nested in the gallery, and nobody wanted to move them before summer.",
    "The harbour master keeps a log in which the fog of 1954 fills 3 whole pages.",
    "From the top one sees the spires of the town, 30 kilometres to the south.",
]


def with_change(*changes: tuple[str, str]) -> list[str]:
    text = "\n".join(SENTENCES)
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    return text.split("\n")


def manuscript(folder: Path, name: str) -> str:
    return (folder / f"out/editions/{name}.md").read_text(encoding="utf-8")


EDITED = with_change((QUOTED, REQUOTED), ("24 boats", "14 boats"))


@pytest.fixture
def after_an_edit(digest: Digest, tmp_path: Path) -> Digest:
    """Send an edition, and have its article edited and another come afterwards."""
    newsletter(tmp_path, entry(1))
    assert digest("run", "--now", NOW).code == 0
    newsletter(
        tmp_path,
        entry(1, sentences=EDITED),
        entry(2, day=20, sentences=THE_OTHERS),
    )
    return digest


def test_what_was_printed_and_stands_no_more_is_corrected_in_the_next_edition(
    after_an_edit: Digest, tmp_path: Path
):
    ran = after_an_edit("run", "--now", NEXT)

    assert ran.code == 0, ran.err
    assert "1 new article, 1 article updated" in ran.err
    assert "with 2 corrections of earlier editions" in ran.err
    corrections = manuscript(tmp_path, "2025-W04").partition("## Corrections\n\n")[2]
    assert corrections.splitlines() == [
        "- *2025-W03 · Anders Lindqvist · [Outlet 1](https://outlet.example/boats-1)*\\",
        f"  Was: {SAID}\\",
        f"  Now: {REQUOTED}",
        "- *2025-W03 · [Outlet 1](https://outlet.example/boats-1)*\\",
        f"  Was: {SENTENCES[0]}\\",
        f"  Now: {SENTENCES[0].replace('24', '14')}",
    ]
    for made in ("email.html", "email.txt", "index.html"):
        text = (tmp_path / "out/2025-W04" / made).read_text()
        assert "shall wait no longer" in " ".join(text.split())


def test_an_article_that_was_updated_is_not_news_again(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("run", "--now", NEXT)

    assert "### [Boats from Paldiski, part 1]" not in manuscript(tmp_path, "2025-W04")


def test_a_correction_is_printed_once(after_an_edit: Digest, tmp_path: Path):
    after_an_edit("run", "--now", NEXT)
    third = entry(3, day=27, sentences=OTHER)
    newsletter(tmp_path, entry(1, sentences=EDITED), third)

    ran = after_an_edit("run", "--now", THIRD)

    assert "correction" not in ran.err
    assert "Corrections" not in manuscript(tmp_path, "2025-W05")


def test_a_correction_that_an_editor_deletes_does_not_come_back(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("collect", "--now", NEXT)
    after_an_edit("draft", "--now", NEXT)
    path = tmp_path / "out/editions/2025-W04.md"
    path.write_text(manuscript(tmp_path, "2025-W04").partition("## Corrections")[0])
    assert after_an_edit("run", "--now", NEXT).code == 0
    newsletter(tmp_path, entry(3, day=27, sentences=OTHER))

    after_an_edit("run", "--now", THIRD)

    assert "Corrections" not in manuscript(tmp_path, "2025-W04")
    assert "Corrections" not in manuscript(tmp_path, "2025-W05")


def test_a_correction_in_an_edition_that_never_went_out_is_made_by_the_next(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("collect", "--now", NEXT)
    after_an_edit("draft", "--now", NEXT)
    newsletter(tmp_path, entry(3, day=27, sentences=OTHER))

    after_an_edit("run", "--now", THIRD)

    assert "Corrections" in manuscript(tmp_path, "2025-W05")


def test_a_correction_alone_makes_no_edition_and_is_told(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("run", "--now", NOW)
    newsletter(tmp_path, entry(1, sentences=EDITED))

    ran = digest("run", "--now", NEXT)

    assert ran.code == 0
    assert "2025-W04: nothing new, no edition made" in ran.err
    assert "2 corrections of earlier editions wait for the next edition" in ran.err
    assert not (tmp_path / "out/editions/2025-W04.md").exists()


def test_a_sent_edition_of_the_same_period_lets_its_correction_wait(
    after_an_edit: Digest, tmp_path: Path
):
    before = manuscript(tmp_path, "2025-W03")

    ran = after_an_edit("run", "--now", "2025-01-18T06:00:00Z")

    assert "2 corrections of earlier editions wait for the next edition" in ran.err
    assert manuscript(tmp_path, "2025-W03") == before


def test_an_edition_that_was_never_sent_is_drafted_anew_and_needs_no_correction(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("collect", "--now", NOW)
    digest("draft", "--now", NOW)
    newsletter(tmp_path, entry(1, sentences=EDITED))

    ran = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert ran.code == 0
    assert "1 article updated" in ran.err
    assert "14 boats" in manuscript(tmp_path, "2025-W03")
    assert "Corrections" not in manuscript(tmp_path, "2025-W03")


def test_an_edited_manuscript_is_left_alone_and_its_check_tells_of_the_update(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("collect", "--now", NOW)
    digest("draft", "--now", NOW)
    path = tmp_path / "out/editions/2025-W03.md"
    mine = path.read_text().replace("# Harbour", "# My harbour") + "\n"
    path.write_text(mine)
    newsletter(tmp_path, entry(1, sentences=EDITED))

    ran = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert ran.code == 1
    assert path.read_text() == mine
    assert "quote-not-verbatim" in ran.err
    assert "(the article was updated on 18 January 2025)" in ran.err


def test_new_words_that_an_editor_changes_are_an_error(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("collect", "--now", NEXT)
    after_an_edit("draft", "--now", NEXT)
    path = tmp_path / "out/editions/2025-W04.md"
    path.write_text(path.read_text().replace("shall wait no longer", "shall wait"))

    ran = after_an_edit("check", path)

    assert ran.code == 1
    assert "error correction-not-verbatim" in ran.out


def test_kept_proofs_do_not_outlive_the_edition_that_they_correct(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("run", "--now", NEXT)
    same = after_an_edit("run", "--now", NEXT)
    earlier = tmp_path / "out/editions/2025-W03.md"
    earlier.write_text(earlier.read_text().replace("eleven years", "ten years"))

    ran = after_an_edit("run", "--now", NEXT)

    assert "correction-not-printed" not in same.err
    assert "error correction-not-printed" in ran.err


@pytest.mark.parametrize("name", ["x" * 300, "../2025-W03", "2024-W52"])
def test_an_edition_that_no_file_can_be_of_has_printed_nothing(
    after_an_edit: Digest, tmp_path: Path, name: str
):
    after_an_edit("run", "--now", NEXT)
    path = tmp_path / "out/editions/2025-W04.md"
    path.write_text(path.read_text().replace("*2025-W03", f"*{name}"))

    ran = after_an_edit("check", path)

    assert ran.code == 1
    assert "error correction-not-printed" in ran.out


def test_the_record_holds_hashes_of_corrections_and_no_words(
    after_an_edit: Digest, tmp_path: Path
):
    after_an_edit("run", "--now", NEXT)

    record = json.loads((tmp_path / "out/editions/2025-W04.json").read_text())

    assert [len(each) for each in record["corrected"]] == [64, 64]


def test_markup_white_space_and_furniture_are_no_update(digest: Digest, tmp_path: Path):
    newsletter(tmp_path, entry(1))
    digest("run", "--now", NOW)
    same = entry(1).replace("<p>", '<p class="x?utm_source=y">').replace(". ", ".  ")
    newsletter(tmp_path, same)

    ran = digest("run", "--now", NEXT)

    assert "updated" not in ran.err
    assert "correction" not in ran.err


def test_a_text_cut_down_to_a_stub_is_no_update_and_is_told(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("run", "--now", NOW)
    newsletter(tmp_path, entry(1, sentences=SENTENCES[:3]))

    ran = digest("run", "--now", NEXT)
    again = digest("run", "--now", THIRD)

    assert "1 article is much shorter or another by now" in ran.err
    assert "updated" not in ran.err
    assert "much shorter" not in again.err


def test_an_entry_with_another_id_and_the_same_page_is_not_news_again(
    digest: Digest, tmp_path: Path
):
    newsletter(tmp_path, entry(1))
    digest("run", "--now", NOW)
    newsletter(tmp_path, entry(1).replace("<guid>boats-1", "<guid>v2-boats-1"))

    ran = digest("run", "--now", NEXT)

    assert "0 new articles" in ran.err
    assert "nothing new, no edition made" in ran.err


def test_one_page_in_two_feeds_is_one_story_whatever_its_address_says(
    digest: Digest, tmp_path: Path
):
    (tmp_path / "a.xml").write_text(rss(entry(1)))
    other = entry(1).replace("https://outlet", "http://outlet")
    tracked = other.replace("boats-1</link>", "boats-1?utm_source=rss</link>")
    (tmp_path / "b.xml").write_text(rss(tracked))
    settings(tmp_path, "a.xml", "b.xml")

    digest("run", "--now", NOW)
    ran = digest("run", "--now", NEXT)

    assert manuscript(tmp_path, "2025-W03").count("### [Boats") == 1
    assert "nothing new, no edition made" in ran.err


# ── pages ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


def page(sentences: list[str]) -> str:
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return (
        "<!doctype html><html lang=en><head><title>Boats</title></head><body><main>"
        f"<article><h1>Boats</h1>{text}</article></main></body></html>"
    )


def of_page(
    server: Server, number: int = 1, *, day: int = 15, updated: str = ""
) -> str:
    """Return an Atom entry that carries nothing but its page's address."""
    published = f"2025-01-{day:02}T08:00:00Z"
    return (
        f"<entry><title>Boats {number}</title><id>boats-{number}</id>"
        f'<link href="{server.url(f"/boats-{number}")}"/>'
        f"<published>{published}</published>"
        f"<updated>{updated or published}</updated></entry>"
    )


def with_pages(folder: Path, server: Server, *entries: str) -> None:
    """Write a newsletter with one feed, on a server, that links to pages there."""
    feed = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Outlet</title><id>x</id>{''.join(entries)}</feed>"
    )
    server.serve("/feed", feed)
    more = f"http:\n  allow: ['{server.place}']\n"
    settings(folder, server.url("/feed"), more=more)


def test_a_page_whose_feed_dates_its_change_is_read_again(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/boats-1", page(list(SENTENCES)), content_type="text/html")
    with_pages(tmp_path, server, of_page(server))
    digest("run", "--now", NOW)
    server.serve("/boats-1", page(EDITED), content_type="text/html")
    server.serve("/boats-2", page(THE_OTHERS), content_type="text/html")
    newer = of_page(server, updated="2025-01-19T08:00:00Z")
    with_pages(tmp_path, server, newer, of_page(server, 2, day=20))

    ran = digest("run", "--now", NEXT)

    assert "1 new article, 1 article updated" in ran.err
    assert "## Corrections" in manuscript(tmp_path, "2025-W04")
    assert len(server.asked("/boats-1")) == 2


def test_the_pages_of_the_edition_sent_last_are_read_again_once(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/boats-1", page(list(SENTENCES)), content_type="text/html")
    with_pages(tmp_path, server, of_page(server))
    digest("run", "--now", NOW)
    at_once = len(server.asked("/boats-1"))
    digest("run", "--now", "2025-01-17T09:00:00Z")
    soon = len(server.asked("/boats-1"))
    server.serve("/boats-1", page(EDITED), content_type="text/html")

    ran = digest("run", "--now", NEXT)
    digest("run", "--now", "2025-01-23T06:00:00Z")

    assert (at_once, soon, len(server.asked("/boats-1"))) == (1, 1, 2)
    assert "1 article updated" in ran.err


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ({"body": page(SENTENCES[:2]), "content_type": "text/html"}, "much shorter"),
        ({"body": page(THE_OTHERS * 3), "content_type": "text/html"}, "another by now"),
        ({"status": 404}, "404"),
    ],
)
def test_a_page_that_is_no_article_any_more_leaves_the_old_text_and_is_told_once(
    digest: Digest, tmp_path: Path, server: Server, reply: dict[str, object], told: str
):
    server.serve("/boats-1", page(list(SENTENCES)), content_type="text/html")
    with_pages(tmp_path, server, of_page(server))
    digest("run", "--now", NOW)
    server.serve("/boats-1", **reply)

    ran = digest("run", "--now", NEXT)
    again = digest("run", "--now", "2025-01-23T06:00:00Z")

    assert told in ran.err
    assert "the text of before is kept" in ran.err
    assert "updated" not in ran.err
    assert "the text of before" not in again.err
    assert digest("check", "out/editions/2025-W03.md").code == 0


def test_a_page_that_cannot_be_had_just_now_is_asked_for_in_the_next_run(
    digest: Digest, tmp_path: Path, server: Server
):
    server.serve("/boats-1", page(list(SENTENCES)), content_type="text/html")
    with_pages(tmp_path, server, of_page(server))
    digest("run", "--now", NOW)
    server.serve("/boats-1", status=503, headers={"Retry-After": "9000"})
    failed = digest("run", "--now", NEXT)
    server.serve("/boats-1", page(EDITED), content_type="text/html")

    ran = digest("run", "--now", "2025-01-23T06:00:00Z")

    assert "updated" not in failed.err
    assert "1 article updated" in ran.err
