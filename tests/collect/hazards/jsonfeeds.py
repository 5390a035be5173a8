"""Hazards of JSON Feed: too deep, too much, and of the wrong types."""

import json
from collections.abc import Callable

from digest.model import Harvest
from tests.collect.hazards.hazard import Family, Hazard
from tests.collect.hazards.saying import JSON, LINK, TEXT, fails, first, http, reads

_VERSION = "https://jsonfeed.org/version/1.1"


def _entry(**said: object) -> dict[str, object]:
    told = {"id": "1", "url": LINK, "title": "A headline", "content_html": TEXT}
    return {**told, **said}


def _feed(*items: object, **said: object) -> str:
    told = {"version": _VERSION, "title": "T", "items": list(items) or [_entry()]}
    return json.dumps({**told, **said})


def _reads(
    name: str,
    body: str,
    holds: Callable[[Harvest], bool] = lambda came: len(came.articles) == 1,
) -> Hazard:
    return reads(name, body, JSON, holds=holds)


def _fails(name: str, body: str, says: str) -> Hazard:
    return fails(name, body, JSON, says=says)


def _with(raw: str) -> str:
    """A feed with a value that json.dumps would not write."""
    return _feed(_entry(extra="@")).replace('"@"', raw)


FAMILY = Family(
    name="JSON",
    about="JSON Feeds that are too deep, too much, or of other types than they say.",
    guard="jsonfeed",
    unguarded="RecursionError, TypeError, or gigabytes of empty objects",
    hazards=(
        _fails(
            "200,000 nested arrays", _with("[" * 200_000 + "]" * 200_000), "well-formed"
        ),
        _fails("200,000 nested objects", '{"a":' * 200_000, "well-formed"),
        _fails("cut off half way", _feed()[:-30], "cut off"),
        _fails("an array instead of an object", "[1, 2, 3]", "no feed"),
        _fails("no version", '{"items": []}', "another kind"),
        _fails("a version of the wrong type", _feed(version=[1]), "another kind"),
        _fails("entries that are a string", _feed(items="none"), "no entries"),
        _fails("entries that are a number", _feed(items=7), "no entries"),
        _fails("single quotes", _feed().replace('"', "'"), "well-formed"),
        _fails("an entry that is null", _feed(items=[None]), "no entries"),
        fails(
            "9 MB of empty objects",
            lambda _: http(_with("[" + "{}," * 3_000_000 + "0]"), JSON),
            says="more",
        ),
        fails(
            "9 MB of short words",
            lambda _: http(_with("[" + '"ab",' * 1_800_000 + "0]"), JSON),
            says="more",
        ),
        _reads("an id of 5,000 digits", _with("9" * 5_000)),
        _reads("an id that is a huge number", _feed(_entry(id=10**400))),
        _reads(
            "numbers that are none: NaN, Infinity",
            _with("[NaN, Infinity, -Infinity, 1e999]"),
        ),
        _reads(
            "the same key twice", _feed().replace('"id": "1"', '"id": "0", "id": "1"')
        ),
        _reads("a byte order mark", "\ufeff" + _feed()),
        _reads(
            "half a character in a title",
            _feed(_entry(title="A \ud83d B")),
            lambda came: first(came).entry.title in {"A B", "A \ufffd B"},
        ),
        _reads(
            "half a character in a text",
            _feed(_entry(content_html=TEXT + "<p>It is \ud83d here.</p>")),
            lambda came: "is \ufffd here" in first(came).text,
        ),
        _reads(
            "controls and NUL in a title",
            _feed(_entry(title="A\0\x1b B")),
            lambda came: first(came).entry.title == "A B",
        ),
        _reads("a title that is an object", _feed(_entry(title={"a": 1}))),
        _reads(
            "tags that are objects",
            _feed(_entry(tags=[{"a": 1}, None, 7, ["b"]])),
            lambda came: first(came).entry.tags == (),
        ),
        _reads(
            "tags that are one word",
            _feed(_entry(tags="war")),
            lambda came: first(came).entry.tags == (),
        ),
        _reads(
            "authors of all types",
            _feed(_entry(authors=[None, 7, "x", {"name": 7}, {"name": None}, []])),
        ),
        _reads(
            "a date that is a number",
            _feed(_entry(date_published=10**30)),
            lambda came: first(came).entry.published is None,
        ),
        _reads("a date that is a list", _feed(_entry(date_published=[2025]))),
        _reads(
            "a text that is a number, and one that is not",
            _feed(_entry(content_html=7, content_text="\n\n".join([TEXT] * 2))),
        ),
        _reads(
            "an image that is javascript:",
            _feed(_entry(image="javascript:alert(1)")),
            lambda came: first(came).entry.image is None,
        ),
        _reads(
            "a home page that is javascript:",
            _feed(home_page_url="javascript:alert(1)"),
        ),
        _reads("a language that is an object", _feed(language={"a": 1})),
        _reads(
            "entries of all types beside a whole one",
            _feed(None, 7, "x", [], {}, {"url": 7}, _entry()),
        ),
        _reads(
            "100,000 tags",
            _feed(_entry(tags=["a" * 90 + str(n) for n in range(100_000)])),
            lambda came: len(first(came).entry.tags) <= 20,
        ),
    ),
)
