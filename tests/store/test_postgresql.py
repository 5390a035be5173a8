"""What the store says to SQLite, it can say to PostgreSQL: written, not run."""

import pytest
from sqlalchemy import create_mock_engine
from sqlalchemy.engine.mock import MockConnection

from digest.store.articles import keep_articles
from digest.store.deliveries import settle
from digest.store.editions import begin
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

    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    assert len(written) == len(metadata.tables) + len(indexes)
    assert any("dated BIGINT NOT NULL" in statement for statement in written)


def test_rows_are_replaced_by_their_key(
    postgresql: MockConnection, written: list[str]
) -> None:
    keep_articles(postgresql, "feed", [an_article()])
    settle(postgresql, "smtp", a_delivery(), NOW)
    begin(postgresql, "smtp", "2025-W03", NOW)

    articles, deliveries, editions = written
    assert "ON CONFLICT (feed, url) DO UPDATE SET" in articles
    assert "dated = CASE WHEN (excluded.published IS NOT NULL)" in articles
    assert "ON CONFLICT (edition, outbox, recipient) DO UPDATE SET" in deliveries
    assert "ON CONFLICT (edition, outbox) DO UPDATE SET finished" in editions
