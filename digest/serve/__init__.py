"""Pages for subscribers: signing up, choosing, leaving, reading; `digest serve`."""

from digest.serve.app import app
from digest.serve.forms import Offer
from digest.serve.service import Post, Service

__all__ = ["Offer", "Post", "Service", "app"]
