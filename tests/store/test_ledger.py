"""A copy is claimed once an outbox; what became of it is known afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from digest.model import Delivery, DeliveryStatus
from digest.store import Ledger, Store
from digest.text.places import Place
from tests.store.builders import NOW


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger("eml")


def a_delivery(
    status: DeliveryStatus = "sent", *, recipient: str = "ada@example.org"
) -> Delivery:
    return Delivery(
        edition="2025-W03",
        recipient=recipient,
        status=status,
        message_id="<2025-W03.1@example.org>",
    )


def claim(ledger: Ledger, *, doubted: bool = False, edition: str = "2025-W03") -> bool:
    return ledger.claim(
        edition, "ada@example.org", "<2025-W03.1@example.org>", NOW, doubted=doubted
    )


def test_a_copy_is_claimed_once(ledger: Ledger) -> None:
    assert claim(ledger)
    assert not claim(ledger)
    assert claim(ledger, edition="2025-W04")


def test_a_claim_that_was_never_settled_is_in_doubt(ledger: Ledger) -> None:
    claim(ledger)

    assert ledger.deliveries("2025-W03") == (a_delivery("in-doubt"),)


def test_a_doubted_claim_may_be_claimed_again_where_asked_for(ledger: Ledger) -> None:
    claim(ledger)

    assert claim(ledger, doubted=True)


def test_a_deferred_copy_is_claimed_again(ledger: Ledger) -> None:
    claim(ledger)
    ledger.settle(a_delivery("deferred"), NOW)

    assert claim(ledger)
    assert ledger.deliveries("2025-W03") == (a_delivery("in-doubt"),)


@pytest.mark.parametrize("status", ["sent", "refused"])
def test_a_settled_copy_is_never_claimed_again(
    ledger: Ledger, status: DeliveryStatus
) -> None:
    claim(ledger)
    ledger.settle(a_delivery(status), NOW)

    assert not claim(ledger)
    assert not claim(ledger, doubted=True)
    assert ledger.deliveries("2025-W03") == (a_delivery(status),)


def test_deliveries_come_by_recipient_for_one_edition(ledger: Ledger) -> None:
    ledger.settle(a_delivery(recipient="zoe@example.org"), NOW)
    ledger.settle(a_delivery(recipient="ada@example.org"), NOW)

    found = ledger.deliveries("2025-W03")

    assert [delivery.recipient[:3] for delivery in found] == ["ada", "zoe"]
    assert ledger.deliveries("2025-W04") == ()


def test_of_many_who_claim_at_once_one_gets_it(place: Place) -> None:
    def contend(_: int) -> bool:
        with Store.open(place) as store:
            return claim(store.ledger("eml"))

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(contend, range(8)))

    assert won.count(True) == 1


# ── one ledger an outbox ──────────────────────────────────────────────────────────


def test_what_one_outbox_took_is_still_to_be_had_for_another(store: Store) -> None:
    folder, mail = store.ledger("eml"), store.ledger("smtp")
    claim(folder)
    folder.settle(a_delivery("sent"), NOW)

    assert mail.deliveries("2025-W03") == ()
    assert claim(mail)
    assert mail.deliveries("2025-W03") == (a_delivery("in-doubt"),)
    assert folder.deliveries("2025-W03") == (a_delivery("sent"),)


def test_a_ledger_is_the_same_whenever_it_is_opened(store: Store) -> None:
    claim(store.ledger("smtp"))

    assert not claim(store.ledger("smtp"))


@pytest.mark.parametrize("outbox", ["eml", "smtp", "a name of somebody’s own"])
def test_an_edition_was_sent_once_a_copy_was_claimed(store: Store, outbox: str) -> None:
    before = store.was_sent("2025-W03")
    claim(store.ledger(outbox))

    assert not before
    assert store.was_sent("2025-W03")
    assert not store.was_sent("2025-W04")


# ── what was begun is finished ────────────────────────────────────────────────────

LATER = NOW + timedelta(days=7)


def test_an_edition_is_unfinished_from_its_beginning_to_its_end(
    ledger: Ledger,
) -> None:
    before = ledger.unfinished()
    ledger.begin("2025-W03", NOW)
    begun = ledger.unfinished()
    ledger.finish("2025-W03", LATER)

    assert (before, begun, ledger.unfinished()) == ((), ("2025-W03",), ())


def test_to_finish_one_edition_leaves_the_others_open(ledger: Ledger) -> None:
    for edition in ("2025-W03", "2025-W04"):
        ledger.begin(edition, NOW)
    ledger.finish("2025-W03", NOW)

    assert ledger.unfinished() == ("2025-W04",)


def test_to_begin_twice_is_to_begin_once(ledger: Ledger) -> None:
    ledger.begin("2025-W03", NOW)
    ledger.begin("2025-W03", NOW)

    assert ledger.unfinished() == ("2025-W03",)


def test_unfinished_editions_come_oldest_first(ledger: Ledger) -> None:
    ledger.begin("a later one", LATER)
    ledger.begin("the first", NOW)
    ledger.begin("also first", NOW)
    ledger.begin("the first", LATER)

    assert ledger.unfinished() == ("also first", "the first", "a later one")


def test_a_finished_edition_may_begin_again_for_a_longer_list(ledger: Ledger) -> None:
    ledger.begin("2025-W03", NOW)
    ledger.finish("2025-W03", NOW)
    ledger.begin("2025-W03", LATER)

    assert ledger.unfinished() == ("2025-W03",)


def test_what_was_never_begun_is_not_finished_ahead_of_time(ledger: Ledger) -> None:
    ledger.finish("2025-W03", NOW)
    ledger.begin("2025-W03", NOW)

    assert ledger.unfinished() == ("2025-W03",)


def test_each_outbox_finishes_on_its_own(store: Store) -> None:
    for outbox in ("eml", "smtp"):
        store.ledger(outbox).begin("2025-W03", NOW)
    store.ledger("eml").finish("2025-W03", NOW)

    assert store.ledger("eml").unfinished() == ()
    assert store.ledger("smtp").unfinished() == ("2025-W03",)


def test_a_beginning_outlives_the_run_and_sends_nothing(place: Place) -> None:
    with Store.open(place) as first:
        first.ledger("smtp").begin("2025-W03", NOW)

    with Store.open(place) as second:
        assert second.ledger("smtp").unfinished() == ("2025-W03",)
        assert not second.was_sent("2025-W03")
