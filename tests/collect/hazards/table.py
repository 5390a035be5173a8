"""A hostile web: all hazards that a feed's server may answer with, family by family.

`server` answers as each hazard says, on loopback; `run` collects from it in a process
of its own, and says what came and what it cost.
"""

from tests.collect.hazards import (
    addresses,
    charsets,
    cutoff,
    dates,
    entities,
    excess,
    injections,
    jsonfeeds,
    malformed,
    nofeed,
    packing,
    pages,
    redirects,
    transport,
)
from tests.collect.hazards.hazard import Family

FAMILIES: tuple[Family, ...] = (
    transport.FAMILY,
    redirects.FAMILY,
    packing.FAMILY,
    charsets.FAMILY,
    entities.FAMILY,
    cutoff.FAMILY,
    nofeed.FAMILY,
    excess.FAMILY,
    excess.TEXTS,
    malformed.FAMILY,
    jsonfeeds.FAMILY,
    injections.FAMILY,
    dates.FAMILY,
    addresses.FAMILY,
    pages.PAGES,
    pages.ROBOTS,
)
