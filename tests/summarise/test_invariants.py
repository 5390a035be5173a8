"""What holds for any text at all: exact spans, no overlap, linear work."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.model import Article, Span, Summary
from digest.summarise import in_order, summarise
from digest.text.paragraphs import paragraphs

Build = Callable[..., Article]
NASTY = [
    "",
    '"',
    "“",
    "”“",
    "'' ``",
    "« » „ “ ‘ ’",
    "“a\n\n“b\n\n“c”",
    '"a "b" c" said X.',
    "‘’‘’ 'tis 'em rock 'n' roll",
    "He said “",
    ", said",
    "said said said “we are here now” said",
    "(((( “we are here now,” said (X",
    "“𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ǅ İ ß are here,” said İbrahim Ǆ.",
    "\u202e“abc def ghi jkl,” said Bob\u0000.",
    "…“We … are … here…”… said…Bob…",
    "\u00a0“We are all here,”\u00a0said\u00a0Bob\u2028Smith.",
    "Mr. Mr. Mr. “We are all here,” said Mr.",
    "«— каже він. —»",
    "«а, — каже він",
    "«Ми тут, — каже — він, — „ми, — каже він, — там“, — каже він»",
    "«Ми тут усі давно, —\u00a0каже він.\u2003— Ми тут»",
    "за словами",
    "у — кажуть: «ми тут були всі»",
]
MARKS = ["“", "”", '"', "'", "’", "‘", "«", "»", "„", " ", ", ", ". ", "\n\n"]
ASIDES = [
    " — ",
    ", — каже він, — ",
    "! — вигукнула Віра Гай. — ",
    ", – пояснюють у мерії",
    "за словами Оксани Кравець ",
    "Директор Аа",
]
NAMES = ["Bob Smith ", "he ", "the minister ", "according to ", "said ", "1,000 "]
PIECES = st.sampled_from(
    [*MARKS, *NAMES, *ASIDES, "we go there now", "We go there now"]
)
SOUP = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map("".join),
)
anything = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def spans(summary: Summary) -> list[tuple[str, Span]]:
    segments = [part for quote in summary.quotes for part in quote.segments]
    return [(one.text, one.span) for one in (*summary.facts, *segments) if one.span]


@anything
@given(text=SOUP, title=SOUP, language=st.sampled_from(["en", "uk", "zz", "../en", ""]))
def test_every_span_is_exact_and_within_a_paragraph(
    an_article: Build, text: str, title: str, language: str
):
    summary = summarise(an_article(text, title=title, language=language))

    places = paragraphs(text)
    for found, span in spans(summary):
        assert span.of(text) == found
        assert any(
            place.start <= span.start < span.end <= place.end for place in places
        )


@anything
@given(text=SOUP, language=st.sampled_from(["en", "uk"]))
def test_quotations_never_overlap(an_article: Build, text: str, language: str):
    quotes = summarise(an_article(text, language=language)).quotes

    places = [
        (segment.span.start, segment.span.end)
        for quote in in_order(quotes)
        for segment in quote.segments
        if segment.span
    ]
    assert all(left[1] <= right[0] for left, right in pairwise(sorted(places)))


@anything
@given(text=SOUP)
def test_the_same_article_gives_the_same_summary(an_article: Build, text: str):
    assert summarise(an_article(text)) == summarise(an_article(text))


SAYINGS = st.lists(
    st.sampled_from(["Міст є", "Дороги немає", "Ми чекаємо давно", "Річка замерзла"]),
    min_size=2,
    max_size=5,
)
NARRATED = st.sampled_from(
    [
        ", — каже Віра Гай. — ",
        "! — вигукнула вона. — ",
        "? – спитала Віра Гай у мера. – ",
        "… — кривиться Гай. — ",
        ", — трохи помовчавши, додає вона, — ",
    ]
)


@anything
@given(said=SAYINGS, narrated=NARRATED, pair=st.sampled_from(["«»", "„“", '""']))
def test_no_narrator_is_ever_quoted(
    an_article: Build, said: list[str], narrated: str, pair: str
):
    text = f"{pair[0]}{narrated.join(said)}{pair[1]}."

    quotes = summarise(an_article(text, language="uk")).quotes

    segments = [part.text for quote in in_order(quotes) for part in quote.segments]
    assert [segment.rstrip("!?…") for segment in segments] == said


NEWS = (
    "When the bridge at Komarno was shut, heʼs said to have left the town at once. "
    "Engineer Robert Hudak saw it. “It will open before the first snow falls,” heʼs "
    "said on Monday. Both Hudak and Novak agreed, and itʼs said to be so."
)


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u2009", "\u3000", "\n"])
def test_a_text_may_be_set_with_any_space(an_article: Build, space: str):
    text = NEWS.replace(" ", space)

    summary = summarise(an_article(text, title="Bridge"))

    assert all(span.of(text) == found for found, span in spans(summary))


@pytest.mark.parametrize(
    "text",
    [
        "“" * 20_000,
        '"' * 20_000,
        '"a ' * 20_000,
        " 'a" * 20_000,
        "“a b c d” " * 3_000,
        "A. " * 20_000,
        "Aa " * 20_000,
        "Bob, " * 20_000,
        "".join(f"Aa{n} Bb{n}. “we are here now,” he said. " for n in range(5_000)),
        "".join(f"The Aa{n} Bb{n} has gone to us by now. " for n in range(5_000)),
        "said " * 20_000,
        "." * 100_000,
        "1," * 50_000,
        "a" * 200_000,
        " " * 200_000,
        "(" * 100_000,
        "\n " * 100_000,
        "«а, — каже він. — б» " * 3_000,
        "«б, — каже він. — б " + "а, — каже він. — б " * 200 + "»",
        "«а, — " * 10_000,
        "«а" + " " * 100_000 + "— каже",
        "директор Аа " * 10_000,
        "за словами Оксани Кравець " * 5_000,
        "у на в " * 20_000,
        "".join(f"«Ми тут давно», — сказав Аа{n} Бб{n}. " for n in range(2_000)),
        "".join(f"сказав Аа{n} Бб{n} «ми тут давно були», " for n in range(2_000)),
    ],
    ids=lambda text: repr(text[:8]),
)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_hostile_text_is_gone_through_without_harm(
    an_article: Build, text: str, language: str
):
    summary = summarise(an_article(text, title="Aa 1", language=language))

    assert all(span.of(text) == found for found, span in spans(summary))
