"""Lists of subscribers as files, and who of them gets which edition."""

from digest.subscribers.cells import Expected
from digest.subscribers.choosing import (
    REASONS,
    Choice,
    Earlier,
    Offer,
    Reason,
    Segment,
    choices,
    edition_language,
    offer,
    same_period,
    segment,
    wants,
)
from digest.subscribers.columns import FIELDS
from digest.subscribers.reading import Listing, read
from digest.subscribers.rows import Row, changed, subscriber
from digest.subscribers.suggestion import suggestion
from digest.subscribers.values import frequency_named, language_tag, section_named
from digest.subscribers.writing import csv_line, lines

__all__ = [
    "FIELDS",
    "REASONS",
    "Choice",
    "Earlier",
    "Expected",
    "Listing",
    "Offer",
    "Reason",
    "Row",
    "Segment",
    "changed",
    "choices",
    "csv_line",
    "edition_language",
    "frequency_named",
    "language_tag",
    "lines",
    "offer",
    "read",
    "same_period",
    "section_named",
    "segment",
    "subscriber",
    "suggestion",
    "wants",
]
