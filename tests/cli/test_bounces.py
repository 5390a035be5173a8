"""Reports, complaints and farewells, read from the command line."""

import json
from pathlib import Path

import pytest

from digest.model import Delivery, Subscriber
from digest.store import Store
from tests.bounces.samples import ANN, MESSAGE_ID, RING, arf, dsn
from tests.cli.conftest import Digest
from tests.cli.newsletters import settings
from tests.store.builders import NOW

ADDRESS = "ann@reader.example"
STORE = Path(".digest/store.sqlite3")


@pytest.fixture(autouse=True)
def a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One subscriber, who was sent one edition."""
    monkeypatch.setenv("DIGEST_KEYS", str(RING))
    settings(tmp_path, "feed.xml")
    with Store.open(tmp_path / STORE) as store:
        store.subscribers.keep(Subscriber(id=ANN, address=ADDRESS, joined=NOW))
        ledger = store.ledger("smtp")
        ledger.begin("2025-W03", NOW)
        copy = Delivery(
            edition="2025-W03", recipient=ANN, status="sent", message_id=MESSAGE_ID
        )
        ledger.settle(copy, NOW)


def suppressed(folder: Path) -> str | None:
    with Store.open(folder / STORE) as store:
        found = store.subscribers.suppression(ANN)
    return found.reason if found else None


def a_mail(folder: Path, raw: bytes) -> Path:
    path = folder / "report.eml"
    path.write_bytes(raw)
    return path


def test_a_report_in_a_file_is_told_and_acted_on(digest: Digest, tmp_path: Path):
    ran = digest("bounces", a_mail(tmp_path, dsn()))

    assert ran.code == 0
    assert f"suppressed  hard  5.1.1  2025-W03  {ANN}" in ran.out
    assert "1 mail; 1 address that does not work" in ran.err
    assert suppressed(tmp_path) == "bounced"


def test_addresses_are_shown_only_where_asked_for(digest: Digest, tmp_path: Path):
    report = a_mail(tmp_path, dsn())

    first = digest("bounces", report, "--dry-run")
    second = digest("bounces", report, "--dry-run", "--show")

    assert "@" not in first.out + first.err
    assert ADDRESS in second.out
    assert ADDRESS not in second.err
    assert suppressed(tmp_path) is None


def test_a_refusal_for_what_we_are_calls_for_a_person(digest: Digest, tmp_path: Path):
    raw = dsn(status="5.7.1", diagnostic="smtp; 550 5.7.1 blocked")
    report = a_mail(tmp_path, raw)

    first, second = digest("bounces", report), digest("bounces", report)

    assert (first.code, second.code) == (1, 0)
    assert suppressed(tmp_path) is None


def test_a_maildir_named_in_the_settings_is_read(digest: Digest, tmp_path: Path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1").write_bytes(arf())
    bounces = "{address: bounces@harbour.example, maildir: box}"
    settings(tmp_path, "feed.xml", more=f"deliver: {{bounces: {bounces}}}\n")

    first, second = digest("bounces"), digest("bounces")

    assert (first.code, second.code) == (0, 0)
    assert "1 complaint" in first.err
    assert "0 mails" in second.err
    assert suppressed(tmp_path) == "complained"


def test_programs_get_json(digest: Digest, tmp_path: Path):
    ran = digest("bounces", a_mail(tmp_path, dsn()), "--json")

    assert json.loads(ran.out) == {
        "mails": 1,
        "kinds": {"hard": 1},
        "reports": [
            {
                "kind": "hard",
                "code": "5.1.1",
                "detail": "550 5.1.1 … no such user here",
                "id": ANN,
                "address": None,
                "edition": "2025-W03",
                "consequence": "suppressed",
            }
        ],
    }


def test_without_a_place_to_read_from_one_is_asked_for(digest: Digest):
    ran = digest("bounces")

    assert ran.code == 2
    assert "deliver.bounces.maildir" in ran.err
