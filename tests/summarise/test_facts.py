"""Which sentences are key facts: those that carry news and stand on their own."""

from collections.abc import Callable

import pytest

from digest.model import Article
from digest.summarise import summarise

Build = Callable[..., Article]
STANDING = "Slovakia opened a new bridge over the Danube near Bratislava on Monday."


@pytest.mark.parametrize(
    "hanging",
    [
        "This lack of money has delayed the whole project by several years.",
        "These supplies have helped the town through an unusually hard winter.",
        "He said that the town had waited for the bridge for a decade.",
        "Some are believed to have crossed the river by night in small boats.",
        "However, the town of Komarno still has no bridge of its own.",
        "Meanwhile, the town of Komarno still has no bridge of its own.",
        "While this money is welcome, the town of Komarno needs far more.",
        "As a result, the town of Komarno still has no bridge of its own.",
        "Why does the town of Komarno still have no bridge of its own?",
        "I have crossed the Danube near Komarno more often than I can count.",
        "Mira Kovacs is the author of three books on the Danube and its towns.",
        "“The bridge will open before the snow comes to us,” Mira Kovacs said.",
        "It's got four lanes and a cycle path on the side of Komarno.",
        "Here’s how the engineers of Komarno would rank their bridges by age.",
        "In it, the mayor of Komarno denied ever having seen the plans.",
        "Together with the older ferry, it carries 4,000 people a day.",
        "The five companies were told to repair the road by next spring.",
        "Correction: The caption to the photograph of Komarno named the wrong river.",
        "Editor’s note: The caption below the photograph of Komarno was changed.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_no_fact(an_article: Build, hanging: str):
    facts = summarise(an_article(f"{STANDING} {hanging}"), facts=5).facts

    assert [fact.text for fact in facts] == [STANDING]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry sent at least 11,000 workers to the Danube delta.", "figure"),
        ("Slovakia opened its newest bridge over the Danube in May 2024.", "event"),
        ("Slovakia regards the bridge over the Danube as a lifeline.", "claim"),
    ],
)
def test_a_fact_says_what_it_carries(an_article: Build, text: str, kind: str):
    (fact,) = summarise(an_article(text)).facts

    assert fact.kind == kind


def test_two_facts_never_say_the_same(an_article: Build):
    again = "On Monday Slovakia opened a new bridge over the Danube near Bratislava."

    facts = summarise(an_article(f"{STANDING}\n\n{again}"), facts=5).facts

    assert len(facts) == 1


def test_the_standfirst_is_among_the_facts_and_about_the_title(an_article: Build):
    text = f"The river has always been wide at this particular place.\n\n{STANDING}"

    summary = summarise(an_article(text, title="New bridge opened over the Danube"))

    assert summary.standfirst in summary.facts
    assert summary.standfirst is not None
    assert summary.standfirst.text == STANDING


def test_a_sentence_that_repeats_the_title_is_no_fact(an_article: Build):
    title = "Komarno opens its new bridge over the Danube"

    facts = summarise(an_article(f"{title}.\n\n{STANDING}", title=title)).facts

    assert [fact.text for fact in facts] == [STANDING]


def test_a_name_that_was_introduced_before_ranks_below_its_introduction(
    an_article: Build,
):
    met = "Villagers met the Grey Heron ferry with flags and with drums in May 2024."
    before = "The Grey Heron crossed the Danube with 40 passengers in May 2024."
    alone = "The grey ferry crossed the Danube with 40 passengers in May 2024."
    rest = "\n\n".join(f"Pier {n} of the Danube was painted." for n in range(5))

    def place(text: str) -> int:
        facts = summarise(an_article(f"{met}\n\n{rest}\n\n{text}"), facts=8).facts
        return [fact.text for fact in facts].index(text)

    assert place(before) >= place(alone)


@pytest.mark.parametrize(
    "teaser",
    [
        "The lights went out slowly and the music stopped at last.",
        "Nobody can insure the old bridge at Komarno against the ice.",
    ],
)
def test_the_standfirst_tells_instead_of_teasing(an_article: Build, teaser: str):
    text = f"{teaser}\n\n{STANDING}"

    standfirst = summarise(an_article(text, title="A bridge on the Danube")).standfirst

    assert standfirst is not None
    assert standfirst.text == STANDING


def test_a_short_first_paragraph_of_two_sentences_is_the_standfirst(
    an_article: Build,
):
    lead = f"{STANDING} It took the builders only eleven months."
    text = f"{lead}\n\nKomarno waited for a second bridge for 30 years."

    summary = summarise(an_article(text), facts=5)

    assert summary.standfirst is not None
    assert summary.standfirst.text == lead
    assert [fact.text for fact in summary.facts].count(lead) == 1
    assert STANDING not in [fact.text for fact in summary.facts]


def test_an_abbreviation_or_an_initial_does_not_end_a_sentence(an_article: Build):
    text = "Gov. Mira J. Kovacs of the U.S. state of Ohio opened the bridge on Jan. 5."

    (fact,) = summarise(an_article(text)).facts

    assert fact.text == text


def test_the_country_us_is_not_the_first_person(an_article: Build):
    text = "Ukrainian, US, and Slovak sources estimate the cost at 40 million euros."

    assert len(summarise(an_article(text)).facts) == 1


def test_a_language_without_a_pack_still_gets_facts(an_article: Build):
    text = "Slovensko v pondelok otvorilo nový most cez Dunaj neďaleko Bratislavy."

    assert len(summarise(an_article(text, language="sk")).facts) == 1


def test_an_article_without_a_sentence_has_neither_facts_nor_standfirst(
    an_article: Build,
):
    summary = summarise(an_article("…"))

    assert (summary.facts, summary.standfirst, summary.quotes) == ((), None, ())


def test_facts_name_where_they_come_from(an_article: Build):
    (fact,) = summarise(an_article(STANDING)).facts

    assert (fact.source.outlet, fact.source.url) == (
        "The Meridian",
        "https://example.org/a",
    )
