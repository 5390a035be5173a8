"""What the store says to SQLite, it can say to PostgreSQL: written, not run."""

import pytest
from sqlalchemy import create_mock_engine
from sqlalchemy.engine.mock import MockConnection

from digest.store.articles import keep_articles
from digest.store.deliveries import settle
from digest.store.schema import metadata
from tests.store.builders import NOW, an_article
from tests.store.test_ledger import a_delivery


@pytest.fixture
def written() -> list[str]:
    return []


@pytest.fixture
def postgresql(written: list[str]) -> MockConnection:
    def note(statement: object, *_: object, **__: object) -> None:
        written.append(str(statement.compile(dialect=connection.dialect)))

    connection = create_mock_engine("postgresql+psycopg://", note)
    return connection


def test_the_tables_can_be_made(postgresql: MockConnection, written: list[str]) -> None:
    metadata.create_all(postgresql, checkfirst=False)

    assert len(written) == len(metadata.tables) + 1
    assert any("dated BIGINT NOT NULL" in statement for statement in written)


def test_rows_are_replaced_by_their_key(
    postgresql: MockConnection, written: list[str]
) -> None:
    keep_articles(postgresql, "feed", [an_article()])
    settle(postgresql, a_delivery(), NOW)

    articles, deliveries = written
    assert "ON CONFLICT (feed, url) DO UPDATE SET" in articles
    assert "dated = CASE WHEN (excluded.published IS NOT NULL)" in articles
    assert "ON CONFLICT (edition, recipient) DO UPDATE SET" in deliveries
