"""Hazards of feeds that are cut off, wherever."""

from tests.collect.hazards.hazard import Family, Hazard
from tests.collect.hazards.saying import LINK, cdata, fails, feed, item

_TWO = feed(item("One"), item("Two", link=f"{LINK}/2"))
_HALF = _TWO.index("Two")
_CUT = "cut off"


def _cut(name: str, at: int | str) -> Hazard:
    end = at if isinstance(at, int) else _TWO.rindex(at) + len(at) // 2
    return fails(f"cut off {name}", _TWO[:end], says=_CUT)


FAMILY = Family(
    name="cut off",
    about="A feed without its end is not read at all: what is missing cannot be known.",
    guard="wholeness",
    unguarded="half an entry is taken for news, and the rest for new the next time",
    hazards=(
        _cut("between two entries", _TWO.index("<item>", _TWO.index("<item>") + 1)),
        _cut("in a title", _HALF + 1),
        _cut("in a tag", "<content:encoded>"),
        _cut("in an end tag", "</rss>"),
        _cut("behind the last entry", _TWO.rindex("</channel>")),
        _cut("in the first tag", 60),
        _cut("in the text of an entry", "neighbours"),
        fails(
            "cut off in a letter",
            feed(item("Новини")).encode()[
                : feed(item("Новини")).encode().index("Новини".encode()) + 3
            ],
            says=_CUT,
        ),
        fails(
            "cut off in a CDATA section",
            cdata("")[: cdata("").index("]]>") - 9],
            says=_CUT,
        ),
        fails(
            "a CDATA section that is never closed",
            cdata("").replace("]]>", ""),
            says=_CUT,
        ),
    ),
)
