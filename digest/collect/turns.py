"""Whose turn it is: feeds in their order, and no more of one host than it is asked.

A host that is slow, or that hundreds of feeds live at, must not take all turns: the
others would wait for it, and what waits at its door would run out of time there.
"""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from digest.collect.addresses import place_of
from digest.collect.fetch import PER_HOST
from digest.collect.source import is_file
from digest.model import Feed


class Turns:
    """Feeds that wait for their turn; at most so many have one at a time."""

    def __init__(self, feeds: Sequence[Feed], *, most: int) -> None:
        self._feeds = feeds
        self._left = most
        self._at_work: Counter[str] = Counter()
        self._waiting: dict[str, deque[int]] = defaultdict(deque)
        for number, feed in enumerate(feeds):
            self._waiting[_place(feed)].append(number)
        # by the number of its next feed, each host that may be asked for one
        self._free = [(line[0], place) for place, line in self._waiting.items()]
        heapq.heapify(self._free)

    def begin(self) -> Iterator[Feed]:
        """Yield the feeds whose turn it is; each has it from then on."""
        while self._left and self._free:
            _, place = heapq.heappop(self._free)
            feed = self._feeds[self._waiting[place].popleft()]
            self._left -= 1
            self._at_work[place] += 1
            if self._at_work[place] < PER_HOST:
                self._let(place)
            yield feed

    def end(self, feed: Feed) -> None:
        """Take back a feed's turn."""
        place = _place(feed)
        self._left += 1
        self._at_work[place] -= 1
        if self._at_work[place] == PER_HOST - 1:
            self._let(place)

    def _let(self, place: str) -> None:
        if line := self._waiting[place]:
            heapq.heappush(self._free, (line[0], place))


def _place(feed: Feed) -> str:
    """Return the host and port a feed is asked at; a file is a place of its own."""
    try:
        return feed.location if is_file(feed.location) else place_of(feed.location)
    except ValueError:  # no address; whoever asks will say so
        return feed.location
