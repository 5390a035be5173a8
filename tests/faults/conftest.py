"""A mail server, an edition, and processes that send it, shared by the tests here."""

import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from digest.text.places import Place
from tests.faults.campaign import (
    Campaign,
    Zygote,
    drafting,
    founded,
    launched,
    mail_server,
    zygote,
)
from tests.faults.smtp import Behaviour, behave

Launch = Callable[..., Campaign]


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux":
        pytest.skip("runs are killed through what only Linux has: pidfd_open")
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="session")
def server(faults: Path) -> Path:
    (faults / "server").mkdir()
    return faults / "server"


@pytest.fixture(scope="session")
def port(server: Path) -> Iterator[int]:
    with mail_server(server) as port:
        yield port


@pytest.fixture(scope="session")
def template(faults: Path) -> Path:
    return founded(faults / "newsletter")


@pytest.fixture(scope="session")
def run(faults: Path, template: Path) -> Iterator[Zygote]:
    (faults / "one").mkdir()
    with zygote(faults / "one", *drafting(template)) as runner:
        yield runner


@pytest.fixture(scope="session")
def run_too(faults: Path, run: Zygote) -> Iterator[Zygote]:
    """Run commands at the same time as `run` does."""
    del run  # it makes the edition
    (faults / "two").mkdir()
    with zygote(faults / "two", *drafting(founded(faults / "warming"))) as runner:
        yield runner


@pytest.fixture(scope="session")
def launch(
    faults: Path, server: Path, port: int, template: Path, run: Zygote
) -> Launch:
    """Return what makes campaigns, each with a list that nobody else has."""
    del run  # it makes the edition
    numbers = count(1)

    def launch(
        people: int = 60, *, store: Place | None = None, more: str = ""
    ) -> Campaign:
        folder = faults / f"list{next(numbers)}"
        return launched(
            template,
            folder,
            server=server,
            port=port,
            people=people,
            store=store,
            more=more,
        )

    return launch


@pytest.fixture(autouse=True)
def well_behaved(server: Path, run: Zygote) -> Iterator[Callable[..., Behaviour]]:
    """Return what makes the server misbehave until the test is over."""
    run.output()

    def misbehave(**how: object) -> Behaviour:
        behaviour = Behaviour(**how)
        behave(server, behaviour)
        return behaviour

    yield misbehave
    behave(server, Behaviour())
