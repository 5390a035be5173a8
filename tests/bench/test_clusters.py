"""How well invented articles are grouped by event: floors, and honest counting."""

import pytest

from bench import clusters
from digest.compose.differences import differences


def test_articles_are_put_together_at_least_this_well():
    found, wrong, _ = clusters.measured()

    assert wrong == set()
    assert found.precision >= 0.97
    assert found.recall >= 0.92
    assert found.bcubed >= 0.98


def test_there_are_enough_articles_and_events_to_tell():
    known = clusters.gold()

    assert len(known) >= 25
    assert sum(map(len, known.values())) >= 60
    assert {a.language for group in known.values() for a in group} == {"en", "uk"}


def test_one_group_of_all_has_every_pair_and_few_right_ones():
    wanted = [frozenset("ab"), frozenset("cd")]

    found = clusters.scores(wanted, [frozenset("abcd")])

    assert found.recall == 1
    assert found.precision == pytest.approx(2 / 6)
    assert found.bcubed == pytest.approx(2 / 3)


def test_articles_by_themselves_have_no_wrong_pair():
    wanted = [frozenset("ab"), frozenset("c")]

    found = clusters.scores(wanted, [frozenset(one) for one in "abc"])

    assert (found.precision, found.recall) == (1, 0)


def test_sources_are_said_to_differ_only_where_they_do():
    found = [
        {number.source.outlet: number.text for number in difference.numbers}
        for group in clusters.gold().values()
        for difference in differences(group, title="Sources differ")
    ]

    assert found == [
        {
            "Coast Herald": "23 people injured",
            "Harbour Times": "at least 31 people injured",
        }
    ]
