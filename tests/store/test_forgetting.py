"""Ledgers of earlier layouts had addresses; ids take their place, nothing is lost."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from digest.keys import Keyring
from digest.model import Delivery, DeliveryStatus
from digest.store import Store
from tests.store.builders import NOW

RING = Keyring.fresh()
ADA, BOB, CLEO, DAN = (f"{name}@example.org" for name in ("ada", "bob", "cleo", "dan"))


@pytest.fixture
def third(path: Path) -> Path:
    """Return a store of the third layout."""
    layout = Path(__file__).parent / "layouts" / "3.sql"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.executescript(layout.read_text(encoding="utf-8"))
    return path


def a_copy(address: str, status: DeliveryStatus, *, message_id: str = "") -> Delivery:
    name = address.partition("@")[0]
    return Delivery(
        edition="2025-W03",
        recipient=RING.id(address),
        status=status,
        message_id=message_id or f"<2025-W03.{name}@newsletter.example>",
    )


def test_copies_are_known_by_ids_from_then_on(third: Path):
    with Store.open(third) as store:
        changed = store.forget_addresses(RING.id)
        copies = store.ledger("smtp").deliveries("2025-W03")
        again = store.forget_addresses(RING.id)

    assert (changed, again) == (4, 0)
    expected = [
        a_copy(ADA, "sent"),
        a_copy(BOB, "refused"),
        a_copy(CLEO, "deferred"),
        a_copy(DAN, "in-doubt"),
    ]
    assert copies == tuple(sorted(expected, key=lambda copy: copy.recipient))


def test_no_address_is_left_in_the_ledger(third: Path):
    with Store.open(third) as store:
        store.forget_addresses(RING.id)

    with closing(sqlite3.connect(third)) as made:
        left = repr(made.execute("SELECT * FROM deliveries").fetchall())
    assert "@example.org" not in left


@pytest.mark.parametrize(
    ("address", "by_id", "counts"),
    [
        (ADA, "deferred", "sent"),
        (ADA, "in-doubt", "sent"),
        (CLEO, "sent", "sent"),
        (DAN, "sent", "sent"),
        (DAN, "deferred", "in-doubt"),
    ],
)
def test_of_two_copies_the_one_nearer_to_its_end_counts(
    third: Path, address: str, by_id: DeliveryStatus, counts: DeliveryStatus
):
    copy = a_copy(address, by_id)
    with Store.open(third) as store:
        ledger = store.ledger("smtp")
        ledger.settle(replace(copy, message_id="<new@newsletter.example>"), NOW)
        store.forget_addresses(RING.id)

        found = {each.recipient: each.status for each in ledger.deliveries("2025-W03")}

    assert found[RING.id(address)] == counts
    assert len(found) == 4


def test_a_long_ledger_is_gone_through_to_its_end(path: Path):
    with Store.open(path) as store:
        ledger = store.ledger("smtp")
        for number in range(1_100):
            copy = a_copy(ADA, "sent")
            ledger.settle(replace(copy, recipient=f"a{number}@example.org"), NOW)

        assert store.forget_addresses(RING.id) == 1_100
        left = ledger.deliveries("2025-W03")

    assert len(left) == 1_100
    assert not any("@" in each.recipient for each in left)
