"""Stores of earlier versions of Digest, brought up to the layout of this one."""

from sqlalchemy import Connection, update

from digest.store.schema import about

# What leads from each layout to the next. Columns that are added may be empty: what an
# older store does not know was not remembered then.
_STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE feeds ADD COLUMN failing_since BIGINT",
        "ALTER TABLE feeds ADD COLUMN warned BIGINT",
        "ALTER TABLE feeds ADD COLUMN due BIGINT",
        "ALTER TABLE feeds ADD COLUMN ttl BIGINT",
        "ALTER TABLE feeds ADD COLUMN moved_to TEXT",
        "ALTER TABLE feeds ADD COLUMN gone_since BIGINT",
        "ALTER TABLE feeds ADD COLUMN usual_days INTEGER",
        "ALTER TABLE feeds ADD COLUMN longest_days INTEGER",
        "ALTER TABLE feeds ADD COLUMN newest_entry BIGINT",
    ),
    2: (
        "ALTER TABLE articles ADD COLUMN sha256 TEXT",
        "ALTER TABLE feeds ADD COLUMN entry_ids TEXT",
        "ALTER TABLE feeds ADD COLUMN paragraphs TEXT",
        """UPDATE feeds SET
            entry_ids = (
                SELECT json_group_array(name) FROM met
                WHERE met.feed = feeds.location AND met.kind = 'entry'),
            paragraphs = (
                SELECT json_group_object(name, count) FROM met
                WHERE met.feed = feeds.location AND met.kind = 'paragraph')""",
        "DROP TABLE met",
        "ALTER TABLE articles ADD COLUMN rubric TEXT",
        "ALTER TABLE articles ADD COLUMN lead_image TEXT",
        "ALTER TABLE articles ADD COLUMN lead_image_alt TEXT",
        "ALTER TABLE articles ADD COLUMN lead_image_width INTEGER",
        "ALTER TABLE articles ADD COLUMN lead_image_height INTEGER",
        """CREATE TABLE readings (
            feed TEXT NOT NULL, url TEXT NOT NULL, given TEXT, said BIGINT, due BIGINT,
            asked BIGINT, updated BIGINT,
            PRIMARY KEY (feed, url), FOREIGN KEY(feed) REFERENCES feeds (location)
        )""",
        "CREATE INDEX readings_by_due ON readings (due)",
    ),
    3: (
        "ALTER TABLE editions ADD COLUMN due BIGINT",
        "ALTER TABLE editions ADD COLUMN paused BIGINT",
        """CREATE TABLE subscribers (
            id TEXT NOT NULL, address TEXT NOT NULL, name TEXT NOT NULL,
            language TEXT NOT NULL, sections TEXT NOT NULL, frequency TEXT NOT NULL,
            tags TEXT NOT NULL, status TEXT NOT NULL, source TEXT NOT NULL,
            joined BIGINT NOT NULL, confirmed BIGINT,
            PRIMARY KEY (id), UNIQUE (address)
        )""",
        """CREATE TABLE suppressions (
            id TEXT NOT NULL, reason TEXT NOT NULL, since BIGINT NOT NULL,
            detail TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        """CREATE TABLE bounces (
            id TEXT NOT NULL, edition TEXT NOT NULL, kind TEXT NOT NULL,
            received BIGINT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (id, edition, kind)
        )""",
    ),
}


def upgraded(connection: Connection, version: int | None) -> int | None:
    """Take a store as far as the steps lead, and return the layout it has then.

    All within the caller's transaction: a kill leaves the old store or the new one.
    """
    while version in _STEPS:
        for statement in _STEPS[version]:
            connection.exec_driver_sql(statement)
        version += 1
        connection.execute(update(about).values(version=version))
    return version
