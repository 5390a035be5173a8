"""Fuzz reading, cleaning and summarising for some time.

    python -m tests.fuzz --seconds 60
    python -m tests.fuzz --seed 123456     the same bytes again

Each round has a seed of its own, one more than the last; where a round finds something,
its seed is what is printed last, and the smallest bytes that do it above.
"""

import argparse
import random
import sys
import time
from itertools import count

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.material import content_types, damaged, feeds, pages
from tests.fuzz.targets import faults_of_feed, faults_of_page

EXAMPLES = 100  # in a round

_a_round = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def main() -> int:
    """Fuzz until time is up or something is found; return the exit code."""
    said = _arguments()
    ends = time.monotonic() + said.seconds
    first = random.SystemRandom().randrange(10**6) if said.seed is None else said.seed
    _say(f"fuzzing from --seed {first}")
    for number in count(first):
        try:
            _round(number)
        except BaseException:
            _say(f"found by: python -m tests.fuzz --seed {number}")
            raise
        if time.monotonic() > ends:
            _say(f"{(number - first + 1) * 2 * EXAMPLES:,} bodies, nothing found")
            return 0
    raise AssertionError  # count() has no end


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description="Fuzz what is collected.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="begin here instead of anywhere")
    return parser.parse_args()


def _round(number: int) -> None:
    @seed(number)
    @_a_round
    @given(damaged(feeds()), content_types())
    def feeds_are_read(body: bytes, kind: str) -> None:
        assert faults_of_feed(body, content_type=kind) == []

    @seed(number)
    @_a_round
    @given(damaged(pages()), content_types())
    def pages_are_read(body: bytes, kind: str) -> None:
        assert faults_of_page(body, content_type=kind) == []

    feeds_are_read()
    pages_are_read()


if __name__ == "__main__":
    sys.exit(main())
