"""What mail servers and readers report back → what it means, and the signs of whom.

Pure: bytes in, values out; whom a report is about is looked up by `pipeline.bouncing`.
"""

from digest.bounces.kinds import code_in, kind_of
from digest.bounces.mail import MOST_BYTES
from digest.bounces.reading import Report, ReportKind, reported

__all__ = ["MOST_BYTES", "Report", "ReportKind", "code_in", "kind_of", "reported"]
