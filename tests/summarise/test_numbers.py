"""Figures with what they count: which are picked, and which are left where they are."""

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Article, Entry
from digest.summarise import summarise


def numbers(text, language="en"):
    return summarise(
        Article(
            entry=Entry(id="1", url="https://outlet.example/a", title="A headline"),
            outlet="Outlet",
            section="News",
            language=language,
            text=text,
            first_seen=datetime(2025, 1, 16, tzinfo=UTC),
        )
    ).numbers


def told(text, language="en"):
    return [(number.figure, number.counted) for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("sentence", "figure", "counted"),
    [
        (
            "The northern districts sent 11,000 young Estmark soldiers to Kursk.",
            "11,000",
            "young Estmark soldiers to Kursk",
        ),
        (
            "Parliament set aside $2.5 billion for new transformers in March.",
            "$2.5 billion",
            "for new transformers in March",
        ),
        (
            "Some 300,000 people in Rivnia lost central heating on Monday.",
            "Some 300,000",
            "people in Rivnia lost central heating on Monday",
        ),
        (
            "The register lists up to 40 percent of ships under foreign flags.",
            "up to 40 percent",
            "of ships under foreign flags",
        ),
        (
            "The mill holds 8.1 million tonnes of winter wheat, its owners’ pride.",
            "8.1 million",
            "tonnes of winter wheat",
        ),
        (
            "Rivnia took in 1,157 Jewish students who had fled the southern front.",
            "1,157",
            "Jewish students who had fled the southern front",
        ),
    ],
)
def test_a_figure_stands_with_what_it_counts(sentence, figure, counted):
    assert told(sentence) == [(figure, counted)]


@pytest.mark.parametrize(
    ("sentence", "figure", "counted"),
    [
        (
            "До порту прибули 11 тис. північних військових інженерів.",
            "11 тис.",
            "північних військових інженерів",
        ),
        ("Уряд виділив $2 млрд на закупівлю дронів.", "$2 млрд", "на закупівлю дронів"),
        (
            "Понад 45 % опитаних мешканців підтримують новий закон.",
            "Понад 45 %",
            "опитаних мешканців підтримують новий закон",
        ),
    ],
)
def test_ukrainian_figures_are_picked_too(sentence, figure, counted):
    assert told(sentence, "uk") == [(figure, counted)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Pact of 2024 opened northern ports and yards.",
        "On 14 January the northern ports and yards opened again.",
        "On January 14 northern ports and yards opened again.",
        "The governor, aged 45 and tired of northern ports, left.",
        "A 45-year-old owner of northern ports left on Monday.",
        "The 24th convoy of northern grain ships left on Monday.",
        "They met in room 214 of the northern harbour ministry.",
        "The table on page 214 northern harbour owners drew is gone.",
        "Call 555-0134 northern harbour owners say nothing there.",
        "Two northern harbour owners of old grain ships left.",
        "The Su-57 fighter jets of northern air bases left.",
        "The siege of northern harbour towns lasted 120 days of winter cold.",
        "Traffic through northern harbour towns fell by 40 percent in March.",
        "Between 10,000 and 12,000 northern grain ships left the ports.",
        "The register counts 3 northern grain harbours.",
        "Which 11,000 northern grain ships left the harbour?",
    ],
)
def test_what_counts_nothing_is_no_number(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry did not send 11,000 northern Estmark soldiers to Kursk.",
        "The ministry could send 11,000 northern Estmark soldiers to Kursk.",
        "Estmark has sent 11,000 northern soldiers to Kursk, Rivnia claims.",
        "According to Rivnia, Estmark sent 11,000 northern soldiers to Kursk.",
        "If Estmark sent 11,000 northern soldiers to Kursk, Rivnia lost.",
        "“We have sent 11,000 northern Estmark soldiers to Kursk,” the minister said.",
    ],
)
def test_a_figure_that_its_sentence_bends_stays_there(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The yard employs 500 northern men and women.",
        "The yard employs 500 northern welders, painters and clerks.",
        "The pact gave 5,000 northern dock workers the right to strike.",
        "The port lost 40 percent of its northern grain traffic.",
    ],
)
def test_what_is_counted_is_never_cut_in_two(sentence):
    assert told(sentence) == []


def test_a_number_knows_its_unit_and_its_place():
    text = (
        "The town set aside $2 billion for new power lines and buried 40 km of cable."
    )

    assert [(n.unit, n.span.of(text)) for n in numbers(text)] == [
        ("km", "40 km of cable")
    ]


def test_a_language_without_these_words_has_no_numbers():
    assert numbers("Der Hafen nahm 11,000 junge Schiffe aus Estmark auf.", "de") == ()


def test_an_article_has_four_numbers_at_most_and_none_twice():
    text = "\n\n".join(
        f"The northern districts sent {n},000 young Estmark soldiers to Kursk."
        for n in (11, 12, 13, 14, 15, 11)
    )

    found = [number.figure for number in numbers(text)]

    assert len(found) == len(set(found)) == 4


@given(
    st.text(
        st.one_of(st.sampled_from("0123456789 .,%$€—“”'\nand of"), st.characters()),
        max_size=300,
    ),
    st.sampled_from(["en", "uk", "de"]),
)
def test_a_number_is_always_word_for_word(text, language):
    for number in numbers(text, language):
        assert " ".join(number.span.of(text).split()) == number.text


@pytest.mark.parametrize(
    "piece", ["11,000 ", "$", "11,000 of ", "“11” ", "about ", "11 тис. ", "1, ", "9"]
)
def test_time_is_linear_on_hostile_text(piece):
    start = process_time()

    numbers(piece * (200_000 // len(piece)))

    assert process_time() - start < 5


@pytest.mark.parametrize(
    "sentence",
    [
        "Half of the 12,000 river ferries were shut.",
        "A third of the 300 river ferries sank.",
        "It was minus 120 degrees of frost in the hold.",
        "The town is short of 400 river pilots.",
    ],
)
def test_a_part_of_a_figure_is_not_the_figure(sentence: str):
    assert numbers(sentence) == ()
