"""A copy is claimed once; what became of it is known afterwards."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest.model import Delivery, DeliveryStatus
from digest.store import Store
from tests.store.builders import NOW


def a_delivery(
    status: DeliveryStatus = "sent", *, recipient: str = "ada@example.org"
) -> Delivery:
    return Delivery(
        edition="2025-W03",
        recipient=recipient,
        status=status,
        message_id="<2025-W03.1@example.org>",
    )


def claim(store: Store, *, doubted: bool = False, edition: str = "2025-W03") -> bool:
    return store.claim(
        edition, "ada@example.org", "<2025-W03.1@example.org>", NOW, doubted=doubted
    )


def test_a_copy_is_claimed_once(store: Store) -> None:
    assert claim(store)
    assert not claim(store)
    assert claim(store, edition="2025-W04")


def test_a_claim_that_was_never_settled_is_in_doubt(store: Store) -> None:
    claim(store)

    assert store.deliveries("2025-W03") == (a_delivery("in-doubt"),)


def test_a_doubted_claim_may_be_claimed_again_where_asked_for(store: Store) -> None:
    claim(store)

    assert claim(store, doubted=True)


def test_a_deferred_copy_is_claimed_again(store: Store) -> None:
    claim(store)
    store.settle(a_delivery("deferred"), NOW)

    assert claim(store)
    assert store.deliveries("2025-W03") == (a_delivery("in-doubt"),)


@pytest.mark.parametrize("status", ["sent", "refused"])
def test_a_settled_copy_is_never_claimed_again(
    store: Store, status: DeliveryStatus
) -> None:
    claim(store)
    store.settle(a_delivery(status), NOW)

    assert not claim(store)
    assert not claim(store, doubted=True)
    assert store.deliveries("2025-W03") == (a_delivery(status),)


def test_deliveries_come_by_recipient_for_one_edition(store: Store) -> None:
    store.settle(a_delivery(recipient="zoe@example.org"), NOW)
    store.settle(a_delivery(recipient="ada@example.org"), NOW)

    found = store.deliveries("2025-W03")

    assert [delivery.recipient[:3] for delivery in found] == ["ada", "zoe"]
    assert store.deliveries("2025-W04") == ()


def test_of_many_who_claim_at_once_one_gets_it(path: Path) -> None:
    def contend(_: int) -> bool:
        with Store.open(path) as store:
            return claim(store)

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(contend, range(8)))

    assert won.count(True) == 1
