"""Hazards of markup that is too much, or too deep."""

from collections.abc import Callable

from tests.collect.builders import an_item
from tests.collect.hazards.hazard import Family, Place
from tests.collect.hazards.saying import (
    LINK,
    TEXT,
    cdata,
    fails,
    feed,
    first,
    http,
    item,
    raw_item,
    reads,
    titled,
    whole,
)

_ONE = feed(item("One"))


def _much(build: Callable[[], str]) -> Callable[[Place], bytes]:
    """A large answer, built when it is asked for."""
    return lambda _place: http(build())


def _entry(markup: str) -> str:
    return feed(raw_item(f"<title>A headline</title><link>{LINK}</link>{markup}"))


TEXTS = Family(
    name="long texts",
    about="Articles' texts in a feed are gone through as a stream, whatever they hold.",
    guard="blocks",
    unguarded="sanitisers take their square: 12 to 25 s for 400 kB of <!--",
    hazards=(
        reads(
            "400 kB of <!-- in an article's text",
            cdata("<!--" * 100_000),
            holds=whole,
        ),
        reads(
            "50,000 nested <div> in an article's text",
            _much(lambda: cdata("<div>" * 50_000)),
            holds=whole,
            unguarded="13.7 s in nh3",
        ),
        reads(
            "100,000 attributes in an article's text",
            _much(
                lambda: cdata("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">")
            ),
            holds=whole,
        ),
        reads(
            "200,000 tags in an article's text",
            _much(lambda: cdata("<b>" * 200_000)),
            holds=whole,
        ),
    ),
)

FAMILY = Family(
    name="excess",
    about="Markup beyond what any feed needs: refused, or read as far as it is wanted.",
    guard="excess",
    unguarded="parsers and sanitisers take minutes, or all memory",
    at_once=5,
    hazards=(
        fails(
            "400 kB of <!--",
            "<!--" * 100_000,
            says="",
            unguarded="12 to 25 s in feedparser's sanitiser",
        ),
        fails(
            "400 kB of <!-- in a feed",
            _much(lambda: _ONE.replace("<title>One", "<!--" * 100_000 + "<title>One")),
            says="",
        ),
        fails("400 kB of <?", "<?" * 200_000, says=""),
        fails("400 kB of <![", "<rss><![" * 60_000, says=""),
        fails("400 kB of <", "<" * 400_000, says=""),
        fails(
            "100,000 attributes in a tag",
            _much(
                lambda: _ONE.replace(
                    "<item>",
                    "<item " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">",
                    1,
                )
            ),
            says="attributes",
        ),
        fails(
            "200,000 namespaces in a tag",
            _much(
                lambda: _ONE.replace(
                    "<channel>",
                    "<channel "
                    + " ".join(f'xmlns:a{n}="b"' for n in range(200_000))
                    + ">",
                    1,
                )
            ),
            says="attributes",
        ),
        fails(
            "200,000 categories in an entry",
            _much(lambda: _entry("<category>a</category>" * 200_000)),
            says="tags",
        ),
        fails(
            "200,000 links in an entry",
            _much(lambda: _entry("<link>https://a.example/</link>" * 200_000)),
            says="tags",
        ),
        fails(
            "200,000 enclosures in an entry",
            _much(lambda: _entry('<enclosure url="https://a.example/"/>' * 200_000)),
            says="tags",
        ),
        reads(
            "50,000 nested elements",
            _much(lambda: _entry("<a>" * 50_000 + "</a>" * 50_000)),
            holds=whole,
        ),
        reads(
            "50,000 nested entries, all open",
            _much(
                lambda: _ONE.replace("</channel></rss>", "<item>" * 50_000 + "</rss>")
            ),
        ),
        reads(
            "20,000 categories in an entry",
            _much(lambda: _entry("<category>a</category>" * 20_000)),
            holds=whole,
        ),
        reads(
            "one title of 5 MB",
            _much(lambda: feed(item("A" + " word" * 1_000_000))),
            holds=lambda came: len(first(came).entry.title) <= 1_000,
            then="cut to 1,000 characters",
        ),
        reads(
            "one author of 5 MB",
            _much(
                lambda: feed(
                    item(more=f"<dc:creator>{'Jane ' * 1_000_000}</dc:creator>")
                )
            ),
            holds=whole,
        ),
        reads("one word of 5 MB", _much(lambda: cdata(f"<p>{'a' * 5_000_000}</p>"))),
        reads(
            "one category of 5 MB",
            _much(lambda: _entry(f"<category>{'a' * 5_000_000}</category>")),
            holds=lambda came: all(len(tag) <= 80 for tag in first(came).entry.tags),
        ),
        reads(
            "20,000 entries",
            _much(
                lambda: feed(
                    *(an_item(f"{LINK}/{n}", content=TEXT) for n in range(1_000)),
                    *(["<item/>"] * 99_000),
                )
            ),
        ),
        reads(
            "an instruction of 1 MB",
            _much(lambda: _ONE.replace("<item>", f"<?php {'a ' * 500_000}?><item>", 1)),
            holds=titled("One"),
        ),
    ),
)
