"""`digest check` looks at the email that a manuscript makes, and so does sending."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, entry, newsletter, rss, settings, written
from tests.servers import Server

MANUSCRIPT = Path("out/editions/2025-W03.md")
LAYOUT = Path(__file__).parents[2] / "templates" / "email.mjml.j2"


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def drafted(digest: Digest, tmp_path: Path) -> Path:
    newsletter(tmp_path)
    assert digest("collect", "--now", NOW).code == 0
    assert digest("draft", "--now", NOW).code == 0
    return MANUSCRIPT


def own_template(old: str, new: str) -> str:
    """Write a layout of one's own, and return its folder."""
    layout = LAYOUT.read_text(encoding="utf-8")
    assert old in layout
    Path("own").mkdir()
    Path("own/email.mjml.j2").write_text(layout.replace(old, new), encoding="utf-8")
    return "own"


def test_what_the_settings_lack_is_told_and_does_not_block(
    digest: Digest, drafted: Path
):
    ran = digest("check", drafted)

    assert ran.code == 0
    assert f"{drafted}: warning postal-address-missing: email.html: " in ran.out


def test_rendering_tells_the_same(digest: Digest, drafted: Path):
    ran = digest("render", drafted)

    assert ran.code == 0
    assert "warning postal-address-missing: email.html: " in ran.err


def test_nothing_is_written(digest: Digest, drafted: Path, tmp_path: Path):
    before = written(tmp_path)

    digest("check", drafted)

    assert written(tmp_path) == before


def test_a_fault_of_a_template_blocks_the_check_and_sending(
    digest: Digest, drafted: Path
):
    own = own_template("<h1", '<img src="https://x.example/pixel.gif" alt="" /><h1')

    checked = digest("check", drafted, "--templates", own)
    sent = digest("send", drafted, "--now", NOW, "--templates", own)

    assert (checked.code, sent.code) == (0, 0)
    assert "image-width" in checked.out
    assert "image-width" in sent.err

    Path("own/email.mjml.j2").write_text(
        Path("own/email.mjml.j2")
        .read_text(encoding="utf-8")
        .replace('alt=""', 'width="1" height="1"'),
        encoding="utf-8",
    )
    again = digest("send", drafted, "--now", NOW, "--templates", own, "--out", "two")

    assert again.code == 1
    assert "error tracking-pixel" in again.err
    assert not list(Path("two").rglob("*.eml"))


def test_kept_proofs_keep_these_findings(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)

    first = digest("run", "--now", NOW)

    second = digest("run", "--now", NOW)

    assert "postal-address-missing" in first.err
    assert "postal-address-missing" in second.err


def test_without_settings_the_manuscript_alone_is_checked(
    digest: Digest, drafted: Path
):
    Path("feeds.yaml").unlink()

    ran = digest("check", drafted)

    assert ran.code == 0
    assert "the manuscript alone" in ran.err
    assert "postal-address-missing" not in ran.out


def test_settings_that_are_named_must_be_there_under_their_usual_name_too(
    digest: Digest, drafted: Path, tmp_path: Path
):
    (tmp_path / "feeds.yaml").unlink()

    ran = digest("check", drafted, "--config", "feeds.yaml")

    assert ran.code == 2
    assert "feeds.yaml: no such file" in ran.err


def test_a_fault_in_the_web_page_is_told_by_the_check(digest: Digest, drafted: Path):
    Path("own").mkdir()
    Path("own/web.html.j2").write_text("{{ page.nope }}")

    ran = digest("check", drafted, "--templates", "own")

    assert ran.code == 2
    assert "web.html.j2" in ran.err


def test_one_output_has_one_form(digest: Digest, drafted: Path):
    ran = digest("check", drafted, "--json", "--github")

    assert ran.code == 2
    assert "write one of them" in ran.err


def test_settings_that_are_named_must_be_there(digest: Digest, drafted: Path):
    assert digest("check", drafted, "--config", "other.yaml").code == 2


def test_json_has_places_meanings_and_mail_programs(digest: Digest, drafted: Path):
    report = json.loads(digest("check", drafted, "--json").out)

    assert report["email"] is True
    finding = next(
        f for f in report["findings"] if f["code"] == "postal-address-missing"
    )
    assert finding["place"] == "email.html"
    assert finding["meaning"] == "the sender's postal address is not printed"
    assert report["clients"]["source"] == "https://www.caniemail.com/"
    assert report["clients"]["gaps"]


def test_findings_can_be_annotations_of_a_workflow(digest: Digest, drafted: Path):
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace("eleven years", "twelve years"), encoding="utf-8")
    number = text[: text.index("eleven years")].count("\n") + 1

    ran = digest("check", drafted, "--github")

    lines = ran.out.splitlines()
    assert ran.code == 1
    assert any(
        line.startswith(
            f"::error file={drafted},line={number},title=quote-not-verbatim::"
        )
        for line in lines
    )
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_what_an_annotation_could_misread_is_escaped(digest: Digest, drafted: Path):
    odd = drafted.rename(drafted.with_name("50%, a: b.md"))
    text = odd.read_text(encoding="utf-8")
    odd.write_text(text.replace("eleven years", "50% of\\\nyears"), encoding="utf-8")

    ran = digest("check", odd, "--github")

    assert "file=out/editions/50%25%2C a%3A b.md," in ran.out
    assert all(line.startswith("::") for line in ran.out.splitlines())


def test_mail_programs_can_be_told(digest: Digest, drafted: Path):
    ran = digest("check", drafted, "--clients")

    assert "@media (prefers-color-scheme): Gmail (web)" in ran.out


def test_each_link_is_asked_once_where_that_is_wanted(
    digest: Digest, tmp_path: Path, server: Server
):
    feed = rss(entry()).replace("https://outlet.example", server.url("").rstrip("/"))
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    more = f'http:\n  robots: false\n  allow: ["{server.place}"]\n'
    settings(tmp_path, "feed.xml", more=more)
    digest("collect", "--now", NOW)
    digest("draft", "--now", NOW)
    server.requests.clear()

    quiet = digest("check", MANUSCRIPT)
    assert (quiet.code, server.requests) == (0, [])
    gone = digest("check", MANUSCRIPT, "--online")
    server.serve("/boats-1", "here")
    there = digest("check", MANUSCRIPT, "--online")

    assert gone.code == 1
    assert "error link-gone: email.html: a “Boats from Paldiski, part 1”" in gone.out
    assert there.code == 0
    assert [request.path for request in server.requests] == ["/boats-1", "/boats-1"]


def test_a_link_that_leads_to_another_site_is_told(
    digest: Digest, tmp_path: Path, server: Server
):
    feed = rss(entry()).replace("https://outlet.example", server.url("").rstrip("/"))
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    elsewhere = server.place.replace("127.0.0.1", "localhost")
    server.serve("/elsewhere", "here")
    to = {"Location": f"http://{elsewhere}/elsewhere"}
    server.serve("/boats-1", status=302, headers=to)
    allowed = f'["{server.place}", "{elsewhere}"]'
    settings(tmp_path, "feed.xml", more=f"http:\n  allow: {allowed}\n")
    digest("collect", "--now", NOW)
    digest("draft", "--now", NOW)

    ran = digest("check", MANUSCRIPT, "--online")

    assert ran.code == 0
    assert "warning link-moved" in ran.out
