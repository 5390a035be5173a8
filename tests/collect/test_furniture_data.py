"""The furniture files: what `needs` promises of the patterns beside it."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.collect import furniture

# Letters that are another one's other case, such as the long s, are nobody's furniture.
LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя–—’"
)
FILES = sorted(Path(furniture.__file__).parent.glob("*.toml"))
WITHIN = [
    (pattern, tuple(kind["needs"]))
    for file in FILES
    for kind in tomllib.loads(file.read_text(encoding="utf-8"))["paragraphs"]
    for pattern in kind["patterns"]
    if not pattern.startswith("^")
]


@pytest.mark.parametrize(("pattern", "needs"), WITHIN, ids=lambda one: str(one)[:24])
@settings(max_examples=20, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_whatever_a_pattern_finds_has_something_it_needs(
    pattern: str, needs: tuple[str, ...], data: st.DataObject
):
    found = data.draw(
        st.from_regex(re.compile(pattern, re.IGNORECASE), alphabet=LETTERS)
    )

    assert any(need in found.lower() for need in needs)


def test_there_are_patterns_to_look_at():
    assert len(WITHIN) > 20
