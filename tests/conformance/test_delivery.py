"""An edition sent through a real mail server, signed there, and fetched by IMAP."""

import email
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import dkim
import pytest

from tests.conformance.editions import ROOT
from tests.conformance.mailserver import MARKS, fetched, mailstack
from tests.conformance.tools import (
    HTML_VALIDATE,
    NU,
    email_errors,
    html_validate,
    needed,
    nu,
    spam_scores,
)

HERE = Path(__file__).parent
SAMPLES_ARE_NEWS = "2025-01-17T06:00:00Z"
READER = "ann@reader.example"
MOST_POINTS = 1.0
ONCE = (
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted",
)  # fmt: skip

pytestmark = MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was rendered, and the copy that arrived, with the key it was signed by."""

    html: str
    text: str
    copy: bytes
    key: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.copy, policy=SMTP)

    def part(self, subtype: str) -> str:
        part = self.message.get_body((subtype,))
        return part.get_content().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    folder = tmp_path_factory.mktemp("newsletter")
    with mailstack() as (stack, ports):
        made = _send(folder, smtp=ports[0])
        return Sent(
            html=(made / "email.html").read_text(encoding="utf-8"),
            text=(made / "email.txt").read_text(encoding="utf-8"),
            copy=fetched(ports[2], READER),
            key=_key(stack),
        )


def test_both_parts_arrive_as_they_were_rendered(sent):
    assert sent.html.count("<h3") == 10
    assert sent.part("html") == sent.html.rstrip("\n") + "\n"  # mail ends its lines
    assert sent.part("plain") == sent.text.rstrip("\n") + "\n"


def test_each_header_arrives_once(sent):
    assert {
        name: len(sent.message.get_all(name, [])) for name in ONCE
    } == dict.fromkeys(ONCE, 1)
    assert sent.message["To"] == READER
    assert not sent.message.defects


def test_the_signature_verifies_and_covers_what_mailbox_providers_ask_for(sent):
    signed = re.sub(r"\s", "", sent.message["DKIM-Signature"])
    covered = re.search(r";h=([^;]*);", signed)[1].lower().split(":")

    assert dkim.verify(sent.copy, dnsfunc=lambda *_, **__: sent.key)
    assert {"from", "list-unsubscribe", "list-unsubscribe-post"} <= set(covered)
    assert "d=harbour.example;" in signed


def test_a_copy_that_was_tampered_with_does_not_verify(sent):
    tampered = sent.copy.replace(b"leave>", b"stay>>", 1)

    assert tampered != sent.copy
    assert not dkim.verify(tampered, dnsfunc=lambda *_, **__: sent.key)


@needed("node", HTML_VALIDATE, "java", NU)
def test_the_validators_find_nothing_in_the_copy(sent, tmp_path):
    shutil.copy(HERE / "email.htmlvalidate.json", tmp_path / ".htmlvalidate.json")
    arrived = tmp_path / "arrived.html"
    arrived.write_text(sent.part("html"), encoding="utf-8")

    assert html_validate([arrived]) == {}
    assert email_errors(nu([arrived])) == {}


@needed("spamassassin")
def test_spamassassin_does_not_take_the_copy_for_spam(sent, tmp_path):
    arrived = tmp_path / "arrived.eml"
    arrived.write_bytes(sent.copy)

    ((score, tests),) = spam_scores([arrived], tmp_path)

    assert score < MOST_POINTS, tests


def _send(folder: Path, *, smtp: int) -> Path:
    """Draft the sample feeds' edition and send it, as an editor would."""
    newsletter = folder / "newsletter"
    shutil.copytree(ROOT / "examples", newsletter)
    settings = newsletter / "feeds.yaml"
    text = settings.read_text(encoding="utf-8")
    server = f"{{host: 127.0.0.1, port: {smtp}, security: none}}"
    for before, after in (
        ("max_stories: 8", "max_stories: 10"),
        ("digest@newsletter.example", "letter@harbour.example"),
        ("mailto:unsubscribe@newsletter.example", "https://harbour.example/leave"),
        ("outbox: eml", f"outbox: smtp\n  smtp: {server}"),
        ("subscribers.csv", "people.csv"),
    ):
        assert before in text
        text = text.replace(before, after)
    settings.write_text(text, encoding="utf-8")
    (newsletter / "people.csv").write_text(f"email\n{READER}\n")
    for step in ("collect", "draft"):
        _digest(newsletter, step, "--now", SAMPLES_ARE_NEWS)
    (manuscript,) = (newsletter / "out" / "editions").glob("*.md")
    _digest(newsletter, "send", str(manuscript))
    return newsletter / "out" / manuscript.stem


def _digest(folder: Path, *arguments: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "digest", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def _key(stack: Path) -> bytes:
    """Return the record that a domain's owner would publish."""
    zone = (stack / "dkim" / "test.txt").read_text(encoding="ascii")
    return "".join(re.findall('"([^"]*)"', zone)).encode("ascii")
