"""The store's tables, in columns that SQLite and PostgreSQL share."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table

from digest.store.columns import Counts, Exact, Instant, Length, Strings

VERSION = 4

metadata = MetaData()

# One row: which layout of these tables the file has.
about = Table("digest_store", metadata, Column("version", Integer, primary_key=True))

feeds = Table(
    "feeds",
    metadata,
    Column("location", Exact, primary_key=True),
    Column("title", Exact, nullable=False),
    Column("section", Exact, nullable=False),
    Column("etag", Exact),
    Column("last_modified", Exact),
    Column("body_sha256", Exact),
    Column("not_before", Instant),
    Column("last_success", Instant),
    Column("last_error", Exact),
    Column("failures_in_a_row", Integer, nullable=False),
    Column("failing_since", Instant),
    Column("warned", Instant),
    Column("due", Instant),
    Column("ttl", Length),
    Column("moved_to", Exact),
    Column("gone_since", Instant),
    Column("usual_days", Integer),
    Column("longest_days", Integer),
    Column("newest_entry", Instant),
    # What earlier runs met: ids of entries, digests of paragraphs with the number of
    # articles they stood in. Read and written whole, and only where a feed changed.
    Column("entry_ids", Strings),
    Column("paragraphs", Counts),
)

articles = Table(
    "articles",
    metadata,
    Column("feed", Exact, ForeignKey("feeds.location"), primary_key=True),
    Column("url", Exact, primary_key=True),
    Column("dated", Instant, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("published", Instant),
    Column("entry_id", Exact, nullable=False),
    Column("title", Exact, nullable=False),
    Column("entry_authors", Strings, nullable=False),
    Column("tags", Strings, nullable=False),
    Column("image", Exact),
    Column("outlet", Exact, nullable=False),
    Column("section", Exact, nullable=False),
    Column("language", Exact, nullable=False),
    Column("authors", Strings, nullable=False),
    Column("author_note", Exact),
    # Of all that the feed said of the page and the page holds; empty: not known.
    Column("sha256", Exact),
    Column("text", Exact, nullable=False),
    Column("rubric", Exact),
    Column("lead_image", Exact),
    Column("lead_image_alt", Exact),
    Column("lead_image_width", Integer),
    Column("lead_image_height", Integer),
    # Which page, which feed, how new, whose: answered without touching the texts.
    Index("articles_by_url", "url", "feed", "dated", "outlet"),
    Index("articles_by_date", "feed", "dated", "url"),
)

# How each article's text was read last, and when it was found to have changed. `given`
# is the digest of what the feed gave, empty where the text is its page's; `due` is when
# the feed says that the page changed, until it is read again, and `asked` when it was.
readings = Table(
    "readings",
    metadata,
    Column("feed", Exact, ForeignKey("feeds.location"), primary_key=True),
    Column("url", Exact, primary_key=True),
    Column("given", Exact),
    Column("said", Instant),
    Column("due", Instant),
    Column("asked", Instant),
    Column("updated", Instant),
    Index("readings_by_due", "due"),
)

# Editions on their way through an outbox: `finished` is empty until the last copy is
# settled, so that a later run knows what an earlier one left open. Nothing is sent
# before `due`, nor while `paused` is filled.
editions = Table(
    "editions",
    metadata,
    Column("edition", Exact, primary_key=True),
    Column("outbox", Exact, primary_key=True),
    Column("begun", Instant, nullable=False),
    Column("finished", Instant),
    Column("due", Instant),
    Column("paused", Instant),
)

# A claim is `in-doubt` until it is settled: whoever dies in between leaves it so. The
# recipient is a subscriber's id; layouts before the fourth have the address.
deliveries = Table(
    "deliveries",
    metadata,
    Column("edition", Exact, primary_key=True),
    Column("outbox", Exact, primary_key=True),
    Column("recipient", Exact, primary_key=True),
    Column("message_id", Exact, nullable=False),
    Column("status", Exact, nullable=False),
    Column("detail", Exact, nullable=False),
    Column("changed", Instant, nullable=False),
)

# `id` is a keyed hash of the address, so that no other table needs the address.
subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("address", Exact, nullable=False, unique=True),
    Column("name", Exact, nullable=False),
    Column("language", Exact, nullable=False),
    Column("sections", Strings, nullable=False),
    Column("frequency", Exact, nullable=False),
    Column("tags", Strings, nullable=False),
    Column("status", Exact, nullable=False),
    Column("source", Exact, nullable=False),
    Column("joined", Instant, nullable=False),
    Column("confirmed", Instant),
)

# Who is sent nothing more, whatever is imported. It outlives the subscriber's row: of
# somebody erased only this is left.
suppressions = Table(
    "suppressions",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("reason", Exact, nullable=False),
    Column("since", Instant, nullable=False),
    Column("detail", Exact, nullable=False),
)

# Reports that a copy did not arrive, each once: the same one may be read again.
bounces = Table(
    "bounces",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("edition", Exact, primary_key=True),
    Column("kind", Exact, primary_key=True),
    Column("received", Instant, nullable=False),
    Column("code", Exact, nullable=False),
    Column("detail", Exact, nullable=False),
)
