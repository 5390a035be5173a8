"""Who is sending is known without a clock: many at once, or one alone; a kill frees."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Store
from digest.text.places import Place
from tests.store.processes import running


@contextmanager
def another_process(place: Place, how: str) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until it is killed."""
    with running("tests.store.holding", place, how) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.send_signal(signal.SIGKILL)


def test_many_send_at_once(place: Place) -> None:
    with Store.open(place) as one, Store.open(place) as two:
        with one.ledger("smtp").sending(), two.ledger("smtp").sending():
            pass
        with one.ledger("smtp").alone():
            pass


def test_who_wants_to_be_alone_is_told_of_others(place: Place) -> None:
    with Store.open(place) as one, Store.open(place) as two:
        with (
            one.ledger("smtp").sending(),
            pytest.raises(StoreError, match="another run is sending"),
            two.ledger("smtp").alone(),
        ):
            pass
        with two.ledger("smtp").alone():
            pass


@pytest.mark.parametrize("how", ["sending", "alone"])
def test_others_are_told_who_is_alone(place: Place, how: str) -> None:
    with Store.open(place) as one, Store.open(place) as two:
        hold = two.ledger("smtp").sending if how == "sending" else two.ledger("a").alone
        with (
            one.ledger("smtp").alone(),
            pytest.raises(StoreError, match=r"another run .*let that one end"),
            hold(),
        ):
            pass
        with hold():
            pass


@pytest.mark.parametrize("how", ["sending", "alone"])
def test_a_run_that_is_killed_holds_nothing_any_more(place: Place, how: str) -> None:
    with Store.open(place) as store:
        with (
            another_process(place, how),
            pytest.raises(StoreError, match="let that one end"),
            store.ledger("smtp").alone(),
        ):
            pass
        with store.ledger("smtp").alone():
            pass


def test_who_holds_a_lock_can_claim_and_so_can_others(place: Place) -> None:
    with (
        Store.open(place) as one,
        Store.open(place) as two,
        one.ledger("smtp").sending(),
        two.ledger("smtp").sending(),
    ):
        assert one.subscribers.count() == two.subscribers.count() == 0


def test_stores_do_not_get_in_each_others_way(fresh: Callable[[], Place]) -> None:
    with (
        Store.open(fresh()) as one,
        Store.open(fresh()) as two,
        one.ledger("smtp").alone(),
        two.ledger("smtp").alone(),
    ):
        assert one.feed_states() == two.feed_states()


def test_an_error_while_sending_lets_go(place: Place) -> None:
    with Store.open(place) as store:
        with pytest.raises(KeyError), store.ledger("smtp").sending():
            raise KeyError
        with store.ledger("smtp").alone():
            pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "store.db.sending").mkdir()

    with (
        Store.open(tmp_path / "store.db") as store,
        pytest.raises(StoreError, match=r"store\.db\.sending cannot be used"),
        store.ledger("smtp").sending(),
    ):
        pass
