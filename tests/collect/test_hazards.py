"""Whatever a server answers: it ends in time, comes out right, and harms nobody else.

The hazards are a table, `tests/collect/hazards/table.py`. One process collects them
all, family by family, each beside a feed that is well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.model import FeedMemory, Harvest
from tests.collect.builders import NOW, an_item, html, prose, rss, texts
from tests.collect.hazards.hazard import Family, Hazard, Outcome
from tests.collect.hazards.page import hazard_page
from tests.collect.hazards.run import Collector, Order, Ran
from tests.collect.hazards.saying import http
from tests.collect.hazards.server import HostileServer
from tests.collect.hazards.table import FAMILIES
from tests.fuzz.invariants import faults_of_harvest

SECONDS = 10
GROWTH = 200_000_000  # bytes, over all families together
PAGE = Path(__file__).parents[2] / "docs" / "hazards.md"
HEALTHY = [prose(number) for number in range(3)]
HAZARDS = [hazard for family in FAMILIES for hazard in family.hazards]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of all families, in one run or more each; and who was caught."""

    runs: dict[str, list[Ran]]
    touched: tuple[str, ...]

    def of(self, name: str) -> Harvest:
        """What came of a hazard, or of the feed beside a family's."""
        every = (run for runs in self.runs.values() for run in runs)
        return next(run.harvests[name] for run in every if name in run.harvests)


def healthy_beside(family: Family) -> Hazard:
    """A feed that is well, served beside a family's hazards."""
    items = (
        an_item(f"https://healthy.example/{number}", content=html(paragraphs))
        for number, paragraphs in enumerate(HEALTHY)
    )
    name = f"healthy beside {family.name}"
    return Hazard(name=name, answers={"/feed": http(rss(*items))})


@pytest.fixture(scope="module")
def came() -> Came:
    runs: dict[str, list[Ran]] = {family.name: [] for family in FAMILIES}
    touched: list[str] = []
    with Collector() as collector:
        for family in FAMILIES:
            for some in batched(family.hazards, family.at_once):
                hazards = [*some, healthy_beside(family)]
                with HostileServer(hazards) as server:
                    runs[family.name].append(collector.ran(_order(server, hazards)))
                    touched += server.touched
    return Came(runs=runs, touched=tuple(touched))


def batched(hazards: Sequence[Hazard], size: int) -> Iterator[Sequence[Hazard]]:
    """Yield the hazards, no more than so many at a time."""
    for start in range(0, len(hazards), size):
        yield hazards[start : start + size]


def _order(server: HostileServer, hazards: list[Hazard]) -> Order:
    places = {hazard.name: server.places[hazard.name] for hazard in hazards}
    return Order(
        feeds={name: place.url("/feed") for name, place in places.items()},
        allow=tuple(place.origin.removeprefix("http://") for place in places.values()),
        memories={},
    )


def test_there_are_enough_hazards_and_each_has_a_name_of_its_own():
    assert len({hazard.name for hazard in HAZARDS}) == len(HAZARDS) >= 200


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.name[:60])
def test_every_hazard_comes_out_right(came: Came, hazard: Hazard):
    harvest = came.of(hazard.name)

    match hazard.outcome:
        case Outcome.ARTICLE:
            assert harvest.failure is None
            assert harvest.articles, harvest.page_failures
            assert hazard.holds(harvest), harvest.articles[0]
        case Outcome.FAILURE:
            assert harvest.articles == ()
            assert harvest.failure, "it was read"
            assert hazard.says in harvest.failure.reason
            assert remembers_nothing(harvest.memory)
        case Outcome.PAGE_FAILURE:
            assert (harvest.articles, harvest.failure) == ((), None)
            assert hazard.says in harvest.page_failures[0].reason


def remembers_nothing(memory: FeedMemory) -> bool:
    """Whether the next run will ask for all of it again."""
    validators = (memory.etag, memory.last_modified, memory.body_sha256)
    return validators == (None, None, None) and not memory.entry_ids


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.name[:60])
def test_whatever_came_is_clean(came: Came, hazard: Hazard):
    assert faults_of_harvest(came.of(hazard.name), now=NOW) == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_hazard_is_over_in_time(came: Came, family: Family):
    late = {
        name: seconds
        for run in came.runs[family.name]
        for name, seconds in run.seconds.items()
        if seconds > SECONDS
    }
    assert late == {}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_healthy_feed_beside_them_comes_through_whole(came: Came, family: Family):
    expected = {"\n\n".join(paragraphs) for paragraphs in HEALTHY}
    for run in came.runs[family.name]:
        harvest = run.harvests[f"healthy beside {family.name}"]
        assert set(texts(harvest.articles)) == expected
        assert (harvest.failure, harvest.page_failures) == (None, ())


def test_nobody_was_led_into_a_trap(came: Came):
    assert came.touched == ()


def test_memory_hardly_grows(came: Came):
    runs = [run for family in FAMILIES for run in came.runs[family.name]]

    assert runs[-1].peak_bytes - runs[0].peak_before < GROWTH


def test_the_page_about_hazards_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == hazard_page(FAMILIES), (
        "write it anew: python -m tests.collect.hazards.page"
    )
