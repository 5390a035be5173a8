"""The newsletter that this repository publishes."""

from digest.config import read
from tests.config.builders import ROOT

TEXT = (ROOT / "feeds.yaml").read_text(encoding="utf-8")
SETTINGS = read(TEXT, name="feeds.yaml")


def test_editors_find_the_schema_in_the_first_line():
    first = TEXT.splitlines()[0]

    assert first == "# yaml-language-server: $schema=docs/feeds.schema.json"
    assert (ROOT / first.partition("$schema=")[2]).is_file()


def test_ukrainealert_comes_first():
    first = SETTINGS.feeds[0]

    assert first.url == (
        "https://www.atlanticcouncil.org/category/blogs/ukrainealert/feed/"
    )
    assert first.section == "Analysis"


def test_a_handful_of_feeds_stand_in_sections():
    sections = [feed.section for feed in SETTINGS.feeds]

    assert 7 <= len(sections) <= 10
    assert len(set(sections)) >= 3
    assert all(feed.url and feed.url.startswith("https://") for feed in SETTINGS.feeds)


def test_nothing_is_sent_until_someone_decides_it():
    assert SETTINGS.deliver.outbox == "eml"


def test_publishers_learn_who_asks():
    assert SETTINGS.http.contact
