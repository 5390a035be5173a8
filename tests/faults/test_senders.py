"""Two who send one edition at the same time share the work; nobody gets two copies."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from digest.store import Store
from digest.text.places import Place, Server
from tests.faults.campaign import (
    CONNECTIONS,
    EDITION,
    ENVIRONMENT,
    Campaign,
    Zygote,
)
from tests.faults.checks import assert_nobody_is_forgotten
from tests.faults.conftest import Launch
from tests.faults.smtp import Behaviour
from tests.postgresql import PostgreSql

PEOPLE = 200


@pytest.fixture(params=["file", "server"])
def campaign(request: pytest.FixtureRequest, launch: Launch) -> Campaign:
    if request.param == "file":
        return launch(PEOPLE)
    store: Place = request.getfixturevalue("postgresql").place()
    made = launch(PEOPLE, store=store)
    collected(made)
    return made


def collected(campaign: Campaign) -> None:
    """Let a store that is new to the newsletter know the articles it quotes."""
    order = campaign.arguments()
    wanted = [order.index(name) for name in ("--config", "--store", "--now")]
    given = [word for at in wanted for word in order[at : at + 2]]
    subprocess.run(
        [sys.executable, "-m", "digest", "collect", *given],
        check=True,
        cwd=campaign.folder,
        env=ENVIRONMENT,
        stderr=subprocess.DEVNULL,
    )


def both(campaign: Campaign, run: Zygote, run_too: Zygote, **given: float) -> list[int]:
    run.begin(*campaign.arguments(), **given)
    run_too.begin(*campaign.arguments())
    return [run.end(), run_too.end()]


def test_two_senders_share_the_work(
    campaign: Campaign,
    run: Zygote,
    run_too: Zygote,
    well_behaved: Callable[..., Behaviour],
) -> None:
    well_behaved(seconds=0.002)

    both(campaign, run, run_too)
    assert run.run(*campaign.arguments()) == 0, run.output()

    assert_nobody_is_forgotten(campaign)


def test_who_is_left_goes_on_when_the_other_is_killed(
    campaign: Campaign,
    run: Zygote,
    run_too: Zygote,
    well_behaved: Callable[..., Behaviour],
) -> None:
    well_behaved(seconds=0.002)

    killed, _ = both(campaign, run, run_too, after=0.4)
    run.run(*campaign.arguments())

    assert killed in {-9, 0, 1}
    assert_nobody_is_forgotten(campaign, doubts=CONNECTIONS)


def test_the_password_of_a_store_is_nowhere(
    launch: Launch, postgresql: PostgreSql, run: Zygote
) -> None:
    store: Place = postgresql.place()
    campaign = launch(5, store=store)
    collected(campaign)

    assert run.run(*campaign.arguments()) == 0

    assert isinstance(store, Server)
    said = run.output()
    written = [path for path in campaign.folder.rglob("*") if path.is_file()]
    assert "word@" not in said
    assert "secret" not in said
    assert not [path for path in written if b"secret%40" in path.read_bytes()]
    with Store.open(store) as kept:
        assert kept.was_sent(EDITION)
