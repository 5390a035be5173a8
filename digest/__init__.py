"""Digest: news feeds in, a newsletter out, word for word or not at all."""

__version__ = "0.1.0"
