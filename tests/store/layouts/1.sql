-- A store as Digest laid it out first, with a feed, an article and a delivery.
CREATE TABLE digest_store (
    version INTEGER NOT NULL,
    PRIMARY KEY (version)
);
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
    PRIMARY KEY (location)
);
CREATE TABLE editions (
    edition TEXT NOT NULL,
    outbox TEXT NOT NULL,
    begun BIGINT NOT NULL,
    finished BIGINT,
    PRIMARY KEY (edition, outbox)
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
CREATE TABLE met (
    feed TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (feed, kind, name),
    FOREIGN KEY(feed) REFERENCES feeds (location)
);
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
    text TEXT NOT NULL,
    PRIMARY KEY (feed, url),
    FOREIGN KEY(feed) REFERENCES feeds (location)
);
CREATE INDEX articles_by_date ON articles (feed, dated, url);
CREATE INDEX articles_by_url ON articles (url, feed, dated, outlet);
INSERT INTO digest_store VALUES (1);
INSERT INTO feeds VALUES (
    'https://outlet.example/feed', 'Outlet', 'News', '"1"', NULL, 'abc', NULL,
    1737012600000000, 'no answer', 2
);
INSERT INTO met VALUES ('https://outlet.example/feed', 'entry', 'one', 1);
INSERT INTO met VALUES ('https://outlet.example/feed', 'paragraph', 'p', 3);
INSERT INTO articles VALUES (
    'https://outlet.example/feed', 'https://outlet.example/page', 1737012600000000,
    1737012600000000, NULL, 'one', 'A title', '[]', '[]', NULL, 'Outlet', 'News', 'en',
    '[]', NULL, 'The first paragraph.'
);
INSERT INTO editions VALUES ('2025-W03', 'smtp', 1737012600000000, NULL);
INSERT INTO deliveries VALUES (
    '2025-W03', 'smtp', 'ada@example.org', '<1@example.org>', 'sent', '',
    1737012600000000
);
