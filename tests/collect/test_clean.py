import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import article_from_text, cleaned
from digest.collect.patterns import compiled
from digest.errors import FeedError
from digest.model import Span
from tests.collect.builders import NOW, prose, sentence

SEED = Path(__file__).parents[3] / "shared" / "data" / "ukrainealert-north-korea.txt"

BODY = prose(1, paragraphs=6)


def kept(*parts, **options):
    return cleaned("\n\n".join(parts), **options).text.split("\n\n")


@pytest.mark.parametrize(
    "furniture",
    [
        "Subscribe to our weekly newsletter for more.",
        "Sign up for our newsletter",
        "Get the best of our analysis, delivered directly to your inbox twice a week.",
        "Follow us on social media and help us grow",
        "Follow the Example Institute on Facebook, Telegram and Bluesky.",
        "The post A headline appeared first on Example Outlet.",
        "This article was originally published by Example Outlet.",
        "Image: Soldiers at a checkpoint near the river in early January.",
        "Photo credit: Example Agency",
        "Soldiers cross a river on Monday. (Photo by Jane Doe/Example Agency)",
        "Two men beside a tank. (Military handout via EYEPRESS)",
        "A view of the harbour. Getty Images",
        "The harbour on Friday. REUTERS/Jane Doe",
        "The views expressed in this article are solely those of the authors.",
        "The author's opinions do not necessarily reflect the views of the Institute.",
        "Read more: Another headline about something else",
        "Related: Another headline about something else",
        "Share on Facebook",
        "Share Tweet Email 12",
        "Leave a comment",
        "Join the conversation",
        "We use cookies to improve your experience.",
        "Tags: war, peace, grain",
        "Filed under: Analysis",
        "5 min read",
        "January 16, 2025",
        "Published 16 January 2025",
        "Copyright 2025 Example Outlet. All rights reserved.",
        "Advertisement",
        "Continue reading this story",
        "Donate to keep us going.",
        "https://outlet.example/a/very/long/address",
        "* * *",
        "[…]",
    ],
)
def test_furniture_never_reaches_an_article(furniture):
    assert kept(*BODY[:3], furniture, *BODY[3:]) == BODY


@pytest.mark.parametrize(
    "real",
    [
        "The minister signed up to the agreement after two days of talks in Geneva.",
        "Reuters reported that the views expressed at the meeting differed widely.",
        "“Follow us into the future,” the president told the crowd in the capital.",
        "Readers of the newspaper share a distrust of cookies and advertisements.",
        "Image and photo archives were lost in the fire, the museum director said.",
        "About the size of Belgium, the region holds a third of the country’s grain.",
        "He is a professor at the state university and has led the talks since May.",
        "What happens next",
        "In January 2025, the price rose by 12 percent to $40 a tonne.",
        "The European Union is a nonpartisan observer of the vote in the region.",
        "Photo evidence from the scene supports the account of the witnesses.",
        "By Monday, the army had taken the bridge and both villages beside it.",
        "Ukraine is a member of the council and has voted with the majority.",
    ],
)
def test_what_only_resembles_furniture_stays(real):
    assert kept(*BODY[:3], real, *BODY[3:]) == [*BODY[:3], real, *BODY[3:]]


def test_a_sign_up_box_goes_with_its_paragraph():
    box = "As the war unfolds, the Example Alert delivers insight twice a week."

    assert kept(*BODY[:3], "Stay updated", box, *BODY[3:]) == BODY


def test_a_sign_up_heading_takes_no_paragraph_of_the_article():
    assert kept(*BODY[:3], "Stay updated", *BODY[3:]) == BODY


def test_further_reading_goes_with_its_list():
    cards = ["Example Alert", "Another headline about grain", "A teaser of that story."]

    assert kept(*BODY, "Further reading", *cards) == BODY


def test_related_links_in_the_middle_take_only_titles():
    related = ["Related", "Another headline about grain", "A third headline"]

    assert kept(*BODY[:2], *related, *BODY[2:]) == BODY


def test_mission_statements_go_where_they_stand_at_the_end():
    mission = "The Example Center’s mission is to promote prosperity in the valley."
    about = "The Example Institute is a nonpartisan organization that studies valleys."

    assert kept(*BODY, mission, about) == BODY


def test_a_feeds_own_patterns_and_recurring_paragraphs_go():
    from digest.collect.recurrence import fingerprint

    options = {
        "drop": compiled(("number 1010",)),
        "recurring": frozenset({fingerprint(BODY[0])}),
    }

    assert kept(*BODY, **options) == BODY[2:]


def test_a_pattern_that_is_none_is_an_error():
    with pytest.raises(FeedError, match="not a regular expression"):
        compiled(("[",))


def test_a_repeated_title_goes():
    assert kept("A headline", *BODY, title="A Headline") == BODY


