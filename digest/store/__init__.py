"""What is remembered between runs."""

from digest.store.feeds import FeedState
from digest.store.histories import Copy, EditionState
from digest.store.known import KnownPages
from digest.store.ledger import Ledger
from digest.store.store import Store
from digest.store.tallies import Tallies

__all__ = [
    "Copy",
    "EditionState",
    "FeedState",
    "KnownPages",
    "Ledger",
    "Store",
    "Tallies",
]
