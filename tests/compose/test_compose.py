"""What goes into an edition, what belongs together, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digest.compose import compose, edition_name, events, fresh
from digest.config import Newsletter
from digest.model import (
    Article,
    Edition,
    Entry,
    Fact,
    Quote,
    Segment,
    Source,
    Span,
    Summary,
)

NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)
WEEKLY = Newsletter(title="Digest", from_="Digest <d@example.org>", max_stories=12)

PACT = (
    "Rivnia and Estmark signed the Harbour Pact in Tallinn on 14 January, and the 340"
    " million euro yard at Paldiski will open in 2026. Minister Anders Lindqvist called"
    " the Harbour Pact a beginning. The Paldiski yard will build 24 boats a year."
)
PACT_AGAIN = (
    "A shipyard at Paldiski will build 24 patrol boats a year under the Harbour Pact,"
    " which Anders Lindqvist signed for Estmark in Tallinn. It costs 340 million euro,"
    " and Rivnia pays half. Work at Paldiski begins in 2026."
)
HARVEST = (
    "Farmers around Poltava brought in 4.1 million tonnes of wheat. Prices in Odesa"
    " fell by 12 percent. The union of growers under Oksana Bilyk asks Kyiv for credit."
)


def an_article(
    text: str = PACT,
    *,
    title: str = "Harbour Pact signed",
    outlet: str = "Baltic Post",
    section: str = "News",
    days_old: float = 1,
    dated: bool = True,
) -> Article:
    when = NOW - timedelta(days=days_old)
    url = (
        f"https://{outlet.lower().replace(' ', '-')}.example/{title.replace(' ', '-')}"
    )
    return Article(
        entry=Entry(id=url, url=url, title=title, published=when if dated else None),
        outlet=outlet,
        section=section,
        language="en",
        text=text,
        first_seen=when,
    )


def a_summary(
    article: Article | None = None,
    *,
    facts: tuple[str, ...] | None = None,
    quotes: tuple[Quote, ...] = (),
) -> Summary:
    article = article or an_article()
    source = Source(outlet=article.outlet, url=article.entry.url)
    sentences = facts if facts is not None else tuple(article.text.split(". "))
    found = tuple(
        Fact(text=text, source=source, span=Span(start=0, end=1)) for text in sentences
    )
    return Summary(
        article=article,
        standfirst=found[0] if found else None,
        facts=found,
        quotes=quotes,
    )


def a_quote(
    text: str = "We will build these boats together and on time",
    *,
    speaker: str | None = "Anders Lindqvist",
    confidence: float = 0.9,
    mixed: bool = False,
) -> Quote:
    return Quote(
        segments=(Segment(text=text, span=Span(start=0, end=1)),),
        speaker=speaker,
        role=None,
        source=Source(outlet="Baltic Post", url="https://baltic-post.example/pact"),
        confidence=confidence,
        mixed=mixed,
    )


def composed(*summaries: Summary, newsletter: Newsletter = WEEKLY) -> Edition:
    return edition_of(summaries, newsletter, sections=["News", "Analysis"])


def edition_of(
    summaries: Sequence[Summary], newsletter: Newsletter, *, sections: Sequence[str]
) -> Edition:
    known = {summary.article: summary for summary in summaries}
    return compose(
        tuple(known),
        newsletter,
        summarise=known.__getitem__,
        now=NOW,
        sections=sections,
    )


# ── the period ────────────────────────────────────────────────────────────────────


def test_a_weekly_edition_is_named_from_its_iso_week():
    assert edition_name(NOW, WEEKLY) == "2025-W03"


def test_the_newsletters_own_time_zone_decides_which_day_it_is():
    daily = Newsletter(
        title="D", from_="D <d@example.org>", period="day", timezone="Europe/Kyiv"
    )
    late = datetime(2025, 1, 16, 22, 30, tzinfo=UTC)

    assert edition_name(late, daily) == "2025-01-17"


def test_the_last_days_of_december_may_belong_to_next_years_first_week():
    assert edition_name(datetime(2024, 12, 30, 12, tzinfo=UTC), WEEKLY) == "2025-W01"


def test_an_article_used_by_an_earlier_edition_is_not_fresh():
    article = an_article()

    chosen = fresh([article], WEEKLY, now=NOW, used={article.entry.url}, first=False)

    assert chosen == ()


def test_an_old_article_is_not_fresh():
    chosen = fresh([an_article(days_old=15)], WEEKLY, now=NOW, used=set(), first=False)

    assert chosen == ()


def test_an_article_that_one_late_run_missed_is_still_fresh():
    article = an_article(days_old=10)

    assert fresh([article], WEEKLY, now=NOW, used=set(), first=False) == (article,)


def test_an_undated_article_is_dated_by_when_it_was_first_seen():
    new, old = an_article(dated=False), an_article(dated=False, days_old=60)

    assert fresh([new, old], WEEKLY, now=NOW, used=set(), first=False) == (new,)


def test_the_first_edition_takes_old_articles_where_there_are_no_others():
    old = an_article(days_old=400)

    assert fresh([old], WEEKLY, now=NOW, used=set(), first=True) == (old,)


# ── one event, one story ──────────────────────────────────────────────────────────


def test_two_outlets_on_one_event_make_one_story_with_both_sources():
    edition = composed(
        a_summary(an_article(PACT)),
        a_summary(an_article(PACT_AGAIN, title="Boats from Paldiski", outlet="Ledger")),
        a_summary(an_article(HARVEST, title="A good harvest", outlet="Field")),
    )

    outlets = [{b.source.outlet for b in story.bylines} for story in edition.stories]
    assert {"Baltic Post", "Ledger"} in outlets
    assert {"Field"} in outlets
    assert len(edition.stories) == 2


def test_the_same_names_weeks_apart_are_two_events():
    now = an_article(PACT)
    then = an_article(PACT_AGAIN, title="Boats", outlet="Ledger", days_old=9)

    assert len(events([now, then])) == 2


def test_an_outlets_own_follow_up_is_a_story_of_its_own():
    first = an_article(PACT)
    again = an_article(PACT_AGAIN, title="Boats from Paldiski")

    assert len(events([first, again])) == 2


def test_a_copy_of_the_same_text_is_the_same_story_even_without_dates():
    first = an_article(PACT, dated=False)
    copied = an_article(PACT, outlet="Wire copy", dated=False)

    assert len(events([first, copied])) == 1


def test_articles_without_dates_are_not_joined_for_sharing_names():
    first = an_article(PACT, dated=False)
    other = an_article(PACT_AGAIN, title="Boats", outlet="B", dated=False)

    assert len(events([first, other])) == 2


def test_one_event_told_twice_by_three_outlets_stays_one_group():
    told = [
        an_article(text, outlet=outlet)
        for outlet, text in (("A", PACT), ("B", PACT_AGAIN), ("C", PACT + PACT_AGAIN))
    ]

    assert len(events([*told, an_article(HARVEST, title="Wheat")])) == 2


def test_a_story_does_not_say_the_same_fact_twice():
    twice = "The 340 million euro yard at Paldiski will open in 2026 for patrol boats."
    again = "At Paldiski the 340 million euro yard for patrol boats will open in 2026."
    one = a_summary(an_article(PACT), facts=("The pact was signed in Tallinn.", twice))
    other = a_summary(
        an_article(PACT_AGAIN, title="Harbour Pact", outlet="Ledger"),
        facts=("Anders Lindqvist travelled to Tallinn for the ceremony.", again),
    )

    (story,) = composed(one, other).stories

    texts = [fact.text for fact in story.facts]
    assert (twice in texts) != (again in texts)


# ── rank and sections ─────────────────────────────────────────────────────────────


def test_younger_stories_come_first():
    older = a_summary(an_article(HARVEST, title="Wheat", days_old=9))
    newer = a_summary(an_article(PACT, days_old=0.5))

    edition = composed(older, newer)

    assert [story.headline for story in edition.stories] == [
        "Harbour Pact signed",
        "Wheat",
    ]


def test_an_undated_article_does_not_pass_for_the_youngest():
    undated = a_summary(an_article(HARVEST, title="Wheat", days_old=0, dated=False))
    dated = a_summary(an_article(PACT, days_old=3))

    edition = composed(undated, dated)

    assert [story.headline for story in edition.stories] == [
        "Harbour Pact signed",
        "Wheat",
    ]


def test_no_more_stories_than_the_newsletter_wants():
    summaries = [
        a_summary(
            an_article(
                f"Town number {n} opened bridge Q{n}x{n}.", title=f"Bridge Z{n}q"
            ),
            facts=(f"Town number {n} opened its bridge.",),
        )
        for n in range(9)
    ]
    few = WEEKLY.model_copy(update={"max_stories": 4})

    assert len(composed(*summaries, newsletter=few).stories) == 4


def test_one_prolific_outlet_does_not_fill_the_edition():
    flood = [
        a_summary(an_article(f"{HARVEST} Lot{n}.", title=f"Lot {n}", days_old=0.1 * n))
        for n in range(6)
    ]
    flood = [
        replace(s, article=replace(s.article, text=f"Village X{n}y opened. " * 3))
        for n, s in enumerate(flood)
    ]
    quiet = a_summary(an_article(PACT, outlet="Quiet Review", days_old=4))
    three = WEEKLY.model_copy(update={"max_stories": 3})

    edition = composed(*flood, quiet, newsletter=three)

    assert "Quiet Review" in {s.bylines[0].source.outlet for s in edition.stories}


def titles_of_sections(*summaries: Summary) -> list[str]:
    order = ["Analysis", "Culture", "News", "Economy", "Analysis"]
    edition = edition_of(summaries, WEEKLY, sections=order)
    return [section.title for section in edition.sections]


def test_sections_keep_their_order_and_empty_ones_are_left_out():
    wheat = a_summary(an_article(HARVEST, title="Wheat", section="News", days_old=3))
    pact = a_summary(an_article(PACT, section="Analysis"))

    assert titles_of_sections(wheat, pact) == ["Analysis", "News"]


def test_the_section_of_the_top_story_opens_the_edition():
    wheat = a_summary(an_article(HARVEST, title="Wheat", section="News", days_old=0.1))
    bread = a_summary(an_article("A.", title="Q", section="Economy", days_old=9))
    pact = a_summary(an_article(PACT, section="Analysis", days_old=6))

    assert titles_of_sections(wheat, bread, pact) == ["News", "Analysis", "Economy"]


def test_facts_are_read_in_their_sources_order_what_happened_first():
    texts = (
        "It cost 340 million euro.",
        "The pact was signed on Tuesday.",
        "Ships sail.",
    )
    summary = a_summary(facts=("A standfirst of its own.",))
    kinds = ("figure", "event", "claim")
    facts = tuple(
        replace(summary.facts[0], text=text, kind=kind, span=Span(start=9 - n, end=20))
        for n, (text, kind) in enumerate(zip(texts, kinds, strict=True))
    )

    (story,) = composed(replace(summary, facts=(*summary.facts, *facts))).stories

    assert [fact.text for fact in story.facts] == [texts[1], texts[2], texts[0]]


def test_an_article_whose_section_was_renamed_is_not_lost():
    edition = composed(a_summary(an_article(section="A former name")))

    assert [section.title for section in edition.sections] == ["A former name"]


def test_an_article_that_says_nothing_is_left_out():
    assert composed(a_summary(facts=())).stories == ()


# ── what a story prints ───────────────────────────────────────────────────────────


def test_a_quotation_without_a_speaker_is_not_printed():
    (story,) = composed(a_summary(quotes=(a_quote(speaker=None),))).stories

    assert story.quotes == ()


def test_a_quotation_whose_speaker_is_doubtful_is_not_printed():
    (story,) = composed(a_summary(quotes=(a_quote(confidence=0.3),))).stories

    assert story.quotes == ()


def test_a_mixed_quotation_is_not_printed_by_itself():
    (story,) = composed(a_summary(quotes=(a_quote(mixed=True),))).stories

    assert story.quotes == ()


def test_different_speakers_come_before_a_second_quotation_of_one():
    first = a_quote("We will build these boats together and on time")
    second = a_quote("Nobody should doubt that we can pay for them")
    other = a_quote("The yard is the easy part of this plan", speaker="Mari Kask")

    (story,) = composed(a_summary(quotes=(first, second, other))).stories

    assert story.quotes == (first, other)


def test_a_fact_that_repeats_a_printed_quotation_is_left_out():
    said = "We will build these boats together and on time"
    summary = a_summary(
        facts=("The pact was signed.", f"“{said},” Anders Lindqvist said."),
        quotes=(a_quote(said),),
    )

    (story,) = composed(summary).stories

    assert story.facts == ()


def test_the_byline_tells_date_in_the_newsletters_zone_and_reading_time():
    late = an_article(days_old=0.4)  # 20:24 in London, 22:24 in Kyiv, the day before
    kyiv = WEEKLY.model_copy(update={"timezone": "Pacific/Auckland"})

    (story,) = composed(a_summary(late), newsletter=kyiv).stories

    assert story.bylines[0].published == datetime(2025, 1, 17, tzinfo=UTC).date()
    assert story.bylines[0].minutes == 1
