"""Hazards of markup that is wrong, and yet can be read."""

from collections.abc import Callable

from digest.model import Harvest
from tests.collect.hazards.hazard import Family
from tests.collect.hazards.saying import LINK, cdata, feed, first, item, reads

_TWO = feed(item("One"), item("Two", link=f"{LINK}/2"))


def _titles(*expected: str) -> Callable[[Harvest], bool]:
    return lambda came: {each.entry.title for each in came.articles} == set(expected)


FAMILY = Family(
    name="malformed",
    about="Markup that is wrong, but whole: what can be read of it is read.",
    guard="parse",
    unguarded="a strict parser refuses all of it",
    hazards=(
        reads(
            "attributes given twice",
            _TWO.replace("<rss ", '<rss version="1" ', 1),
            holds=_titles("One", "Two"),
        ),
        reads(
            "elements that close in the wrong order",
            _TWO.replace("One</title>", "One</link></title></p>", 1),
            holds=lambda came: len(came.articles) == 2,
        ),
        reads(
            "an entry that is not closed",
            feed(item("One").replace("</item>", ""), item("Two", link=f"{LINK}/2")),
            holds=lambda came: first(came).entry.title in {"One", "Two"},
        ),
        reads(
            "two outermost elements",
            _TWO + "<rss><channel/></rss>",
            holds=_titles("One", "Two"),
        ),
        reads(
            "words before the declaration",
            "Notice: undefined index in /a.php\n" + _TWO,
            holds=_titles("One", "Two"),
        ),
        reads(
            "blank lines before the declaration",
            "\n\n \n" + _TWO,
            holds=_titles("One", "Two"),
        ),
        reads(
            "a comment behind the feed",
            _TWO + "<!-- cached -->",
            holds=_titles("One", "Two"),
        ),
        reads(
            "a page behind the feed",
            _TWO + "<html><body>Hi</body></html>",
            holds=_titles("One", "Two"),
        ),
        reads(
            "a stray &",
            _TWO.replace("One", "Salt & Pepper & Co"),
            holds=_titles("Salt & Pepper & Co", "Two"),
        ),
        reads(
            "a stray <",
            _TWO.replace("One", "1 < 2"),
            holds=lambda came: len(came.articles) == 2,
        ),
        reads(
            "a prefix that nobody declared",
            _TWO.replace("<item>", "<item><none:a>x</none:a>"),
            holds=_titles("One", "Two"),
        ),
        reads(
            "CDATA within CDATA",
            cdata("<p>And <![CDATA[more]]&gt; of it.</p>"),
            holds=lambda came: first(came).entry.title == "A",
        ),
        reads(
            "a feed called text/html",
            _TWO,
            "Content-Type: text/html",
            holds=_titles("One", "Two"),
        ),
        reads(
            "a feed called image/png",
            _TWO,
            "Content-Type: image/png",
            holds=_titles("One", "Two"),
        ),
        reads(
            "a feed whose kind is 8,000 characters long",
            _TWO,
            f"Content-Type: {'a' * 7_900}",
            holds=_titles("One", "Two"),
        ),
        reads(
            "RSS 0.91 with its document type",
            '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
            + _TWO.partition("?>")[2],
            holds=_titles("One", "Two"),
        ),
    ),
)
