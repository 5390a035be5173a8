"""Which events are chosen, and that few are summarised for it."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from digest.compose.copies import Telling
from digest.compose.rank import MOST_READ, heaviest
from digest.model import Article, Summary
from tests.compose.test_compose import (
    NOW,
    PACT,
    WEEKLY,
    a_quote,
    a_summary,
    an_article,
)

Event = Sequence[Summary]

SPOKEN = "“We will build these boats together and on time,” she said."


def a_telling(
    number: int,
    *,
    outlet: str = "A",
    days_old: float = 0,
    facts: int = 4,
    speaks: bool = True,
    looks_spoken: bool = False,
    dated: bool = True,
) -> Summary:
    return a_summary(
        an_article(
            SPOKEN if speaks or looks_spoken else PACT,
            title=f"Title {number}",
            outlet=outlet,
            days_old=days_old,
            dated=dated,
        ),
        facts=tuple(f"Fact {n}" for n in range(facts)),
        quotes=(a_quote(),) if speaks else (),
    )


@st.composite
def corpora(draw: st.DrawFn) -> list[Event]:
    """Return events of a few articles, of few values, so that many are equal."""
    numbers = count()
    telling = st.builds(
        lambda **given: a_telling(next(numbers), **given),
        outlet=st.sampled_from("ABC"),
        days_old=st.sampled_from([0, 1, 1.5, 6, 13]),
        facts=st.integers(0, 5),
        speaks=st.booleans(),
        looks_spoken=st.booleans(),
        dated=st.sampled_from([True, True, False]),
    )
    return draw(st.lists(st.lists(telling, min_size=1, max_size=3), max_size=30))


def chosen(
    events: Sequence[Event], *, most: int
) -> tuple[list[list[str]], list[Article]]:
    """Return the titles of the events chosen, and the articles that were summarised."""
    known = {summary.article: summary for event in events for summary in event}
    asked: list[Article] = []

    def summarise(article: Article) -> Summary:
        asked.append(article)
        return known[article]

    found = heaviest(
        [
            tuple(Telling(original=summary.article) for summary in event)
            for event in events
        ],
        WEEKLY.model_copy(update={"max_stories": most}),
        summarise=summarise,
        now=NOW,
    )
    return [[titled(summary) for summary in event.group] for event in found], asked


def titled(summary: Summary) -> str:
    return summary.article.entry.title


def chosen_plainly(
    events: Sequence[Event], *, most: int, most_read: int
) -> list[list[str]]:
    """Choose as the module's first lines say, weighing everything anew each time."""
    unread, told = [*events], list[Event]()
    had: Counter[str] = Counter()
    found: list[list[str]] = []
    while (unread or told) and len(found) < most:
        for _ in range(most_read):
            promised = max((promise(event, had) for event in unread), default=-9.0)
            if not unread or any(worth(group, had) > promised for group in told):
                break
            first = min(unread, key=lambda event: promised_place(event, had))
            unread.remove(first)
            told += [group] if (group := sorted(telling(first), key=substance)) else []
        if told:
            best = min(told, key=lambda group: place(group, had))
            told.remove(best)
            had[outlet(best[0])] += 1
            found.append([titled(summary) for summary in best])
    return found


def promise(event: Event, had: Counter[str]) -> float:
    speaks = any(summary.article.text == SPOKEN for summary in event)
    penalty = 0.35 * min(had[outlet(summary)] for summary in event)
    return weight(event, facts=4, speaks=speaks) - penalty


def promised_place(event: Event, had: Counter[str]) -> tuple[float, float, str]:
    first = event[0].article
    return -promise(event, had), -first.dated.timestamp(), first.entry.url


def outlet(summary: Summary) -> str:
    return summary.article.outlet


def telling(event: Event) -> list[Summary]:
    return [summary for summary in event if summary.facts]


def substance(summary: Summary) -> int:
    return -min(4, len(summary.facts)) - len(summary.quotes)


def place(group: Event, had: Counter[str]) -> tuple[float, float, str]:
    lead = group[0].article
    return -worth(group, had), -lead.dated.timestamp(), lead.entry.url


def worth(group: Event, had: Counter[str]) -> float:
    facts = sum(len(summary.facts) for summary in group)
    speaks = any(summary.quotes for summary in group)
    return weight(group, facts=facts, speaks=speaks) - 0.35 * had[outlet(group[0])]


def weight(group: Event, *, facts: int, speaks: bool) -> float:
    ages = [
        (NOW - article.dated) / timedelta(days=7) if article.entry.published else 1.0
        for article in (summary.article for summary in group)
    ]
    outlets = {outlet(summary) for summary in group}
    return (
        2.0 ** -min(ages)
        + 0.5 * min(3, len(outlets) - 1)
        + 0.1 * min(4, facts)
        + 0.3 * speaks
    )


@given(corpora(), st.integers(1, 6))
def test_the_events_chosen_are_those_that_the_plainest_way_chooses(
    events: list[Event], most: int
):
    found, _ = chosen(events, most=most)

    assert found == chosen_plainly(events, most=most, most_read=MOST_READ)


@given(corpora(), st.integers(1, 6))
def test_of_few_events_those_are_chosen_that_are_when_all_are_summarised(
    events: list[Event], most: int
):
    few = events[:MOST_READ]

    found, _ = chosen(few, most=most)

    assert found == chosen_plainly(few, most=most, most_read=len(few))


@given(corpora(), st.integers(1, 6))
def test_no_article_is_summarised_twice(events: list[Event], most: int):
    _, asked = chosen(events, most=most)

    assert len(asked) == len(set(asked))


def test_what_cannot_win_any_more_is_not_summarised():
    outlets = [f"Outlet {number}" for number in range(6)]
    events = [[a_telling(n, outlet=o, days_old=n)] for n, o in enumerate(outlets)]

    found, asked = chosen(events, most=2)

    assert found == [["Title 0"], ["Title 1"]]
    assert [article.entry.title for article in asked] == ["Title 0", "Title 1"]


def test_a_newsletter_of_one_outlet_is_not_summarised_whole_either():
    events = [[a_telling(n, outlet="A", days_old=n / 4)] for n in range(50)]

    _, asked = chosen(events, most=3)

    assert len(asked) == 3


def test_an_edition_of_many_equal_promises_reads_a_few_for_each_place():
    events = [[a_telling(n, outlet=f"{n}", facts=1, speaks=False)] for n in range(500)]

    found, asked = chosen(events, most=3)

    assert len(found) == 3
    assert len(asked) == 3 * MOST_READ
