"""A run that is asked to stop ends what is on its way, and leaves nothing in doubt."""

from collections.abc import Callable

import pytest

from digest.store import Store
from tests.faults.campaign import EDITION, Zygote
from tests.faults.checks import assert_nobody_is_forgotten
from tests.faults.conftest import Launch
from tests.faults.smtp import Behaviour

PEOPLE = 200
CTRL_C, TERMINATED = 2, 15


@pytest.mark.parametrize(("number", "code"), [(CTRL_C, 130), (TERMINATED, 143)])
def test_an_interrupted_run_finishes_what_is_on_its_way(
    launch: Launch,
    run: Zygote,
    well_behaved: Callable[..., Behaviour],
    number: int,
    code: int,
) -> None:
    campaign = launch(PEOPLE)
    well_behaved(seconds=0.02)

    stopped = run.run(*campaign.arguments(), after=1.2, signal=number)

    taken = len(campaign.taken())
    assert (stopped, 0 < taken < PEOPLE) == (code, True), run.output()
    assert {copy.status for copy in campaign.ledger()} == {"sent"}
    assert len(campaign.ledger()) == taken
    assert run.run(*campaign.arguments()) == 0
    assert_nobody_is_forgotten(campaign, doubts=0)


def test_a_paused_edition_stops_and_goes_on_when_resumed(
    launch: Launch, run: Zygote, well_behaved: Callable[..., Behaviour]
) -> None:
    campaign = launch(PEOPLE)
    well_behaved(seconds=0.02)
    run.begin(*campaign.arguments())
    with Store.open(campaign.store) as store:
        ledger = store.ledger("smtp")
        while not ledger.counts(EDITION).get("sent"):
            pass
        ledger.pause(EDITION, ledger.states()[0].begun)
        code = run.end()
        taken = len(campaign.taken())
        again = run.run(*campaign.arguments())

        assert (code, again, 0 < taken < PEOPLE) == (1, 0, True), run.output()
        assert len(campaign.taken()) == taken
        ledger.resume(EDITION)

    assert run.run(*campaign.arguments()) == 0
    assert_nobody_is_forgotten(campaign, doubts=0)
