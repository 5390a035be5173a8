"""The gold articles: exact strings, all marks labelled, all shapes that are named."""

import re
from collections import Counter
from itertools import chain, pairwise

import pytest

from bench.gold import FOLDER, GoldArticle, articles

ARTICLES = articles()
MARKS = "“\"‘'«„"
OPENS = re.compile(rf"(?:^|(?<=[\s(—]))[{MARKS}](?=\S)", re.MULTILINE)
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:][”’»“\"')]*\s|\n)\Z")

each = pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.slug)


def spans(article: GoldArticle) -> list[list[tuple[int, int]]]:
    """Return where each quotation's segments stand, one after the other."""
    found, at = [], 0
    for quote in article.quotes:
        places = []
        for segment in quote.segments:
            opening = rf"(?<=[{MARKS}])|(?<=[—–] )"
            match = re.compile(rf"(?:{opening}){re.escape(segment)}").search(
                article.text, at
            )
            assert match, segment
            places.append(match.span())
            at = match.end()
        found.append(places)
    return found


def marked(article: GoldArticle, phrase: str) -> list[tuple[int, int]]:
    """Return where a phrase stands after a mark that opens."""
    pattern = rf"(?<=[{MARKS}]){re.escape(phrase)}"
    return [match.span() for match in re.finditer(pattern, article.text)]


def sentences(article: GoldArticle) -> tuple[str, ...]:
    return article.key + article.fine + article.never


def shapes_explained() -> set[str]:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| shape |")[2].partition("\n\n")[0]
    rows = [line.split(" | ")[0].strip("| ") for line in table.splitlines()[2:]]
    return set(chain.from_iterable(row.split(" · ") for row in rows))


def test_there_are_enough_articles_of_each_language():
    counted = Counter(article.language for article in ARTICLES)

    assert counted["en"] >= 16
    assert counted["uk"] >= 10


def test_half_of_the_english_articles_are_analysis():
    genres = [article.genre for article in ARTICLES if article.language == "en"]

    assert genres.count("analysis") >= len(genres) / 2


def test_every_text_has_its_labels_and_every_label_its_text():
    assert {path.stem for path in FOLDER.glob("*.json")} == {
        article.slug for article in ARTICLES
    }


def test_the_shapes_that_occur_are_those_that_are_explained():
    used = {shape for a in ARTICLES for quote in a.quotes for shape in quote.shapes}

    assert used == shapes_explained()


def test_every_kind_of_marks_holds_a_quotation():
    opening = {
        article.text[start - 1]
        for article in ARTICLES
        for (start, _), *_ in spans(article)
    }

    assert opening == set(MARKS)


def test_some_quotations_are_mixed_and_most_are_not():
    mixed = [quote.mixed for article in ARTICLES for quote in article.quotes]

    assert 0 < sum(mixed) < len(mixed) / 2


@each
def test_an_article_is_neither_short_nor_long(article):
    assert 250 <= len(article.text.split()) <= 600
    assert article.title
    assert "\n" not in article.title
    assert "\n\n\n" not in article.text


@each
def test_quotations_stand_in_the_article_in_order_without_overlap(article):
    places = sorted(chain.from_iterable(spans(article)))

    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@each
def test_speakers_and_roles_are_words_of_the_article(article):
    for quote in article.quotes:
        names = (quote.speaker, *quote.also)
        assert quote.speaker is None or any(name in article.text for name in names)
        assert all(name in article.text for name in quote.also)
        assert quote.role is None or quote.role in article.text


@each
def test_what_is_no_quotation_stands_in_marks_of_its_own(article):
    quoted = list(chain.from_iterable(spans(article)))

    for phrase in article.not_quotes:
        places = marked(article, phrase)
        assert places
        assert any(
            all(end <= begin or start >= stop for begin, stop in quoted)
            for start, end in places
        )


@each
def test_every_mark_that_opens_is_labelled(article):
    labelled = list(chain.from_iterable(spans(article)))
    for phrase in article.not_quotes:
        labelled += marked(article, phrase)

    for match in OPENS.finditer(article.text):
        inside = match.end()
        assert any(start <= inside < end for start, end in labelled), inside


@each
def test_facts_are_whole_sentences_of_the_article(article):
    for sentence in sentences(article):
        before, found, after = article.text.partition(sentence)
        assert found, sentence
        assert SENTENCE_BEGINS.search(before), sentence
        assert re.match(r"\s|\Z", after), sentence


@each
def test_an_editor_picks_three_to_six_facts_and_no_sentence_is_labelled_twice(article):
    assert 3 <= len(article.key) <= 6
    assert article.never
    assert max(Counter(sentences(article)).values()) == 1


@each
def test_what_says_the_same_is_a_fact_twice(article):
    for group in article.same:
        assert len(group) > 1
        assert set(group) <= {*article.key, *article.fine}


@each
def test_figures_stand_in_their_sentences_with_what_they_count(article):
    assert article.figures
    for figure in article.figures:
        assert figure.sentence in article.text
        assert figure.figure in figure.sentence
        assert figure.counts in figure.sentence


def test_near_duplicates_are_among_the_traps():
    assert any(article.same for article in ARTICLES)


def test_a_language_without_a_pack_names_no_speaker():
    foreign = [article for article in ARTICLES if article.language not in {"en", "uk"}]

    assert foreign
    assert all(q.speaker is None for article in foreign for q in article.quotes)
