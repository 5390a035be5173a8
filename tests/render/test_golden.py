"""One small edition, character for character: each change of the look is seen here.

`python -m tests.render.golden` writes the expected files anew; look at what changed.
"""

import pytest

from tests.render.golden import EXPECTED, made


@pytest.mark.parametrize("name", EXPECTED)
def test_a_small_edition_comes_out_as_it_was_looked_at(name):
    assert made()[name] == EXPECTED[name].read_text(encoding="utf-8")
