"""Work that is spread over processes: the same results, and a clear word on trouble."""

import os
import signal
from itertools import count

import pytest

from digest.errors import DigestError
from digest.pipeline.workers import Crew, Here, crew, mapped


def doubled(number: int) -> int:
    return 2 * number


def killed(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refused(number: int) -> int:
    message = f"not {number}"
    raise ValueError(message)


ALONE = Crew(executor=Here(), workers=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_work(workers: int):
    with crew(workers) as hands:
        results = list(mapped(doubled, range(20), crew=hands))

    assert results == [2 * number for number in range(20)]


@pytest.mark.parametrize(("workers", "ahead"), [(1, 1), (3, 6)])
def test_work_is_fetched_only_a_little_ahead(workers: int, ahead: int):
    endless = count()

    first = next(mapped(doubled, endless, crew=Crew(executor=Here(), workers=workers)))

    assert first == 0
    assert next(endless) == ahead


def test_what_work_raises_is_raised_where_it_is_waited_for():
    with pytest.raises(ValueError, match="not 0"):
        next(mapped(refused, [0], crew=ALONE))


def test_a_worker_that_dies_is_told_in_words():
    with crew(2) as hands, pytest.raises(DigestError, match="a worker died"):
        list(mapped(killed, range(20), crew=hands))


def test_interrupting_is_heard_again_once_the_workers_have_begun():
    before = signal.getsignal(signal.SIGINT)

    with crew(2):
        assert signal.getsignal(signal.SIGINT) == before
