"""A feed that wants more than to be read: through the whole job, it stays text."""

import email
import email.policy
import json
import re
from html import escape
from pathlib import Path

import pytest
from lxml import html as lxml_html

from digest.manuscript import read
from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, settings
from tests.collect.builders import html, prose
from tests.collect.hazards.injections import TITLES

# Controls but the line's end and the tab, halves of characters, and bidi overrides.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
PARTS = 3  # no edition has room for all titles
AUTHOR = "Jane <b>Doe</b>\r\nBcc: all@list.example \u202e{{ 7 * 7 }}"
SAID = (
    "“We {number} {{{{ 7 * 7 }}}} **shall** <script>alert(1)</script> go,” said Anders "
    "Lindqvist. "
    "The yard cost [340](javascript:alert(1)) million euro in 2024\u202e.\x1b[31m"
)


def an_entry(number: int, title: str) -> str:
    text = html([*prose(number), SAID.format(number=number)])
    return (
        f"<item><title>{escape(title)}</title>"
        f"<link>https://outlet.example/{number}?a=1&amp;b=&lt;script&gt;</link>"
        f"<pubDate>Wed, 15 Jan 2025 08:{number:02}:00 GMT</pubDate>"
        f"<author>{escape(AUTHOR)}</author><category>{escape(title)}</category>"
        '<enclosure url="javascript:alert(1)" type="image/png"/>'
        f"<description>{escape(text)}</description></item>"
    )


@pytest.fixture(params=range(PARTS))
def ran(digest: Digest, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A newsletter whose one feed has nothing but hostile titles; its folder."""
    titles = [title for _, title, _ in TITLES][request.param :: PARTS]
    entries = (an_entry(at, title) for at, title in enumerate(titles))
    (tmp_path / "feed.xml").write_bytes(
        (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
            "<title>Outlet</title><link>javascript:alert(1)</link>"
            f"{''.join(entries)}</channel></rss>"
        ).encode()
    )
    settings(tmp_path, "feed.xml")
    done = digest("run", "--now", NOW)
    assert done.code == 0, done.err
    assert ODD.search(done.out + done.err) is None
    return tmp_path


def test_the_manuscript_reads_back_and_holds(ran: Path, digest: Digest):
    written = ran / "out/editions/2025-W03.md"
    text = written.read_text(encoding="utf-8")

    edition = read(text, name=written.name)

    titles = {left for _, _, left in TITLES}
    assert ODD.search(text) is None
    assert len(edition.stories) >= len(TITLES) // PARTS
    assert {story.headline for story in edition.stories} <= titles
    assert digest("check", written).code == 0


def test_the_email_and_the_page_hold_nothing_but_text(ran: Path):
    for name in ("email.html", "index.html"):
        source = (ran / "out/2025-W03" / name).read_text(encoding="utf-8")
        page = lxml_html.fromstring(source.encode())
        links = [str(each) for each in page.xpath("//@href | //@src | //@action")]

        assert ODD.search(source) is None
        scripts = [json.loads(each.text) for each in page.xpath("//script")]
        assert len(scripts) == (name == "index.html")  # what it tells machines
        assert page.xpath("//iframe | //object | //*[@onerror]") == []
        assert [each for each in links if "script:" in each.lower()] == []
        assert "{{ 7 * 7 }}" in page.xpath("string(//body)")


def test_the_text_and_the_message_hold_nothing_but_text(ran: Path):
    (path,) = ran.glob("out/2025-W03/outbox/*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    assert ODD.search((ran / "out/2025-W03/email.txt").read_text("utf-8")) is None
    assert "Bcc" not in message
    subject = str(message["Subject"])
    assert ODD.search(subject) is None
    assert "\n" not in subject
