"""What is written is read again, and no spreadsheet takes it for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Subscriber
from digest.subscribers import lines, subscriber
from digest.text.printable import clean
from tests.subscribers.people import NOW, RING, SECTIONS, a_subscriber, listing

NASTY = ["=1+1", "+ada", "-", "@x", "'", "'=", "''+", "\t=", "a,b", 'a"b', "[a]", "“q”"]
words = (st.sampled_from(NASTY) | st.text(max_size=30)).map(clean).filter(bool)
local_parts = st.from_regex(r"['+=a-z-][a-z0-9]{0,9}", fullmatch=True)
instants = st.datetimes(timezones=st.just(NOW.tzinfo))
people = st.builds(
    lambda local, tags, wanted, **others: Subscriber(
        id=RING.id(f"{local}@example.org"),
        address=f"{local}@example.org",
        tags=tuple(sorted(set(tags))),
        sections=tuple(title for title in SECTIONS if title in wanted),
        **others,
    ),
    local=local_parts,
    name=words | st.just(""),
    language=st.sampled_from(["", "en", "uk-UA", "zh-Hant-TW"]),
    wanted=st.sets(st.sampled_from(SECTIONS)),
    frequency=st.sampled_from(["each", "weekly", "monthly"]),
    tags=st.lists(words, max_size=3),
    status=st.sampled_from(["pending", "active"]),
    source=st.sampled_from(["form", "import", "added"]),
    joined=instants,
    confirmed=st.none() | instants,
)


def again(text: str) -> list[Subscriber]:
    found = listing(text)
    assert found.mistakes == ()
    return [
        subscriber(row, id_=RING.id(row.address), status="active", now=NOW)
        for row in found.rows
    ]


@given(st.lists(people, unique_by=lambda each: each.address))
def test_a_list_is_read_as_it_was_written(written: list[Subscriber]):
    assert again("".join(lines(written))) == written


@given(people)
def test_no_cell_begins_like_a_formula(written: Subscriber):
    (row,) = list(csv.reader(io.StringIO("".join(lines([written])), newline="")))[1:]

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("name", NASTY)
def test_a_name_that_looks_like_a_formula_comes_back(name: str):
    (found,) = again("".join(lines([a_subscriber(name=clean(name))])))

    assert found.name == clean(name)
