-- A store as Digest laid it out third, with deliveries known by their addresses.
CREATE TABLE articles (
    feed TEXT NOT NULL,
    url TEXT NOT NULL,
    dated BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    published BIGINT,
    entry_id TEXT NOT NULL,
    title TEXT NOT NULL,
    entry_authors TEXT NOT NULL,
    tags TEXT NOT NULL,
    image TEXT,
    outlet TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    authors TEXT NOT NULL,
    author_note TEXT,
    sha256 TEXT,
    text TEXT NOT NULL,
    rubric TEXT,
    lead_image TEXT,
    lead_image_alt TEXT,
    lead_image_width INTEGER,
    lead_image_height INTEGER,
    PRIMARY KEY (feed, url),
    FOREIGN KEY(feed) REFERENCES feeds (location)
);
CREATE TABLE deliveries (
    edition TEXT NOT NULL,
    outbox TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (edition, outbox, recipient)
);
INSERT INTO "deliveries" VALUES('2025-W03','smtp','ada@example.org','<2025-W03.ada@newsletter.example>','sent','',1737012600000000);
INSERT INTO "deliveries" VALUES('2025-W03','smtp','bob@example.org','<2025-W03.bob@newsletter.example>','refused','',1737012600000000);
INSERT INTO "deliveries" VALUES('2025-W03','smtp','cleo@example.org','<2025-W03.cleo@newsletter.example>','deferred','451 <cleo@example.org> later',1737012600000000);
INSERT INTO "deliveries" VALUES('2025-W03','smtp','dan@example.org','<2025-W03.dan@newsletter.example>','in-doubt','',1737012600000000);
CREATE TABLE digest_store (
    version INTEGER NOT NULL,
    PRIMARY KEY (version)
);
INSERT INTO "digest_store" VALUES(3);
CREATE TABLE editions (
    edition TEXT NOT NULL,
    outbox TEXT NOT NULL,
    begun BIGINT NOT NULL,
    finished BIGINT,
    PRIMARY KEY (edition, outbox)
);
INSERT INTO "editions" VALUES('2025-W03','smtp',1737012600000000,NULL);
CREATE TABLE feeds (
    location TEXT NOT NULL,
    title TEXT NOT NULL,
    section TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT,
    not_before BIGINT,
    last_success BIGINT,
    last_error TEXT,
    failures_in_a_row INTEGER NOT NULL,
    failing_since BIGINT,
    warned BIGINT,
    due BIGINT,
    ttl BIGINT,
    moved_to TEXT,
    gone_since BIGINT,
    usual_days INTEGER,
    longest_days INTEGER,
    newest_entry BIGINT,
    entry_ids TEXT,
    paragraphs TEXT,
    PRIMARY KEY (location)
);
CREATE TABLE readings (
    feed TEXT NOT NULL,
    url TEXT NOT NULL,
    given TEXT,
    said BIGINT,
    due BIGINT,
    asked BIGINT,
    updated BIGINT,
    PRIMARY KEY (feed, url),
    FOREIGN KEY(feed) REFERENCES feeds (location)
);
CREATE INDEX articles_by_date ON articles (feed, dated, url);
CREATE INDEX articles_by_url ON articles (url, feed, dated, outlet);
CREATE INDEX readings_by_due ON readings (due);
