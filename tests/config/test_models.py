import pytest
from pydantic import ValidationError

from digest.config import Deliver, FeedSettings, Http, Newsletter, Settings, Smtp


def a_newsletter() -> Newsletter:
    return Newsletter(title="Harbour Letter", from_="Letter <letter@harbour.example>")


@pytest.mark.parametrize(
    "sender",
    [
        "Harbour Letter <letter@harbour.example>",
        '"Doe, Jane" <jane.doe+news@harbour.example>',
        "Листи з гавані <letter@harbour.example>",
        "L<letter@localhost>",
    ],
)
def test_a_mailbox_with_a_name_is_a_sender(sender):
    assert Newsletter(title="a", from_=sender).from_ == sender


def test_a_feed_made_without_an_address_is_refused():
    with pytest.raises(ValidationError, match="say where the feed is"):
        FeedSettings(title="a")


def test_smtp_without_a_server_is_refused():
    with pytest.raises(ValidationError, match="needs a mail server"):
        Deliver(outbox="smtp")

    assert Deliver(outbox="smtp", smtp=Smtp(host="127.0.0.1")).smtp


def test_settings_made_with_one_feed_twice_are_refused():
    feed = FeedSettings(title="a", url="https://harbour.example/feed")

    with pytest.raises(ValidationError, match="has the same address"):
        Settings(newsletter=a_newsletter(), feeds=(feed, feed))


def test_publishers_are_told_of_the_newsletters_pages_unless_of_another():
    feeds = (FeedSettings(title="a", path="feed.xml"),)
    letter = a_newsletter().model_copy(update={"web": "https://harbour.example/"})
    about = Http(contact="https://harbour.example/about", retries=0)

    default = Settings(newsletter=letter, feeds=feeds)
    own = Settings(newsletter=letter, feeds=feeds, http=about)

    assert default.asking == Http(contact="https://harbour.example/")
    assert own.asking == about


@pytest.mark.parametrize(
    "other",
    [
        "https://harbour.example/feed?page=2",
        "https://harbour.example/Feed",
        "https://harbour.example:8443/feed",
        "https://news.harbour.example/feed",
    ],
)
def test_addresses_that_differ_in_more_than_form_are_two_feeds(other):
    feeds = (
        FeedSettings(title="a", url="https://harbour.example/feed"),
        FeedSettings(title="b", url=other),
    )

    assert Settings(newsletter=a_newsletter(), feeds=feeds).feeds == feeds
