"""A run that is killed, at whatever instant, costs nobody his copy nor brings a second.

Each campaign is killed a few times at instants spread over a whole run, its start and
its end among them, and is then left to finish. What it took is counted at the server.
"""

import signal
import subprocess
import sys
from random import Random
from time import perf_counter

import pytest

from tests.faults.campaign import (
    CONNECTIONS,
    ENVIRONMENT,
    ROOT,
    Campaign,
    Zygote,
)
from tests.faults.checks import assert_nobody_is_forgotten
from tests.faults.conftest import Launch

PEOPLE = 400
KILLS_EACH = 4


def finished(campaign: Campaign, run: Zygote, *, kills: int) -> None:
    """Let a killed campaign finish; every doubt is told, and none is sent again."""
    run.output()
    code = run.run(*campaign.arguments())
    said = run.output()
    doubts = campaign.said("in-doubt")

    assert_nobody_is_forgotten(campaign, doubts=kills * CONNECTIONS)
    assert code == bool(doubts), said
    assert not doubts or f"{len(doubts)} cop" in said


@pytest.mark.parametrize("seed", range(40))
def test_a_run_killed_again_and_again_is_completed(
    launch: Launch, run: Zygote, whole_run: float, seed: int
) -> None:
    campaign = launch(PEOPLE)
    chance = Random(seed)  # noqa: S311 - no secret

    for _ in range(KILLS_EACH):
        run.run(*campaign.arguments(), after=chance.uniform(0, whole_run * 0.6))

    finished(campaign, run, kills=KILLS_EACH)


@pytest.mark.parametrize("seed", range(10))
def test_the_command_killed_at_any_instant_of_its_life_is_completed(
    launch: Launch, run: Zygote, whole_command: float, seed: int
) -> None:
    campaign = launch(PEOPLE)
    chance = Random(1000 + seed)  # noqa: S311 - no secret

    for _ in range(KILLS_EACH):
        with command(campaign) as process:
            try:
                process.wait(timeout=chance.uniform(0, whole_command))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)

    finished(campaign, run, kills=KILLS_EACH)


def test_doubts_are_sent_again_where_asked_for(
    launch: Launch, run: Zygote, whole_run: float
) -> None:
    campaign = launch(PEOPLE)
    run.run(*campaign.arguments(), after=whole_run * 0.5)
    run.run(*campaign.arguments())
    doubts = campaign.said("in-doubt")

    code = run.run(*campaign.arguments("--resend-in-doubt"))
    taken = campaign.taken()

    assert code == 0, run.output()
    assert {one for one in taken if taken.count(one) > 1} <= doubts
    assert len(set(taken)) == PEOPLE
    assert not campaign.said("in-doubt")


@pytest.fixture(scope="module")
def whole_run(launch: Launch, run: Zygote) -> float:
    """Return how many seconds a run takes that nobody kills."""
    campaign = launch(PEOPLE)
    begun = perf_counter()
    assert run.run(*campaign.arguments()) == 0
    return perf_counter() - begun


@pytest.fixture(scope="module")
def whole_command(launch: Launch) -> float:
    """Return how many seconds the command takes, its start among them."""
    campaign = launch(PEOPLE)
    begun = perf_counter()
    with command(campaign) as process:
        assert process.wait() == 0
    return perf_counter() - begun


def command(campaign: Campaign) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "digest", *campaign.arguments()],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
