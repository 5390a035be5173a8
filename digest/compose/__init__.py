"""Summaries → an edition."""