def test_ukrainian_furniture_is_known_too():
    parts = [
        "Підписуйтесь на наш канал у Telegram",
        "Читайте також: Інша новина про врожай",
        "Фото: Приклад",
        "Думка редакції може не збігатися з позицією автора.",
    ]

    assert kept(*BODY, *parts, language="uk") == BODY


def test_an_unknown_language_has_the_english_furniture():
    assert kept(*BODY, "Share on Facebook", language="xx") == BODY


# ── the author's own lines ───────────────────────────────────────────────────────────


def test_the_note_on_a_known_author_is_kept_apart():
    note = "Jane Q. Doe directs the Example Program. Follow her on X @jane."

    clean = cleaned("\n\n".join([*BODY, note]), authors=("Jane Doe",))

    assert clean.text.split("\n\n") == BODY
    assert clean.author_note == note
    assert clean.authors == ("Jane Doe",)


def test_a_note_may_stand_at_the_start_where_the_author_is_known():
    note = "Jane Doe is a senior fellow at the Example Institute."

    clean = cleaned("\n\n".join([note, *BODY]), authors=("Jane Doe",))

    assert clean.author_note == note


@pytest.mark.parametrize(
    ("note", "authors"),
    [
        ("Jane Doe is an analyst at the Example Institute.", ("Jane Doe",)),
        ("Dr. Olena Koval’ is a professor of history at a college.", ("Olena Koval’",)),
        ("Jane Doe and Jo Roe are fellows at the Institute.", ("Jane Doe", "Jo Roe")),
        ("Jane van der Berg was the editor of a paper.", ("Jane van der Berg",)),
        ("The author is a journalist based in Odesa.", ()),
        ("Mary-Ann O’Neil (@mary) writes as a columnist for us.", ("Mary-Ann O’Neil",)),
    ],
)  # fmt: skip
def test_an_unknown_author_is_known_from_the_note(note, authors):
    clean = cleaned("\n\n".join([*BODY, note, "Further reading"]))

    assert clean.author_note == note
    assert clean.authors == authors
    assert clean.text.split("\n\n") == BODY


def test_a_paragraph_about_somebody_in_the_article_is_no_note():
    who = "John Roe is a professor of history at the state university."
    parts = [*BODY, "“It is over,” said Roe on Monday.", who]

    assert kept(*parts) == parts
    assert cleaned("\n\n".join(parts)).author_note is None


def test_a_byline_names_the_author_and_goes():
    clean = cleaned("\n\n".join(["By Jane Doe and John Roe", *BODY]))

    assert clean.authors == ("Jane Doe", "John Roe")
    assert clean.text.split("\n\n") == BODY


# ── offsets ──────────────────────────────────────────────────────────────────────────


@given(
    st.lists(
        st.sampled_from(
            [sentence(1), sentence(2), "Share", "Stay updated", "By Jane Doe", "x\ny"]
        ),
        max_size=8,
    ),
    st.sampled_from(["\n\n", "\n \n\n", "\r\n\r\n"]),
)
def test_every_place_in_the_clean_text_leads_back_to_the_same_words(parts, gap):
    text = gap.join(parts)
    clean = cleaned(text)

    for start in range(0, len(clean.text), 7):
        for end in range(start + 1, min(start + 30, len(clean.text) + 1)):
            words = clean.text[start:end]
            if "\n\n" in words or words.strip() != words:
                continue
            assert clean.origin(Span(start=start, end=end)).of(text) == words


@pytest.mark.parametrize(
    "nasty",
    [
        "a " * 100_000,
        "A" * 200_000,
        "Aa " * 60_000,
        "(" * 200_000,
        "by " * 60_000,
        "Follow " * 30_000,
        "The post " * 20_000,
        "Jane O’Neil, " * 15_000,
        "\n\n".join(["Jane Doe is a fellow at X."] * 3_000),
        "\n".join(["Related"] * 5_000),
        "1" * 200_000,
        "share " * 40_000,
    ],
)
def test_nasty_texts_are_cleaned_quickly(nasty):
    started = time.process_time()

    cleaned(nasty)

    assert time.process_time() - started < 3


# ── the real one ─────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not SEED.exists(), reason="the real article is not here")
def test_a_real_article_loses_its_furniture_and_nothing_else():
    text = SEED.read_text()
    article = article_from_text(text, name="north-korea.txt", now=NOW)

    given_parts = text.strip().split("\n\n")
    furniture = {
        at
        for at, part in enumerate(given_parts)
        if re.match(
            "Stay updated|As the world watches|Alina|Further|The views|The Eurasia"
            "|Follow us|Image:",
            part,
        )
    }
    expected = [
        part for at, part in enumerate(given_parts) if at and at not in furniture
    ]
    assert article.entry.title == given_parts[0]
    assert article.authors == ("Alina Hrytsenko",)
    assert article.author_note.startswith("Alina Hrytsenko is an analyst at")
    assert article.text.split("\n\n") == expected
    assert len(expected) == 11
