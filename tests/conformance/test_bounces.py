"""A copy that a real mail server sends back, and what follows from it."""

import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from digest.config import Smtp
from digest.deliver import SmtpOutbox, addressed
from digest.keys import Keyring
from digest.model import Delivery, Subscriber
from digest.store import Store
from tests.cli.newsletters import NOW as TEXT_NOW
from tests.cli.newsletters import settings
from tests.conformance.mailserver import MARKS, fetched, mailstack
from tests.deliver.builders import NOW, a_newsletter, an_email

pytestmark = MARKS

GONE = "gone@reader.example"
BOUNCES = "bounces@harbour.example"
RING = Keyring((b"b" * 32,))
ID = RING.id(GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What came back to the bounce address, and where it lies."""

    message_id: str
    report: bytes
    imap: int
    maildir: Path


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory):
    """A copy sent to nobody, from an address of its own."""
    message = addressed(
        an_email(),
        recipient=GONE,
        newsletter=a_newsletter(sender="Harbour <letter@harbour.example>"),
        now=NOW,
    )
    sender = f"bounces+{RING.token('bounce', ID)}@harbour.example"
    with mailstack() as (stack, ports):
        server = Smtp(host="127.0.0.1", port=ports[0], security="none")
        with SmtpOutbox(server) as outbox:
            assert outbox.send(replace(message, sender=sender)).status == "sent"
        report = fetched(ports[2], BOUNCES)
        maildir = tmp_path_factory.mktemp("mail") / "box"
        shutil.copytree(stack / "mail" / "bounces", maildir)
        yield CameBack(
            message_id=message.message_id,
            report=report,
            imap=ports[2],
            maildir=maildir,
        )


@pytest.fixture
def folder(came_back, tmp_path: Path) -> Path:
    """A newsletter that knows of the copy, and of nothing else."""
    with Store.open(tmp_path / "store.sqlite3") as store:
        store.subscribers.keep(Subscriber(id=ID, address=GONE, joined=NOW))
        ledger = store.ledger("smtp")
        ledger.begin("2025-W03", NOW)
        copy = Delivery(
            edition="2025-W03",
            recipient=ID,
            status="sent",
            message_id=came_back.message_id,
        )
        ledger.settle(copy, NOW)
    return tmp_path


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGEST_KEYS", str(RING))
    monkeypatch.setenv("DIGEST_IMAP_USERNAME", BOUNCES)
    monkeypatch.setenv("DIGEST_IMAP_PASSWORD", "secret")


def _digest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ("--store", "store.sqlite3", "--now", TEXT_NOW)
    return subprocess.run(
        [sys.executable, "-m", "digest", "bounces", *arguments, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _is_read_from(folder: Path, place: str) -> None:
    bounces = f"{{address: {BOUNCES}, {place}}}"
    settings(folder, "feed.xml", more=f"deliver: {{bounces: {bounces}}}\n")


def _suppression(folder: Path) -> str:
    with Store.open(folder / "store.sqlite3") as store:
        found = store.subscribers.suppression(ID)
    return found.reason if found else ""


def test_the_report_comes_to_an_address_that_names_the_subscriber(came_back):
    assert f"bounces+{RING.token('bounce', ID)}@".encode() in came_back.report
    assert b"message/delivery-status" in came_back.report


def test_a_copy_of_the_report_tells_what_would_follow(came_back, folder):
    report = folder / "report.eml"
    report.write_bytes(came_back.report)
    _is_read_from(folder, "maildir: none")

    ran = _digest(folder, str(report), "--dry-run")

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"suppressed  hard  5.1.1  2025-W03  {ID}")


def test_the_report_is_read_by_imap_once_and_the_address_gets_no_more(
    came_back, folder
):
    login = f"host: 127.0.0.1, port: {came_back.imap}, security: none"
    _is_read_from(folder, f"imap: {{{login}}}")

    dry = _digest(folder, "--dry-run")
    before = _suppression(folder)
    first, second = _digest(folder), _digest(folder)

    assert (dry.returncode, before) == (0, ""), dry.stderr
    assert first.returncode == 0, first.stderr
    assert "1 address that does not work" in first.stderr
    assert "0 mails" in second.stderr
    assert _suppression(folder) == "bounced"


def test_the_maildir_that_a_server_keeps_is_read_too(came_back, folder):
    _is_read_from(folder, f"maildir: {came_back.maildir}")

    first, second = _digest(folder), _digest(folder)

    assert "1 address that does not work" in first.stderr
    assert "0 mails" in second.stderr


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "wrong-one"}, "refuses the user name or password"),
        ({"folder": "Nowhere"}, "no such folder"),
        ({"port": "1"}, "Connection refused"),
    ],
)
def test_a_mailbox_that_cannot_be_read_says_why(
    came_back, folder, monkeypatch, change, reason
):
    place = {
        "password": "secret",
        "host": "127.0.0.1",
        "port": str(came_back.imap),
        "security": "none",
    }
    place |= change
    password = place.pop("password")
    monkeypatch.setenv("DIGEST_IMAP_PASSWORD", password)
    login = ", ".join(f"{key}: {value}" for key, value in place.items())
    _is_read_from(folder, f"imap: {{{login}}}")

    ran = _digest(folder)

    assert ran.returncode == 1
    assert reason in ran.stderr
    assert password not in ran.stderr
    assert "Traceback" not in ran.stderr
