"""The scores of our own gold articles, each a share in per cent: the more the better.

A tally counts what was found in one article or many; tallies add up, and scores are
made of their sum. Segments match as in `spans`, speakers as in `names`. An utterance is
*printed* where its speaker is known at least as surely as an edition asks; a wrong
speaker in print is what harms, so `printed-right` is the score to guard.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bench.spans import percent

Tally = Counter[str]

_WORD = re.compile(r"\w+")


class Share(NamedTuple):
    """A share of a tally's `whole` that is also counted as `part`."""

    part: str
    whole: str
    meaning: str


SCORES: Mapping[str, Share] = {
    "spans": Share(
        "segments that match, twice",
        "segments of both",
        "F1 of the quoted segments",
    ),
    "kept-out": Share("kept out", "not quotes", "scare quotes and titles left alone"),
    "speaker-right": Share(
        "speaker right", "found, spoken", "of utterances found, the speaker is right"
    ),
    "printed-right": Share(
        "printed right", "printed", "of utterances printed, the speaker is right"
    ),
    "coverage": Share(
        "covered", "spoken", "of utterances with a speaker, printed rightly and whole"
    ),
    "named-in-full": Share(
        "in full", "speaker right", "of right speakers, named as the gold names them"
    ),
    "role-found": Share("role found", "roles", "of roles given, at least half is told"),
    "mixed-right": Share(
        "mixed right", "found", "of utterances found, known as mixed or not"
    ),
    "facts-key": Share("key", "facts", "of the first three facts, key ones"),
    "facts-good": Share("good", "facts", "of the first three facts, key or fine ones"),
    "facts-not-never": Share(
        "not never", "facts", "of the first three facts, none that must never be one"
    ),
    "facts-once": Share(
        "said once", "said twice", "of what is said twice, not told twice"
    ),
    "figures-found": Share(
        "figures found", "figures", "of figures that count something, found"
    ),
    "figures-counted": Share(
        "figures counted", "figures found", "of figures found, what they count is told"
    ),
}


HARMS: Mapping[str, Share] = {
    "printed-wrong": Share(
        "printed wrong", "printed", "of them, somebody else is named"
    ),
}
"""Shares that are the better the less: shown, and no floor can be put under them."""


def percents(tally: Tally, shares: Mapping[str, Share] = SCORES) -> dict[str, float]:
    """Return the scores of a tally, without those of which it counts nothing."""
    return {
        name: percent(tally[share.part], tally[share.whole])
        for name, share in shares.items()
        if tally[share.whole]
    }


def shares(answer: str, wanted: str) -> bool:
    """Tell whether at least half of the words wanted are in an answer."""
    words = _WORD.findall(wanted.casefold())
    given = set(_WORD.findall(answer.casefold()))
    return 2 * sum(word in given for word in words) >= len(words) > 0
