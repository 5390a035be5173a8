"""Small newsletters for tests: settings, feeds, and what a command left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NOW = "2025-01-17T06:00:00Z"

SENTENCES = (
    "Estmark opened a yard at Paldiski on Tuesday that will build 24 boats a year.",
    "The yard cost 340 million euro, half of it from Rivnia, and employs 900 people.",
    "Minister Anders Lindqvist said the first hull would be laid in May 2026.",
    "“We have waited eleven years and shall not wait one more,” said Anders Lindqvist.",
    "Critics in Rivnia say that the contract leaves the cost of steel open.",
    "The union of dockers has asked for 120 apprenticeships a year from September.",
    "Estmark has built no warship since 1991, when its last slipway was sold.",
    "The first four boats go to the coastguard, which patrols with two old cutters.",
    "The parliament of Rivnia wants a ceiling of 60 million euro for any later claims.",
    "Dredging of the eastern basin began in October and will end before the summer.",
    "The yard stands where the submarine school of the Soviet Baltic Fleet once stood.",
    "A second slipway is planned for 2028, if the three countries order more boats.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command did: its exit code, its results, its messages."""

    code: int
    out: str
    err: str


def entry(
    number: int = 1, *, day: int = 15, sentences: Iterable[str] = SENTENCES
) -> str:
    """Return an RSS item with its full text."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"""<item><title>Boats from Paldiski, part {number}</title>
<link>https://outlet.example/boats-{number}</link><guid>boats-{number}</guid>
<pubDate>Wed, {day:02} Jan 2025 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{paragraphs}]]></content:encoded></item>"""


def rss(*items: str, title: str = "Outlet") -> str:
    """Return an RSS feed with these items."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>{title}</title><link>https://outlet.example/</link>
<description>News</description><language>en</language>{"".join(items)}</channel></rss>"""


def settings(folder: Path, *feeds: str, more: str = "") -> Path:
    """Write a feeds.yaml with these feeds (addresses or paths) and return its path."""
    lines = [
        "newsletter:",
        "  title: Harbour Letter",
        "  from: Harbour Letter <letter@newsletter.example>",
        "feeds:",
    ]
    for number, place in enumerate(feeds, start=1):
        kind = "url" if place.startswith("http") else "path"
        lines += [f"  - {kind}: {place}", f"    title: Outlet {number}"]
    path = folder / "feeds.yaml"
    path.write_text("\n".join(lines) + "\n" + more, encoding="utf-8")
    return path


def newsletter(folder: Path, *items: str) -> Path:
    """Write a newsletter with one feed, a file, that has these items."""
    (folder / "feed.xml").write_text(rss(*items or (entry(),)), encoding="utf-8")
    return settings(folder, "feed.xml")


def written(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder but the store's, by their path in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".sqlite3" not in path.name
    }
