"""What a reader is told of the sources and the speakers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.model import Byline, Source
from tests.manuscript.sources import (
    PAGE,
    SANDBAGS,
    SUMMARY,
    WALL,
    codes,
    fact,
    heard,
    proved,
    quote,
)

RENAMED = Source(outlet="The Marl Times", url=PAGE.url)


def only(report):
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def dated(**article):
    entry = replace(
        SUMMARY.article.entry, published=datetime(2025, 1, 14, 23, tzinfo=UTC)
    )
    changed = replace(SUMMARY.article, entry=entry, **article)
    return {PAGE.url: replace(SUMMARY, article=changed)}


# ── outlets and bylines ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "claim", [fact(SANDBAGS, source=RENAMED), quote(WALL, source=RENAMED)]
)
def test_an_outlet_under_another_name_is_a_warning(claim):
    finding = only(proved(claim))

    assert (finding.code, finding.severity) == ("outlet-changed", "warning")
    assert (finding.line, "“The Marl Times”" in finding.message) == (15, True)


def test_an_outlet_under_another_name_is_told_once():
    report = proved(fact(SANDBAGS, source=RENAMED), bylines=(Byline(source=RENAMED),))

    assert codes(report) == ["outlet-changed"]


def test_an_outlet_without_a_name_is_called_by_its_address():
    nameless = replace(SUMMARY, article=replace(SUMMARY.article, outlet=""))
    source = Source(outlet="", url=PAGE.url)

    report = proved(bylines=(Byline(source=source),), summaries={PAGE.url: nameless})

    assert codes(report) == []


def test_another_author_is_a_warning():
    finding = only(proved(bylines=(Byline(source=PAGE, authors=("Cy Doe", "Di Roe")),)))

    assert (finding.code, finding.severity) == ("byline-changed", "warning")
    assert "Di Roe is not among" in finding.message


@pytest.mark.parametrize("day", [13, 14, 15])
def test_a_date_may_be_that_of_another_time_zone(day):
    byline = Byline(source=PAGE, published=date(2025, 1, day))

    assert codes(proved(bylines=(byline,), summaries=dated())) == []


@pytest.mark.parametrize("day", [12, 16])
def test_another_date_is_a_warning(day):
    byline = Byline(source=PAGE, published=date(2025, 1, day))

    finding = only(proved(bylines=(byline,), summaries=dated()))

    assert finding.code == "byline-changed"
    assert "2025-01-14, not of" in finding.message


def test_a_note_in_other_words_is_a_warning():
    note = "Cy Doe is an analyst at the Harbour Institute."
    summaries = dated(author_note=note)
    same = Byline(source=PAGE, note=note)
    changed = Byline(source=PAGE, note=note.replace("analyst", "arsonist"))

    assert codes(proved(bylines=(same,), summaries=summaries)) == []
    assert codes(proved(bylines=(changed,), summaries=summaries)) == ["byline-changed"]


def test_a_byline_may_say_less_than_its_article():
    assert codes(proved(bylines=(Byline(source=PAGE),), summaries=dated())) == []


# ── speakers and their roles ──────────────────────────────────────────────────────


def said_by(name):
    known = replace(SUMMARY, quotes=(heard(name, WALL),))
    return {PAGE.url: known}


@pytest.mark.parametrize(
    ("printed", "in_the_source"),
    [
        ("Vladimir Oshchypko", "Valentyn Oshchypko"),
        ("Vladimir V. Oshchypko", "Valentyn Oshchypko"),
        ("Alexander Roe", "Ada Roe"),
    ],
)
def test_another_given_name_is_to_be_looked_at(printed, in_the_source):
    report = proved(quote(WALL, speaker=printed), summaries=said_by(in_the_source))

    assert codes(report) == ["quote-speaker-unsure"]


@pytest.mark.parametrize(
    ("printed", "in_the_source"),
    [
        ("V. Oshchypko", "Valentyn Oshchypko"),
        ("Valentyn Oshchypko", "V. Oshchypko"),
        ("Oshchypko", "Valentyn Oshchypko"),
        ("VALENTYN OSHCHYPKO", "Valentyn Oshchypko"),
        ("Valentyn M. Oshchypko", "Valentyn Oshchypko"),
        ("Jose Roe", "José Roe"),
        ("1", "1"),
    ],
)
def test_the_same_name_written_shorter_is_the_same(printed, in_the_source):
    report = proved(quote(WALL, speaker=printed), summaries=said_by(in_the_source))

    assert codes(report) == []


@pytest.mark.parametrize(
    "speaker", ["Аda Roe", "Ada Rоe", "Αda Roe"], ids=["given", "last", "Greek"]
)
def test_a_name_in_two_alphabets_is_an_error(speaker):
    finding = only(proved(quote(WALL, speaker=speaker)))

    assert (finding.code, finding.severity) == ("quote-speaker-changed", "error")
    assert "two alphabets" in finding.message


def test_a_name_that_its_source_writes_in_two_alphabets_is_right():
    text = f"{SUMMARY.article.text} ТСН Media spoke."
    article = replace(SUMMARY.article, text=text)
    known = replace(SUMMARY, article=article, quotes=(heard("ТСН Media", WALL),))

    report = proved(quote(WALL, speaker="ТСН Media"), summaries={PAGE.url: known})

    assert codes(report) == []


def test_a_role_that_the_source_lacks_is_a_warning():
    finding = only(proved(quote(WALL, role="disgraced mayor of Port Ansel")))

    assert (finding.code, finding.severity) == ("role-not-found", "warning")
    assert "“disgraced”" in finding.message


@pytest.mark.parametrize(
    "role", ["the Mayor of port Ansel", "mayor", "council’s mayor"]
)
def test_a_role_in_its_sources_words_is_none(role):
    assert codes(proved(quote(WALL, role=role))) == []
