"""What is remembered between runs."""

from digest.store.feeds import FeedState
from digest.store.store import Store

__all__ = ["FeedState", "Store"]
