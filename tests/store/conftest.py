from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from digest.store import Store
from digest.text.places import Place


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture(params=["file", "server"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Place]:
    """Return what names places for new stores, a file or on a server.

    What a store promises holds in both.
    """
    if request.param == "server":
        return request.getfixturevalue("postgresql").place
    numbers = count(1)
    return lambda: tmp_path / f"store{next(numbers)}.db"


@pytest.fixture
def place(fresh: Callable[[], Place]) -> Place:
    return fresh()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened
