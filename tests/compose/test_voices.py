"""Who is heard in an edition outside of its stories."""

import pytest

from digest.model import Quote, Segment, Source, Span
from tests.compose.test_compose import (
    PACT,
    PACT_AGAIN,
    WEEKLY,
    a_summary,
    an_article,
    composed,
)

QUOTED = "We will build these boats together and on time"


def said(text, speaker, role="harbour master", **changes):
    segments = (Segment(text=text, span=Span(start=0, end=1)),)
    source = Source(outlet="Baltic Post", url="https://baltic-post.example/pact")
    fields = {"segments": segments, "speaker": speaker, "role": role, "source": source}
    return Quote(**{**fields, "confidence": 0.9, **changes})


def lines(*speakers, about="tide"):
    """Quotations of these people, no two alike."""
    return tuple(
        said(f"The {about}{n} is on the {about}wall{n} and in our {about}nets{n}", who)
        for n, who in enumerate(speakers)
    )


def stories(*quotes_of_each):
    """Summaries that share no event, the first the most important."""
    return [
        a_summary(
            an_article(
                f"Town{n} opened its gate{n} to traders{n}. " * 4,
                title=f"Town{n}",
                outlet=f"Outlet {n}",
                days_old=1 + n,
            ),
            quotes=quotes,
        )
        for n, quotes in enumerate(quotes_of_each)
    ]


def heard(*summaries, most=3):
    newsletter = WEEKLY.model_copy(update={"max_voices": most})
    return [
        voice.speaker for voice in composed(*summaries, newsletter=newsletter).heard
    ]


TOP = lines("Ann Ash", "Bea Birch", "Cy Cedar", "Di Dogwood", about="gale")
SECOND = lines("Ed Elm", "Flo Fir", "Gil Gorse", about="rain")
THIRD = lines("Hal Holly", "Ivo Ivy", about="snow")


def test_those_are_heard_whom_the_stories_had_no_room_to_quote():
    assert heard(*stories(TOP, SECOND, THIRD)) == ["Cy Cedar", "Flo Fir", "Ivo Ivy"]


def test_there_are_at_most_as_many_as_the_settings_say():
    told = stories(TOP, SECOND, THIRD)

    assert heard(*told, most=2) == ["Cy Cedar", "Flo Fir"]
    assert heard(*told, most=0) == []


def test_a_second_one_of_a_story_comes_only_after_one_of_each():
    assert heard(*stories(TOP, SECOND)) == ["Cy Cedar", "Di Dogwood", "Flo Fir"]


def test_one_voice_alone_makes_no_block():
    assert composed(*stories(TOP[:3])).voices is None


def test_the_block_has_a_heading():
    assert composed(*stories(TOP, SECOND)).voices.title == "Voices"


def test_nobody_is_heard_whom_a_story_quotes():
    again = said("The lamps on the western mole have been dark since", "Ash")

    assert heard(*stories((*TOP, again), SECOND)) == heard(*stories(TOP, SECOND))


def test_nobody_is_heard_twice():
    cedar = lines("Ed Elm", "Cedar", "Gil Gorse", about="rain")

    assert heard(*stories(TOP, cedar)) == ["Cy Cedar", "Di Dogwood", "Gil Gorse"]


@pytest.mark.parametrize(
    "unfit",
    [
        said("The lamps on the western mole have been dark " + "since " * 40, "Jo Jay"),
        said("The lamps on the western mole are dark", "Jo Jay", confidence=0.1),
        said("The lamps on the western mole are dark", "Jo Jay", mixed=True),
        said("The lamps on the western mole are dark", "one of them"),
        said("The lamps on the western mole are dark", "Residents of the port", None),
        said("The lamps on the western mole are dark", None),
        said("and the lamps on the western mole are dark", "Jo Jay"),
        said("Town0 opened its gate0 to traders0 again", "Jo Jay"),
        said("A gale0 is at the galewall0 and by our galenets0", "Jo Jay"),
    ],
    ids=(
        "too long",
        "unsure",
        "mixed",
        "nameless",
        "group",
        "nobody",
        "half",
        "fact",
        "repeated",
    ),
)
def test_what_cannot_stand_alone_or_is_printed_already_is_no_voice(unfit):
    assert heard(*stories((*TOP[:3], unfit), SECOND[:2])) == ["Cy Cedar", "Flo Fir"]


def test_who_has_a_role_is_heard_before_who_has_none():
    unknown = said("The lamps on the western mole are dark", "Jo Jay", None)

    assert heard(*stories((*TOP[:2], unknown, TOP[2]), SECOND[:2]), most=2) == [
        "Cy Cedar",
        "Flo Fir",
    ]


def test_voices_of_one_event_come_from_all_that_tell_it():
    one = a_summary(an_article(PACT), quotes=TOP[:3])
    other = a_summary(
        an_article(PACT_AGAIN, outlet="Other", title="Pact signed"), quotes=SECOND[:1]
    )

    assert heard(one, other) == ["Cy Cedar", "Ed Elm"]
