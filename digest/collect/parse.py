"""Bytes of a feed → what it says."""
