from datetime import timedelta

import pytest

from digest.collect.freshness import MOST, due, lifetime, own_ttl
from tests.collect.builders import NOW

HOUR = timedelta(hours=1)
TODAY = "Thu, 16 Jan 2025 12:00:00 GMT"
LATER = "Thu, 16 Jan 2025 13:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, timedelta()),
        ({"Cache-Control": "max-age=3600"}, HOUR),
        ({"Cache-Control": "public, MAX-AGE = 3600, s-maxage=9"}, HOUR),
        ({"Cache-Control": 'max-age="3600"'}, HOUR),
        ({"Cache-Control": "s-maxage=3600"}, timedelta()),
        ({"Cache-Control": "max-age=3600, no-cache"}, timedelta()),
        ({"Cache-Control": "no-store, max-age=3600"}, timedelta()),
        ({"Cache-Control": 'no-cache="Set-Cookie", max-age=3600'}, HOUR),
        ({"Cache-Control": "max-age=-1"}, timedelta()),
        ({"Cache-Control": "max-age=soon"}, timedelta()),
        ({"Cache-Control": "max-age=" + "9" * 5_000}, MOST),
        ({"Cache-Control": "," * 200_000}, timedelta()),
        ({"Cache-Control": "max-age=3600", "Age": "1800"}, HOUR / 2),
        ({"Cache-Control": "max-age=3600", "Age": "7200"}, timedelta()),
        ({"Cache-Control": "max-age=3600", "Age": "old"}, HOUR),
        ({"Cache-Control": "max-age=0", "Expires": LATER}, timedelta()),
        ({"Expires": LATER}, HOUR),
        ({"Expires": LATER, "Date": LATER}, timedelta()),
        ({"Expires": "Fri, 16 Jan 2026 13:00:00 GMT"}, MOST),
        ({"Expires": TODAY, "Date": LATER}, timedelta()),
        ({"Expires": "0"}, timedelta()),
        ({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT", "Date": TODAY}, MOST),
    ],
)
def test_a_server_says_how_long_its_answer_stays_fresh(headers, expected):
    assert lifetime(headers, now=NOW) == expected


def test_an_end_without_a_beginning_says_nothing():
    assert lifetime({"Expires": LATER}, now=None) == timedelta()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("60", None, None), HOUR),
        ((" 60 ", "daily", None), HOUR),
        ((None, "hourly", None), HOUR),
        ((None, "Daily", "24"), HOUR),
        ((None, "hourly", "0"), HOUR),
        ((None, "weekly", None), MOST),
        ((None, "fortnightly", None), None),
        (("", "", ""), None),
        (("1e9", None, None), None),
        (("9" * 9, None, None), MOST),
    ],
)
def test_a_feed_says_itself_how_long_it_stays_fresh(said, expected):
    assert own_ttl(*said) == expected


def test_the_longer_word_counts_with_some_slack():
    assert due(NOW, HOUR, 2 * HOUR) == NOW + 2 * HOUR * 0.9
    assert due(NOW, 2 * HOUR, None) == NOW + 2 * HOUR * 0.9
    assert due(NOW, timedelta(days=40), None) == NOW + MOST * 0.9
    assert due(NOW, timedelta(seconds=59), None) is None
    assert due(NOW, timedelta(), None) is None
