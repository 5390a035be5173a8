"""Each gets what he or she chose, and whoever gets nothing can be told why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import (
    Byline,
    Edition,
    Frequency,
    Section,
    Source,
    Story,
    Suppression,
    SuppressionReason,
)
from digest.subscribers import (
    REASONS,
    Earlier,
    Offer,
    Segment,
    choices,
    offer,
    same_period,
    wants,
)
from tests.subscribers.people import NOW, a_subscriber

KNOWN = ("Analysis", "News", "Culture")
OFFER = Offer(language="en", sections={"en": ("Analysis", "News")}, known=KNOWN)
TWO = replace(OFFER, sections={**OFFER.sections, "uk": ("Analysis", "News")})
SOURCE = Source(outlet="Outlet", url="https://outlet.example/")
ALL = Segment(language="en")


def test_who_chose_nothing_gets_all():
    assert wants(a_subscriber(), OFFER) == ALL


def test_who_chose_sections_gets_these():
    ada = a_subscriber(sections=("news", "Culture"))

    assert wants(ada, OFFER) == Segment(language="en", sections=("News",))


@pytest.mark.parametrize(
    "sections", [KNOWN, ("News", "Analysis"), ("ANALYSIS", "News")]
)
def test_who_wants_all_that_there_is_shares_a_segment(sections: tuple[str, ...]):
    assert wants(a_subscriber(sections=sections), OFFER) == ALL


def test_of_sections_that_there_are_not_nothing_is_sent():
    assert wants(a_subscriber(sections=("Culture",)), OFFER) == "sections"


def test_an_offer_is_made_of_the_editions_in_each_language():
    told = Story(headline="h", standfirst="s", bylines=(Byline(source=SOURCE),))
    own = Edition(
        name="2025-W03",
        title="Letter",
        date=date(2025, 1, 16),
        sections=(
            Section(title="Analysis", stories=(told,)),
            Section(title="News", stories=()),
        ),
    )
    other = replace(own, language="uk", sections=own.sections[:1])

    assert offer([own, other], known=KNOWN) == Offer(
        language="en", sections={"en": ("Analysis",), "uk": ("Analysis",)}, known=KNOWN
    )


def test_an_edition_of_corrections_alone_is_for_everybody():
    without = replace(OFFER, sections={"en": ()})

    assert wants(a_subscriber(sections=("Culture",)), without) == ALL


def test_a_section_that_nobody_can_choose_is_for_everybody():
    renamed = replace(OFFER, sections={"en": ("Analyses", "News")})

    assert renamed.unknown == ("Analyses",)
    for section in ("Analysis", "Culture"):
        found = wants(a_subscriber(sections=(section,)), renamed)
        assert found == Segment(language="en", sections=("Analyses",))


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("", "en"),
        ("uk", "uk"),
        ("uk-UA", "uk"),
        ("UK", "uk"),
        ("en-GB", "en"),
        ("de", "en"),
    ],
)
def test_a_language_is_had_where_it_is_offered(wanted: str, got: str):
    found = wants(a_subscriber(language=wanted), TWO)

    assert found == Segment(language=got)


def test_the_nearest_of_several_kinds_of_a_language_is_taken():
    several = replace(
        OFFER, sections=dict.fromkeys(("en", "pt-BR", "pt-PT"), ("News",))
    )

    assert wants(a_subscriber(language="pt-PT"), several) == Segment(language="pt-PT")
    assert wants(a_subscriber(language="pt"), several) == Segment(language="pt-BR")


@pytest.mark.parametrize("reason", ["unsubscribed", "bounced", "complained", "erased"])
def test_who_is_suppressed_gets_nothing_whatever_else_is_so(reason: SuppressionReason):
    ada = a_subscriber(status="pending")
    found = Suppression(id=ada.id, reason=reason, since=NOW)

    assert wants(ada, OFFER, suppression=found) == reason


def test_who_has_not_confirmed_gets_nothing():
    assert wants(a_subscriber(status="pending"), OFFER) == "pending"


@pytest.mark.parametrize(
    ("frequency", "hindered"),
    [("each", set()), ("weekly", {"week"}), ("monthly", {"month"})],
)
@pytest.mark.parametrize("period", ["week", "month"])
def test_the_first_edition_of_a_period_is_had_alone(
    frequency: Frequency, hindered: set[str], period: str
):
    ada = a_subscriber(frequency=frequency)
    earlier = Earlier(**{period: frozenset({ada.id})})

    found = wants(ada, OFFER, earlier=earlier)

    assert found == ("frequency" if period in hindered else ALL)
    assert wants(ada, OFFER) == ALL


def test_a_week_is_one_of_the_iso_calendar_and_a_month_has_a_year():
    assert same_period("weekly", date(2024, 12, 30), date(2025, 1, 5))
    assert not same_period("weekly", date(2025, 1, 5), date(2025, 1, 6))
    assert same_period("monthly", date(2025, 1, 1), date(2025, 1, 31))
    assert not same_period("monthly", date(2025, 1, 1), date(2024, 1, 1))
    assert not same_period("each", date(2025, 1, 1), date(2025, 1, 1))


def test_what_nobody_gets_is_told_in_words():
    outcomes = {"pending", "unsubscribed", "bounced", "complained", "erased"}

    assert REASONS.keys() == outcomes | {"frequency", "sections"}


def test_who_is_suppressed_is_asked_a_few_at_a_time():
    people = [a_subscriber(f"a{number}@example.org") for number in range(1_200)]
    asked: list[int] = []

    def suppressed(ids: list[str]) -> dict[str, Suppression]:
        asked.append(len(ids))
        return {
            id_: Suppression(id=id_, reason="bounced", since=NOW) for id_ in ids[:1]
        }

    found = list(choices(people, OFFER, suppressed=suppressed, earlier=Earlier()))

    assert [choice.subscriber for choice in found] == people
    assert sum(asked) == 1_200
    assert max(asked) <= 500
    assert sum(choice.outcome == "bounced" for choice in found) == len(asked)


@given(st.lists(st.sampled_from((*KNOWN, "Gone"))), st.sets(st.sampled_from(KNOWN)))
def test_a_segment_is_of_the_editions_sections(chosen: list[str], there: set[str]):
    titles = tuple(sorted(there))
    there_is = replace(OFFER, sections={"en": titles})

    found = wants(a_subscriber(sections=tuple(chosen)), there_is)

    if isinstance(found, Segment):
        assert set(found.sections) <= there
        assert found.sections != titles or not titles
    else:
        assert not there & set(chosen)
