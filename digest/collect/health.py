"""When a feed's trouble is no hiccup any more: it stays down, or silent."""

from dataclasses import replace
from datetime import datetime, timedelta

from digest.model import Feed, FeedMemory, Harvest, Notice, Rhythm

# Down: after so many failures in a row, the first of them so long ago. Daily runs come
# to the first of these sooner, weekly ones to the second; either may begin early.
_DOWN = ((3, timedelta(days=1.5)), (2, timedelta(days=6.5)))
_SHORTEST_SILENCE = timedelta(days=4)  # a long weekend's
_NOT_ASKED = "and not asked again until feeds.yaml has another address for it"
_AGAIN = timedelta(days=6.5)  # until a person is told again of what lasts


def told_without_asking(feed: Feed, memory: FeedMemory) -> tuple[Notice, ...]:
    """Return what each run says, quietly, of a feed that it leaves alone."""
    if not memory.gone_since:
        return ()
    text = f"ended by its publisher on {memory.gone_since:%d %B %Y}, {_NOT_ASKED}"
    return (Notice(subject=feed.title, text=text),)


def examined(harvest: Harvest, before: FeedMemory, *, now: datetime) -> Harvest:
    """Return a harvest with what a person should know of its feed.

    That it has moved is told once; that it stays down or silent once a week: a person
    who is told the same every day stops reading.
    """
    told = (*harvest.notices, *_moved(harvest, before))
    memory, words = harvest.memory, _trouble(harvest, now)
    last = memory.warned
    if words and last and last <= now < last + _AGAIN:
        return replace(harvest, notices=told)
    if not words:
        return replace(harvest, memory=replace(memory, warned=None), notices=told)
    urgent = Notice(subject=harvest.feed.title, text=words, urgent=True)
    memory = replace(memory, warned=now)
    return replace(harvest, memory=memory, notices=(*told, urgent))


def _moved(harvest: Harvest, before: FeedMemory) -> tuple[Notice, ...]:
    address = harvest.memory.moved_to
    if not address or address == before.moved_to:
        return ()
    text = f"has moved for good: in feeds.yaml write  url: {address}"
    return (Notice(subject=harvest.feed.title, text=text),)


def _trouble(harvest: Harvest, now: datetime) -> str | None:
    memory = harvest.memory
    if memory.gone_since:
        return f"ended by its publisher, {_NOT_ASKED}"
    if harvest.failure:
        return _down(memory, now)
    return silence(memory.rhythm, now) if memory.rhythm else None


def _down(memory: FeedMemory, now: datetime) -> str | None:
    since = memory.failing_since or now
    if not any(memory.failures >= n and now - since >= long for n, long in _DOWN):
        return None
    return (
        f"down since {since:%d %B %Y}, asked {memory.failures} times: look whether "
        "it has another address now"
    )


def silence(rhythm: Rhythm, now: datetime) -> str | None:
    """Return in words that a feed is silent beyond its rhythm; None: it is not."""
    longest = timedelta(days=max(2 * rhythm.longest_days, 5 * rhythm.usual_days))
    lasted = now - rhythm.newest
    if lasted < max(longest, _SHORTEST_SILENCE):
        return None
    return (
        f"silent for {lasted.days} days: its newest entry is of "
        f"{rhythm.newest:%d %B %Y}, and as a rule it has something new "
        f"{often(rhythm)}"
    )


def often(rhythm: Rhythm) -> str:
    """Return a feed's rhythm in words."""
    usual, longest = _every(rhythm.usual_days), rhythm.longest_days
    if longest <= rhythm.usual_days:
        return usual
    return f"{usual}, {longest} days apart at most"


def _every(days: int) -> str:
    return "every day" if days == 1 else f"every {days} days"
