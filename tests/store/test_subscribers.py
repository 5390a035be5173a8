"""The list is kept whole, and who wants nothing more is never let in by a list."""

from dataclasses import replace

from digest.model import Subscriber, Suppression, SuppressionReason
from digest.store import Store
from tests.store.builders import NOW


def a_subscriber(number: int = 0) -> Subscriber:
    return Subscriber(
        id=f"{number:024x}",
        address=f"a{999_999 - number}@example.org",
        name="Ada",
        sections=("News",),
        tags=("a", "b"),
        joined=NOW,
    )


def a_suppression(reason: SuppressionReason = "unsubscribed") -> Suppression:
    return Suppression(id=a_subscriber().id, reason=reason, since=NOW)


def test_a_list_is_kept_with_who_signed_off_elsewhere(store: Store):
    other = replace(a_suppression(), id="f" * 24)

    store.subscribers.enrol([a_subscriber(1), a_subscriber(2)], [other])

    assert store.subscribers.count() == 2
    assert store.subscribers.get(a_subscriber(1).id) == a_subscriber(1)
    assert store.subscribers.suppressions() == (other,)


def test_whoever_was_erased_is_not_let_in_by_a_list(store: Store):
    store.subscribers.erase(a_subscriber().id, NOW)

    store.subscribers.enrol([a_subscriber()], [])

    assert store.subscribers.count() == 0


def test_the_list_comes_by_id_or_by_address_however_long_it_is(store: Store):
    people = [a_subscriber(number) for number in range(1_100)]
    store.subscribers.keep(*people)

    assert list(store.subscribers.each()) == people
    assert list(store.subscribers.by_address()) == people[::-1]


def test_of_whoever_is_erased_only_the_hash_is_left(store: Store):
    store.subscribers.keep(a_subscriber())
    store.subscribers.suppress(a_suppression("bounced"))

    known = store.subscribers.erase(a_subscriber().id, NOW)

    assert known
    assert store.subscribers.suppressions() == (a_suppression("erased"),)
    assert store.subscribers.get(a_subscriber().id) is None


def test_a_complaint_counts_more_than_another_reason_and_erasure_most(store: Store):
    for reason in ("bounced", "unsubscribed", "complained", "unsubscribed"):
        store.subscribers.suppress(a_suppression(reason))
    complained = store.subscribers.suppression(a_subscriber().id)
    store.subscribers.erase(a_subscriber().id, NOW)
    store.subscribers.suppress(a_suppression("complained"))

    assert complained == a_suppression("complained")
    assert store.subscribers.suppressions() == (a_suppression("erased"),)
