"""What the ledger tells afterwards."""

from datetime import timedelta

import pytest

from digest.model import Bounce, BounceKind, Delivery, DeliveryStatus
from digest.store import Ledger, Store
from tests.store.builders import NOW

ADA, BOB = "a" * 24, "b" * 24


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger("smtp")


def settle(
    ledger: Ledger,
    recipient: str,
    edition: str = "2025-W03",
    status: DeliveryStatus = "sent",
    weeks: int = 0,
) -> Delivery:
    delivery = Delivery(
        edition=edition,
        recipient=recipient,
        status=status,
        message_id=f"<{edition}.{recipient}@x.example>",
    )
    ledger.begin(edition, NOW + timedelta(weeks=weeks))
    ledger.settle(delivery, NOW + timedelta(weeks=weeks))
    return delivery


def test_an_edition_is_told_with_what_became_of_its_copies(
    store: Store, ledger: Ledger
):
    settle(ledger, ADA)
    settle(ledger, BOB, status="refused")
    kinds: tuple[BounceKind, ...] = ("soft", "complaint")
    for kind in kinds:
        store.subscribers.note_bounce(
            Bounce(id=ADA, edition="2025-W03", kind=kind, received=NOW)
        )

    (state,) = ledger.states()

    assert (state.edition, state.begun, state.finished) == ("2025-W03", NOW, None)
    assert state.copies == {"sent": 1, "refused": 1}
    assert state.reports == {"soft": 1, "complaint": 1}


def test_editions_come_newest_first_and_each_outbox_has_its_own(
    store: Store, ledger: Ledger
):
    settle(ledger, ADA, "2025-W03")
    settle(ledger, ADA, "2025-W04", weeks=1)
    store.ledger("eml").begin("2025-W05", NOW)

    assert [state.edition for state in ledger.states()] == ["2025-W04", "2025-W03"]


def test_a_person_s_copies_come_newest_first(ledger: Ledger):
    older = settle(ledger, ADA, "2025-W03")
    newer = settle(ledger, ADA, "2025-W04", weeks=1)
    settle(ledger, BOB, "2025-W04", weeks=1)

    found = ledger.copies_of([ADA])

    assert [copy.delivery for copy in found] == [newer, older]
    assert found[1].changed == NOW
    assert ledger.copies_of([]) == ()


def test_a_copy_is_found_by_its_message_id(ledger: Ledger):
    copy = settle(ledger, ADA)
    settle(ledger, BOB)

    assert ledger.by_message_id([copy.message_id, "<none@x.example>"]) == {
        copy.message_id: copy
    }


def test_a_paused_edition_stays_so_until_it_is_resumed(ledger: Ledger):
    settle(ledger, ADA, "2025-W03")
    settle(ledger, ADA, "2025-W04", weeks=1)

    ledger.pause("2025-W03", NOW)
    paused = [state.paused for state in ledger.states()]
    ledger.resume("2025-W03")

    assert paused == [None, NOW]
    assert [state.paused for state in ledger.states()] == [None, None]
