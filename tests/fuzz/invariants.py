"""What holds of whatever came, from whatever was sent."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from digest.collect.urls import canonical
from digest.model import Article, Entry, Failure, Harvest

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = re.compile("[a-z]{2,3}")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MANY = re.compile("[\u0300-\u036f]{5}")


def faults_of_harvest(came: Harvest, *, now: datetime) -> list[str]:
    """Return what is wrong with a harvest: nothing, if all is well."""
    told = (came.failure, *came.page_failures)
    reasons = [each.reason for each in told if isinstance(each, Failure)]
    wrong = [fault for reason in reasons for fault in unclean("a failure", reason)]
    return wrong + [
        fault for article in came.articles for fault in faults(article, now=now)
    ]


def faults(article: Article, *, now: datetime) -> list[str]:
    """Return what is wrong with an article: nothing, if all is well."""
    wrong = [*faults_of_entry(article.entry, now=now)]
    wrong += unclean("text", article.text, but="\n")
    for name in article.authors:
        wrong += unclean("author", name)
    wrong += unclean("author note", article.author_note or "")
    wrong += unclean("rubric", article.rubric)
    if article.image:
        wrong += unclean("a picture's words", article.image.alt)
        wrong += _not_of_the_web(article.image.url)
    if not _LANGUAGE.fullmatch(article.language):
        wrong.append(f"a language that is none: {article.language!r}")
    if len(article.text) > 400_000:
        wrong.append(f"a text of {len(article.text)} characters")
    return wrong


def faults_of_entry(entry: Entry, *, now: datetime) -> list[str]:
    """Return what is wrong with an entry as it was read."""
    wrong = [*_lines(entry)]
    for address in filter(None, (entry.url, entry.image)):
        wrong += _not_of_the_web(address)
    date = entry.published
    if date and not _EARLIEST <= date <= now + timedelta(days=2):
        wrong.append(f"a date beyond belief: {date}")
    return wrong


def _not_of_the_web(address: str) -> list[str]:
    if not address.startswith(("http://", "https://")):
        return [f"not an address of the web: {address!r}"]
    return [] if canonical(address) == address else [f"not canonical: {address!r}"]


def _lines(entry: Entry) -> Iterator[str]:
    named = {"id": entry.id, "title": entry.title, "address": entry.url}
    for name, line in named.items():
        yield from unclean(name, line)
    for line in (*entry.authors, *entry.tags):
        yield from unclean("author or tag", line)
    if not entry.id:
        yield "an entry without an id"
    if max(map(len, (entry.title, entry.id, *entry.tags, *entry.authors))) > 1_000:
        yield "a line of more than 1,000 characters"


def unclean(name: str, text: str, *, but: str = "") -> list[str]:
    """Return what a text holds that no reader and no terminal should meet."""
    odd = [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in but
    ]
    wrong = [f"{name} holds {odd[0]!r}"] if odd else []
    if _BIDI.search(text):
        wrong.append(f"{name} holds a bidi override")
    if _MANY.search(text):
        wrong.append(f"{name} piles up marks")
    if not unicodedata.is_normalized("NFC", text):
        wrong.append(f"{name} is not composed")
    return wrong
