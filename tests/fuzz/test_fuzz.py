"""A short slice of the fuzzing, the same each time; `make fuzz` goes on for longer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.material import content_types, damaged, feeds, pages
from tests.fuzz.targets import faults_of_feed, faults_of_page

a_slice = settings(max_examples=60, derandomize=True, database=None)


@a_slice
@given(damaged(feeds()), content_types())
def test_whatever_a_feed_holds_what_comes_of_it_is_clean(body: bytes, kind: str):
    assert faults_of_feed(body, content_type=kind) == []


@a_slice
@given(damaged(pages()), content_types())
def test_whatever_a_page_holds_what_comes_of_it_is_clean(body: bytes, kind: str):
    assert faults_of_page(body, content_type=kind) == []


@a_slice
@given(st.binary(max_size=400), content_types())
def test_any_bytes_at_all_do_no_harm(body: bytes, kind: str):
    assert faults_of_feed(body, content_type=kind) == []
    assert faults_of_page(body, content_type=kind) == []
