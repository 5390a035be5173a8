"""What is true of a campaign however often it was interrupted."""

import pytest

from tests.faults.campaign import Campaign, Zygote


def assert_nobody_is_forgotten(campaign: Campaign, *, doubts: int = 0) -> None:
    """Everyone has one copy, or is in doubt, or was refused: and the store knows."""
    taken = campaign.taken()
    sent, doubted = campaign.said("sent"), campaign.said("in-doubt")
    refused = campaign.said("refused")

    assert len(taken) == len(set(taken)), "somebody has two copies"
    assert sent <= set(taken), "the store says so, and nobody got it"
    assert set(taken) <= sent | doubted, "somebody has a copy, and nobody knows"
    assert len(sent | doubted | refused) == len(campaign.people), "one is forgotten"
    assert len(doubted) <= doubts, "more doubts than messages can have been under way"


def until_complete(campaign: Campaign, run: Zygote, *, runs: int = 12) -> int:
    """Send again until all is done, or nothing but doubts is left; return the runs."""
    for number in range(1, runs + 1):
        code = run.run(*campaign.arguments())
        left = len(campaign.people) - len(campaign.ledger())
        if code == 0 or not (left or campaign.said("deferred")):
            return number
    pytest.fail(f"not complete after {runs} runs: {run.output()}")
