"""The demo, and the whole pipeline held against what a careful reader found."""

from pathlib import Path

import pytest

from digest.manuscript import read
from digest.text.verbatim import find
from tests.cli.conftest import Digest
from tests.cli.newsletters import written
from tests.examples import gold


@pytest.fixture
def edition(digest: Digest):
    ran = digest("demo")
    assert ran.code == 0, ran.err
    manuscript = Path("out/editions/2025-W03.md")
    return read(manuscript.read_text(encoding="utf-8"), name="demo")


def test_the_demo_says_where_the_results_are(digest: Digest, tmp_path: Path):
    ran = digest("demo")

    assert ran.code == 0
    for path in ran.out.split():
        assert (tmp_path / path).is_file()
    assert "out/2025-W03/index.html" in ran.out


def test_the_demo_can_be_repeated(digest: Digest, tmp_path: Path):
    digest("demo")
    before = written(tmp_path / "out")

    digest("demo")

    assert written(tmp_path / "out") == before


def test_the_demo_keeps_a_manuscript_that_was_edited(digest: Digest, tmp_path: Path):
    digest("demo")
    manuscript = tmp_path / "out/editions/2025-W03.md"
    edited = manuscript.read_text().replace("The Eastern Flank Digest", "Mine", 1)
    manuscript.write_text(edited)

    digest("demo")

    assert manuscript.read_text() == edited


def test_nothing_that_is_furniture_is_anywhere_in_the_demo(digest: Digest):
    digest("demo")
    made = [p.read_text() for p in sorted(Path("out").rglob("*")) if p.suffix in KINDS]

    leaked = {
        never
        for article in gold.articles()
        for never in article.never
        for text in made
        if find(never, text)
    }

    assert len(made) == 4
    assert leaked == set()


KINDS = {".md", ".html", ".txt"}


def test_one_event_in_two_feeds_is_one_story_with_both_sources(edition):
    (event,) = gold.same_event()

    told_by = [
        {byline.source.url for byline in story.bylines} for story in edition.stories
    ]

    assert event in told_by
    assert all(len(urls) == 1 for urls in told_by if urls != event)


def test_every_quotation_of_the_demo_has_the_speaker_a_reader_would_name(edition):
    wrong = [
        (quote.text, quote.speaker, expected)
        for story in edition.stories
        for quote in story.quotes
        if quote.speaker not in (expected := _speakers(quote.source.url, quote.text))
    ]

    assert wrong == []


def _speakers(url: str, text: str) -> set[str | None]:
    """Return who, to the gold, says what begins like this."""
    start = text.partition(" … ")[0]
    return {
        quote.speaker
        for article in gold.articles()
        if article.url == url
        for quote in article.quotes
        if any(find(start.rstrip(",.?!"), segment) for segment in quote.segments)
    }


def test_no_fact_of_the_demo_hangs_in_the_air(edition):
    hanging = {sentence for article in gold.articles() for sentence in article.hanging}

    assert not hanging & {
        fact.text for story in edition.stories for fact in story.facts
    }


def test_every_article_has_its_authors_and_their_note(edition):
    notes = {article.url: article for article in gold.articles()}

    for story in edition.stories:
        for byline in story.bylines:
            article = notes[byline.source.url]
            assert byline.authors == article.authors
            assert byline.note == article.author_note
