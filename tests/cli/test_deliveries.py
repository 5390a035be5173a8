"""Who got what, and why not, told on the command line."""

import csv
import json
from pathlib import Path

import pytest

from digest.model import Bounce, Delivery, DeliveryStatus, Subscriber, Suppression
from digest.store import Store
from tests.bounces.samples import RING
from tests.cli.conftest import Digest
from tests.cli.newsletters import Ran, settings
from tests.store.builders import NOW

STORE = Path(".digest/store.sqlite3")
COPIES: dict[str, DeliveryStatus] = {
    "ann": "sent",
    "bob": "refused",
    "cleo": "in-doubt",
    "dan": "in-doubt",
    "eve": "sent",
    "finn": "sent",
}


def address(name: str) -> str:
    return f"{name}@reader.example"


@pytest.fixture(autouse=True)
def an_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition on its way, with copies of each kind."""
    monkeypatch.setenv("DIGEST_KEYS", str(RING))
    settings(tmp_path, "feed.xml")
    with Store.open(tmp_path / STORE) as store:
        ledger, people = store.ledger("smtp"), store.subscribers
        ledger.begin("2025-W03", NOW)
        for name, status in COPIES.items():
            id_ = RING.id(address(name))
            people.keep(Subscriber(id=id_, address=address(name), joined=NOW))
            copy = Delivery(
                edition="2025-W03",
                recipient=id_,
                status=status,
                message_id=f"<2025-W03.{name}@harbour.example>",
                detail="550 unknown" if status == "refused" else "",
            )
            ledger.settle(copy, NOW)
        gone = RING.id(address("gil"))
        people.keep(Subscriber(id=gone, address=address("gil"), joined=NOW))
        people.suppress(Suppression(id=gone, reason="unsubscribed", since=NOW))
        new = RING.id(address("hana"))
        people.keep(
            Subscriber(id=new, address=address("hana"), joined=NOW, status="pending")
        )
        eve = RING.id(address("eve"))
        full = Bounce(id=eve, edition="2025-W03", kind="soft", received=NOW, detail="x")
        people.note_bounce(full)
        people.erase(RING.id(address("finn")), NOW)


def statuses(ran: Ran) -> dict[str, str]:
    assert ran.code == 0, ran.err
    return {each["address"] or "-": each["status"] for each in json.loads(ran.out)}


def test_each_edition_is_told_with_its_numbers(digest: Digest):
    (told,) = json.loads(digest("deliveries", "--json").out)

    assert (told["edition"], told["state"]) == ("2025-W03", "on its way")
    assert (told["sent"], told["refused"], told["in-doubt"]) == (3, 1, 2)
    assert (told["bounced"], told["complained"]) == (1, 0)


def test_the_table_is_for_people(digest: Digest):
    head, line = digest("deliveries").out.splitlines()

    assert head.split()[:3] == ["edition", "begun", "sent"]
    assert line.split()[0] == "2025-W03"


def test_each_subscriber_s_copy_is_told_and_why_there_was_none(digest: Digest):
    found = statuses(digest("deliveries", "2025-W03", "--json"))

    assert found == {
        address("ann"): "sent",
        address("bob"): "refused",
        address("cleo"): "in-doubt",
        address("dan"): "in-doubt",
        address("eve"): "bounced",
        "-": "sent",
        address("gil"): "none",
        address("hana"): "none",
    }


@pytest.mark.parametrize(
    ("name", "why"),
    [("gil", "signed off"), ("hana", "has not confirmed"), ("bob", "550 unknown")],
)
def test_the_reason_is_told(digest: Digest, name: str, why: str):
    lines = digest("deliveries", "2025-W03").out.splitlines()

    (line,) = (line for line in lines if address(name) in line)
    assert why in line


def test_who_was_erased_is_an_id(digest: Digest):
    ran = digest("deliveries", "2025-W03", "--status", "sent")

    assert f"{RING.id(address('finn'))} (erased)" in ran.out
    assert address("finn") not in ran.out
    assert address("bob") not in ran.out


def test_spreadsheets_get_csv(digest: Digest):
    rows = list(csv.reader(digest("deliveries", "2025-W03", "--csv").out.splitlines()))

    assert rows[0] == ["edition", "status", "subscriber", "detail"]
    assert len(rows) == 9


def test_all_that_one_person_got(digest: Digest):
    ran = digest("deliveries", "--of", " Eve@Reader.example ")
    gone = digest("deliveries", "--of", address("gil"))

    assert "2025-W03  bounced  eve@reader.example  soft: x" in ran.out
    assert "unsubscribed since 16 January 2025" in gone.err


def test_an_edition_that_never_was_sent_is_a_mistake(digest: Digest):
    ran = digest("deliveries", "2025-W99")

    assert ran.code == 2
    assert "no such edition" in ran.err


# ── what a person decides ─────────────────────────────────────────────────────────


def test_all_doubts_are_settled_at_once(digest: Digest):
    ran = digest("deliveries", "2025-W03", "settle", "--as", "sent")

    assert "2 copies as sent" in ran.err
    found = statuses(digest("deliveries", "2025-W03", "--json"))
    assert found[address("cleo")] == found[address("dan")] == "sent"


def test_one_doubt_is_settled_alone(digest: Digest):
    cleo = address("cleo").upper()
    digest("deliveries", "2025-W03", "settle", cleo, "--as", "unsent")

    found = statuses(digest("deliveries", "2025-W03", "--json"))
    assert found[address("cleo")] == "deferred"
    assert found[address("dan")] == "in-doubt"


def test_what_is_not_in_doubt_is_not_settled(digest: Digest):
    people = (address("cleo"), address("ann"))
    ran = digest("deliveries", "2025-W03", "settle", *people, "--as", "unsent")

    assert ran.code == 2
    assert "nothing is done" in ran.err
    found = statuses(digest("deliveries", "2025-W03", "--json"))
    assert found[address("cleo")] == "in-doubt"


def test_a_decision_must_be_said(digest: Digest):
    assert digest("deliveries", "2025-W03", "settle").code == 2
    assert digest("deliveries", "2025-W03", "pause", address("ann")).code == 2


@pytest.mark.parametrize("others", [(), ("2025-W03",), ("2025-W03", "pause")])
def test_a_decision_is_for_settle_alone(digest: Digest, others: tuple[str, ...]):
    ran = digest("deliveries", *others, "--as", "unsent")

    assert ran.code == 2
    assert "settle" in ran.err


def test_an_edition_is_paused_and_resumed(digest: Digest):
    def state() -> str:
        return json.loads(digest("deliveries", "--json").out)[0]["state"]

    digest("deliveries", "2025-W03", "pause", "--now", "2025-01-17T06:00:00Z")
    paused = state()
    digest("deliveries", "2025-W03", "resume")

    assert (paused, state()) == ("paused 2025-01-17 06:00", "on its way")


def test_a_finished_edition_has_nothing_to_pause(digest: Digest, tmp_path: Path):
    with Store.open(tmp_path / STORE) as store:
        store.ledger("smtp").finish("2025-W03", NOW)

    assert digest("deliveries", "2025-W03", "pause").code == 2
