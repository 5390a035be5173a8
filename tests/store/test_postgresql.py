"""A store on a PostgreSQL server: machines share it, and what is wrong is told."""

import secrets
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from digest.collect.urls import MAX_URL
from digest.errors import StoreError, UsageError
from digest.model import Subscriber
from digest.store import Store
from digest.text.places import Server, place
from tests.postgresql import PASSWORD, PostgreSql
from tests.store.builders import AFTER, NOW, a_harvest, an_article

SHORTLY = timedelta(milliseconds=20)


@pytest.fixture
def url(postgresql: PostgreSql) -> str:
    return postgresql.fresh()


def connected(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)


def a_subscriber(id_: str) -> Subscriber:
    return Subscriber(id=id_, address="ada@example.org", joined=NOW)


def refusal(url: str, *, patience: timedelta = SHORTLY) -> str:
    """Return why a store cannot be opened, with all that a log could get to see."""
    with pytest.raises((StoreError, UsageError)) as caught:
        Store.open(place(url), patience=patience)
    said = f"{caught.value}"
    seen = f"{said} {caught.value!r} {caught.value.__cause__!r} {place(url)!r}"
    assert "secret" not in seen
    return said


# ── an address ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://u:secret@db.example/news", "db.example/news"),
        ("postgres://u:secret@db.example:5433/news", "db.example:5433/news"),
        ("PostgreSQL://u@[::1]/news?sslmode=require", "::1/news"),
        ("postgresql:///news", "this machine/news"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, name: str) -> None:
    found = place(url)

    assert isinstance(found, Server)
    assert str(found) == name
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:secret@db.example",
        "postgresql://u:sec/secret@db.example/news",
        "postgresql://u:1/secret@db.example/news",
        "postgresql://u:x@secret@/secret@db/news",
        "postgresql://u:secret@db.example:port/news",
        "postgresql://u:se?secret@db.example/news",
    ],
)
def test_an_address_that_cannot_be_understood_is_never_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="must be like postgresql://USER") as caught:
        place(url)

    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"


# ── what is wrong is told ─────────────────────────────────────────────────────────


def test_a_server_that_does_not_answer_is_told() -> None:
    said = refusal("postgresql://u:secret@127.0.0.1:1/news")

    assert said.startswith("the store 127.0.0.1:1/news cannot be used")
    assert "check that the server runs" in said


def test_a_wrong_password_is_told(postgresql: PostgreSql) -> None:
    url = f"postgresql://digest:secret@127.0.0.1:{postgresql.port}/postgres"

    assert "knows the address's user and password" in refusal(url)


def test_a_database_that_is_not_there_is_told(postgresql: PostgreSql) -> None:
    assert "createdb --encoding UTF8" in refusal(postgresql.url(database="nothing"))


def test_a_database_without_all_letters_is_refused(postgresql: PostgreSql) -> None:
    with connected(postgresql.url()) as other:
        other.execute("DROP DATABASE IF EXISTS latin")
        other.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")

    assert "holds LATIN1, not UTF8" in refusal(postgresql.url(database="latin"))


def test_a_user_without_rights_is_told(postgresql: PostgreSql) -> None:
    with connected(postgresql.url()) as other:
        other.execute("DROP ROLE IF EXISTS guest")
        other.execute(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'".encode())

    assert "give the user the right" in refusal(postgresql.url(user="guest"))


def test_another_programs_database_is_refused(url: str) -> None:
    with connected(url) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")

    assert "another program's database" in refusal(url)


def test_a_store_of_a_newer_digest_is_refused(url: str) -> None:
    Store.open(place(url)).close()
    with connected(url) as other:
        other.execute("UPDATE digest_store SET version = 99")

    assert "its layout is 99" in refusal(url)


def test_who_waits_too_long_for_another_writer_is_told(url: str) -> None:
    with Store.open(place(url), patience=SHORTLY) as store, connected(url) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE deliveries")

        with pytest.raises(StoreError, match="let that one end, then repeat"):
            store.ledger("smtp").claim("2025-W03", "a", "<1@example.org>", NOW)


def test_what_fails_later_is_told_without_what_was_to_be_written(url: str) -> None:
    with Store.open(place(url)) as store, connected(url) as other:
        other.execute("DROP TABLE deliveries")

        with pytest.raises(StoreError) as caught:
            store.ledger("smtp").claim("2025-W03", "ada@example.org", "<1@x>", NOW)

    assert 'relation "deliveries" does not exist' in str(caught.value)
    assert "ada" not in f"{caught.value} {caught.value.__cause__}"


# ── what a server may do ──────────────────────────────────────────────────────────


def test_a_connection_that_the_server_ended_is_opened_again(url: str) -> None:
    with Store.open(place(url)) as store, connected(url) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND query LIKE '%digest_store%'"
        )

        assert store.feed_states() == ()
        assert store.ledger("smtp").claim("2025-W03", "a", "<1@example.org>", NOW)


def test_many_make_a_new_store_at_once(url: str) -> None:
    def opened(_: int) -> int:
        with Store.open(place(url)) as store:
            return len(store.feed_states())

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(16))) == [0] * 16


def test_the_longest_address_of_an_article_is_kept(url: str) -> None:
    page = f"https://outlet.example/{secrets.token_urlsafe(MAX_URL)}"[:MAX_URL]
    with Store.open(place(url)) as store:
        store.keep(a_harvest(an_article(page)), now=NOW)

        assert store.known_pages(["https://feed"], before=AFTER)
        assert [a.entry.url for a in store.articles([a_harvest().feed.location])] == [
            page
        ]


def test_an_error_does_not_repeat_what_the_server_says_of_rows(url: str) -> None:
    ada = a_subscriber("a1")
    with Store.open(place(url)) as store:
        store.subscribers.keep(ada)

        with pytest.raises(StoreError, match="duplicate key") as caught:
            store.subscribers.keep(replace(ada, id="b2"))

    assert "ada@" not in "".join(traceback.format_exception(caught.value))


def test_nothing_stays_connected_once_it_is_closed(url: str) -> None:
    store = Store.open(place(url))
    with store.ledger("smtp").sending():
        store.feed_states()
    store.close()

    with closing(connected(url)) as other:
        held = other.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
        ).fetchone()
    assert held == (0,)
