"""Edition ⇄ Markdown, and its proofs: each claim is found again in its source."""

from digest.manuscript.check import Report, check
from digest.manuscript.outdated import outdated
from digest.manuscript.read import read
from digest.manuscript.write import write

__all__ = ["Report", "check", "outdated", "read", "write"]
