"""The finished email, looked at before it is sent: can everybody read it?"""

from digest.preflight.check import Preflight, preflight
from digest.preflight.clients import Gap, Survey, survey
from digest.preflight.online import Answered, answer_findings, to_ask

__all__ = [
    "Answered",
    "Gap",
    "Preflight",
    "Survey",
    "answer_findings",
    "preflight",
    "survey",
    "to_ask",
]
