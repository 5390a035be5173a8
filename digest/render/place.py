"""Where a page stands on the newsletter's site: what is around it."""

from dataclasses import dataclass

from digest.render.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The links that lead from a page to its neighbours.

    A link without an address leads to the page itself. `earlier` and `later` are the
    editions before and after it; None: there is none, or the page is no edition.
    """

    home: Link
    search: Link
    feed: Link
    earlier: Link | None = None
    later: Link | None = None
