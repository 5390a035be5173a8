"""What a mail server does wrong costs nobody his copy, and brings nobody a second."""

from collections.abc import Callable

import pytest

from tests.faults.campaign import Zygote
from tests.faults.checks import assert_nobody_is_forgotten, until_complete
from tests.faults.conftest import Launch
from tests.faults.smtp import Behaviour, is_refused

Misbehave = Callable[..., Behaviour]


@pytest.fixture
def misbehave(well_behaved: Misbehave) -> Misbehave:
    return well_behaved


def test_all_get_their_copy(launch: Launch, run: Zygote) -> None:
    campaign = launch()

    assert run.run(*campaign.arguments()) == 0, run.output()
    assert_nobody_is_forgotten(campaign)
    assert run.run(*campaign.arguments()) == 0
    assert_nobody_is_forgotten(campaign)


@pytest.mark.parametrize("step", ["connect", "mail", "rcpt", "data", "text"])
def test_a_connection_lost_before_a_message_is_handed_over_leaves_no_doubt(
    launch: Launch, run: Zygote, misbehave: Misbehave, step: str
) -> None:
    campaign = launch()
    misbehave(drops={step: 0.2})

    until_complete(campaign, run, runs=40)

    # A message that was sent to its last dot may have been taken: who knows?
    assert_nobody_is_forgotten(campaign, doubts=30 if step == "text" else 0)


def test_a_connection_lost_after_a_message_was_taken_leaves_a_doubt(
    launch: Launch, run: Zygote, misbehave: Misbehave
) -> None:
    campaign = launch()
    misbehave(drops={"answer": 0.1})

    until_complete(campaign, run)

    doubts = campaign.said("in-doubt")
    assert doubts
    assert doubts <= set(campaign.taken())
    assert_nobody_is_forgotten(campaign, doubts=len(doubts))


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "text"])
def test_what_is_put_off_is_tried_again(
    launch: Launch, run: Zygote, misbehave: Misbehave, step: str
) -> None:
    campaign = launch()
    misbehave(puts_off={step: 0.4})

    until_complete(campaign, run)

    assert_nobody_is_forgotten(campaign)


def test_a_server_that_puts_off_all_is_asked_again_when_it_is_well(
    launch: Launch, run: Zygote, misbehave: Misbehave
) -> None:
    campaign = launch()
    misbehave(puts_off={"mail": 1.0})
    assert run.run(*campaign.arguments()) == 1
    assert not campaign.taken()

    misbehave()
    assert run.run(*campaign.arguments()) == 0, run.output()
    assert_nobody_is_forgotten(campaign)


def test_refused_addresses_are_let_go_and_all_others_served(
    launch: Launch, run: Zygote, misbehave: Misbehave
) -> None:
    campaign = launch(120)
    behaviour = misbehave(seed=3, refuses=0.3)
    refused = [one for one in campaign.people if is_refused(one, behaviour)]

    until_complete(campaign, run)

    assert len(campaign.said("refused")) == len(refused) > 10
    assert_nobody_is_forgotten(campaign)


def test_greylisted_addresses_get_their_copy_later(
    launch: Launch, run: Zygote, misbehave: Misbehave
) -> None:
    campaign = launch()
    misbehave(greylists=True)

    assert until_complete(campaign, run) <= 2
    assert_nobody_is_forgotten(campaign)


def test_a_server_that_takes_few_messages_at_a_time_gets_them_all(
    launch: Launch, run: Zygote, misbehave: Misbehave
) -> None:
    campaign = launch()
    misbehave(leaves_after=7)

    until_complete(campaign, run)

    assert_nobody_is_forgotten(campaign)


def test_all_of_it_at_once(launch: Launch, run: Zygote, misbehave: Misbehave) -> None:
    campaign = launch(150)
    misbehave(
        seed=11,
        drops={"connect": 0.05, "mail": 0.02, "rcpt": 0.02, "answer": 0.01},
        puts_off={"mail": 0.05, "rcpt": 0.1, "text": 0.05},
        refuses=0.05,
        greylists=True,
        leaves_after=20,
        seconds=0.001,
    )

    until_complete(campaign, run, runs=60)

    assert_nobody_is_forgotten(campaign, doubts=12)
