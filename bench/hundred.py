"""A hundred feeds of twenty full-text entries, and a server on loopback for them.

The texts are the sample articles' own sentences, dealt out anew with long words, names
and figures of each article's own: no two tell of one event, or share a sentence. The
server stands for a hundred publishers, each at a port of its own; every answer takes
100 ms, and who names the right ETag gets 304.
"""

import asyncio
import hashlib
import multiprocessing
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape, unescape
from pathlib import Path

FEEDS, ENTRIES = 100, 20
PUBLISHERS = 100
NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)
LATENCY_SECONDS = 0.1

_SAMPLES = Path(__file__).parents[1] / "examples" / "feeds"
_PARAGRAPHS = 12  # about 900 words: what a full-text feed of analysis carries
_LENGTHS = range(60, 300)  # characters of a sentence that stands on its own
_SENTENCE = re.compile(r"(?<=[.!?”]) (?=[“A-Z])")
_WORD = re.compile(r"\b(?:[A-Z][a-z]{3,}|[a-z]{6,})\b")
_SYLLABLES = (
    "ka",
    "rel",
    "mo",
    "vin",
    "ta",
    "sor",
    "be",
    "lun",
    "dri",
    "pa",
    "zem",
    "os",
)


def bodies(feeds: int = FEEDS, entries: int = ENTRIES) -> list[bytes]:
    """Return the feeds, the same each time."""
    sentences = _sentences()
    return [_feed(number, entries, sentences) for number in range(feeds)]


@contextmanager
def served(found: list[bytes], latency: float = LATENCY_SECONDS) -> Iterator[list[str]]:
    """Serve feeds from a process of its own; give their addresses."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(found, latency, theirs), daemon=True)
    server.start()
    try:
        ports = ours.recv()
        yield [
            f"http://127.0.0.1:{ports[number % PUBLISHERS]}/{number}.xml"
            for number in range(len(found))
        ]
    finally:
        server.kill()
        server.join()


# ── the texts ─────────────────────────────────────────────────────────────────────


def _sentences() -> list[str]:
    markup = "".join(path.read_text("utf-8") for path in sorted(_SAMPLES.iterdir()))
    text = re.sub(r"<[^>]*>", " ", unescape(unescape(markup)))
    parts = (" ".join(part.split()) for part in _SENTENCE.split(text))
    return [part for part in parts if len(part) in _LENGTHS and part[-1] in ".!?”"]


def _feed(number: int, entries: int, sentences: list[str]) -> bytes:
    items = "".join(_item(number, at, sentences) for at in range(entries))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Publisher {number}</title><link>https://p{number}.example/</link>"
        f"<description>All of it</description>{items}</channel></rss>"
    ).encode()


def _item(feed: int, at: int, sentences: list[str]) -> str:
    drawn = random.Random(feed * 1_000 + at)  # noqa: S311  texts, not secrets
    renamed = _renamer(drawn)
    told = [
        " ".join(renamed(drawn.choice(sentences)) for _ in range(3))
        for _ in range(_PARAGRAPHS)
    ]
    title = " ".join(renamed(drawn.choice(sentences)).split()[:9]).strip(".,;“”")
    html = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in told)
    date = NOW - timedelta(minutes=17 * (feed + at * FEEDS) % (6 * 24 * 60))
    url = f"https://p{feed}.example/{at}"
    return (
        f"<item><title>{escape(title)}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{format_datetime(date)}</pubDate>"
        f"<description>{escape(told[0])}</description>"
        f"<content:encoded>{escape(html)}</content:encoded></item>"
    )


def _renamer(drawn: random.Random):
    """Return what gives each name and long word another, the same in one article."""
    words: dict[str, str] = {}

    def another(match: re.Match[str]) -> str:
        word = match.group()
        made = "".join(drawn.choices(_SYLLABLES, k=4))
        return words.setdefault(word, made.capitalize() if word[0].isupper() else made)

    def renamed(sentence: str) -> str:
        first, _, rest = sentence.partition(" ")
        figures = re.sub(r"\d", lambda _: str(drawn.randint(1, 9)), rest)
        return f"{first} {_WORD.sub(another, figures)}"

    return renamed


# ── the server ────────────────────────────────────────────────────────────────────


def _serve(found: list[bytes], latency: float, told) -> None:
    asyncio.run(_listen(found, latency, told))


async def _listen(found: list[bytes], latency: float, told) -> None:
    answers = dict(enumerate(map(_answers, found)))
    serve = _answering(answers, latency)
    servers = [
        await asyncio.start_server(serve, "127.0.0.1", 0) for _ in range(PUBLISHERS)
    ]
    told.send([server.sockets[0].getsockname()[1] for server in servers])
    await asyncio.Event().wait()


def _answers(body: bytes) -> tuple[bytes, bytes, bytes]:
    """Return a feed's ETag, the answer with all of it, and that nothing is new."""
    etag = hashlib.sha256(body).hexdigest()[:16].encode()
    head = b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "%s"\r\n'
    whole = (head + b"Content-Length: %d\r\n\r\n") % (etag, len(body)) + body
    return etag, whole, b'HTTP/1.1 304 Not Modified\r\nETag: "%s"\r\n\r\n' % etag


def _answering(answers: dict[int, tuple[bytes, bytes, bytes]], latency: float):
    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                number = int(request[5 : request.index(b".")])
                etag, whole, same = answers[number]
                await asyncio.sleep(latency)
                writer.write(same if etag in request else whole)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    return answer
