"""A full disk and a clock that jumps: told, and nobody gets two copies or none."""

import pytest

from tests.faults.campaign import Zygote
from tests.faults.checks import assert_nobody_is_forgotten
from tests.faults.conftest import Launch

NOWS = (
    "2025-01-17T06:00:00Z",
    "2031-06-01T00:00:00Z",
    "1999-12-31T23:59:59Z",
    "2025-01-17T05:59:59Z",
)


@pytest.mark.parametrize("room", [0, 8, 40, 120])
def test_a_disk_without_room_is_told_and_nothing_is_sent_unclaimed(
    launch: Launch, run: Zygote, room: int
) -> None:
    campaign = launch(300)
    full = campaign.store.stat().st_size + room * 1024
    with_claims = run.run(*campaign.arguments(), room=full)
    said = run.output()
    known = {copy.message_id for copy in campaign.ledger()}

    assert set(campaign.taken()) <= known
    assert with_claims == 1, said
    assert "Traceback" not in said
    assert "room" in said or "large" in said

    run.run(*campaign.arguments())
    assert_nobody_is_forgotten(campaign, doubts=50)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 2, 0, 3), (2, 1, 0, 2)])
def test_a_clock_that_jumps_between_runs_changes_nothing(
    launch: Launch, run: Zygote, order: tuple[int, ...]
) -> None:
    campaign = launch(200)

    for number in order:
        run.run(*campaign.arguments(now=NOWS[number]), after=0.35)
    run.run(*campaign.arguments(now=NOWS[2]))

    assert_nobody_is_forgotten(campaign, doubts=3 * len(order))
