"""How many there are: of subscribers, suppressions and copies, by what they are."""

from sqlalchemy import Column, Table, func, select

from digest.store.database import Database
from digest.store.schema import deliveries, subscribers, suppressions


class Tallies:
    """Counts; each is one transaction, and may raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribers(self) -> dict[str, int]:
        """Return how many subscribers there are, by status."""
        return self._counted(subscribers, subscribers.c.status)

    def suppressions(self) -> dict[str, int]:
        """Return how many get no mail, by reason."""
        return self._counted(suppressions, suppressions.c.reason)

    def deliveries(self) -> dict[str, int]:
        """Return how many copies there are in the ledger, by status."""
        return self._counted(deliveries, deliveries.c.status)

    def _counted(self, table: Table, column: Column[str]) -> dict[str, int]:
        numbers = select(column, func.count()).select_from(table).group_by(column)
        with self._database.reading() as connection:
            rows = connection.execute(numbers).all()
        return {row[0]: row[1] for row in rows}
