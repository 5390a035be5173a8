"""Which stretches between marks are quotations, and which are one utterance."""

from collections.abc import Callable

import pytest

from digest.model import Article
from digest.summarise import in_order, summarise

Build = Callable[..., Article]
WORDS = "The bridge will open before the snow"


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS},” Mira Kovacs said.",
        f'"{WORDS}," Mira Kovacs said.',
        f"‘{WORDS},’ Mira Kovacs said.",
        f"'{WORDS},' Mira Kovacs said.",
        f"«{WORDS}», Mira Kovacs said.",
        f"„{WORDS}“, Mira Kovacs said.",
        f'“{WORDS}," Mira Kovacs said.',
    ],
)
def test_every_style_of_marks_is_read(an_article: Build, text: str):
    (quote,) = summarise(an_article(text)).quotes

    assert quote.text == WORDS
    assert quote.speaker == "Mira Kovacs"


def test_an_interrupted_utterance_is_one_quotation_of_two_segments(an_article: Build):
    text = f"“{WORDS},” said Mira Kovacs. “Then we will walk across it.”"

    (quote,) = summarise(an_article(text)).quotes

    assert quote.text == f"{WORDS} … Then we will walk across it."
    assert not quote.mixed


def test_an_utterance_interrupted_within_a_sentence_is_one(an_article: Build):
    text = f"“{WORDS},” said Mira Kovacs, “and we will walk across it.”"

    (quote,) = summarise(an_article(text)).quotes

    assert len(quote.segments) == 2
    assert not quote.mixed


def test_an_utterance_over_paragraphs_is_one(an_article: Build):
    text = f"Mira Kovacs said: “{WORDS}.\n\n“Then we will all walk across it.”"

    (quote,) = summarise(an_article(text)).quotes

    assert [segment.text for segment in quote.segments] == [
        f"{WORDS}.",
        "Then we will all walk across it.",
    ]
    assert quote.speaker == "Mira Kovacs"


def test_a_nested_quotation_stays_inside(an_article: Build):
    text = "“They told us, ‘Wait for the spring,’ and so we waited,” Mira Kovacs said."

    (quote,) = summarise(an_article(text)).quotes

    assert quote.text == "They told us, ‘Wait for the spring,’ and so we waited"


def test_a_partial_quotation_is_marked_as_mixed(an_article: Build):
    text = "The bridge is “a monument to patience and to rust,” city engineers warned."

    (quote,) = summarise(an_article(text)).quotes

    assert quote.mixed
    assert quote.speaker == "city engineers"


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “reform” was never passed by the council.",
        "She wrote the novel “The Long Winter of Stone Bridges” in one year.",
        "The builders’ hall and the workers’ canteen stayed shut all week.",
        "It was the winter of '87 and nobody's pipes held.",
        "The plank was 5'10\" long and the other was 6'2\" long.",
    ],
)
def test_what_is_not_speech_is_not_a_quotation(an_article: Build, text: str):
    assert summarise(an_article(text)).quotes == ()


def test_apostrophes_do_not_end_a_single_quoted_utterance(an_article: Build):
    text = "‘It isn’t the workers’ fault that the bridge is shut,’ Mira Kovacs said."

    (quote,) = summarise(an_article(text)).quotes

    assert quote.text == "It isn’t the workers’ fault that the bridge is shut"


def test_the_number_of_quotations_can_be_bounded(an_article: Build):
    text = "\n\n".join(
        f"“{WORDS} of year {year},” Mira Kovacs said." for year in range(5)
    )

    assert len(summarise(an_article(text), quotes=2).quotes) == 2
    assert summarise(an_article(text), quotes=0).quotes == ()


def test_a_whole_sentence_by_a_named_speaker_comes_before_a_part(an_article: Build):
    text = (
        "The plan is “too slow for a town of that size,” local critics said.\n\n"
        "“We will have mended the whole bridge by May, and we will do it well,” "
        "said engineer Mira Kovacs."
    )

    quotes = summarise(an_article(text)).quotes

    assert [quote.mixed for quote in quotes] == [False, True]
    assert [quote.mixed for quote in in_order(quotes)] == [True, False]


def test_a_whole_sentence_comes_before_one_that_begins_in_lower_case(
    an_article: Build,
):
    text = (
        "Engineer Mira Kovacs said: “and so we will mend the bridge by the first of "
        f"May.”\n\n“{WORDS} of the year,” said engineer Jan Hudak."
    )

    quotes = summarise(an_article(text)).quotes

    assert [quote.speaker for quote in quotes] == ["Jan Hudak", "Mira Kovacs"]


def test_two_who_speak_side_by_side_are_not_one(an_article: Build):
    text = (
        "Ruth Adler said: “You would have to ask him of it.” "
        "“I have no plans to go there,” Martin Cole told us."
    )

    said = [quote.speaker for quote in in_order(summarise(an_article(text)).quotes)]

    assert said == ["Ruth Adler", "Martin Cole"]
