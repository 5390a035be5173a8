"""An email → its recipients."""

from digest.deliver.addresses import normalised, objection
from digest.deliver.ledger import Ledger, deliver
from digest.deliver.message import Message, addressed, message_id
from digest.deliver.outboxes import EmlFolder, Outbox, Outcome
from digest.deliver.smtp import SmtpOutbox

__all__ = [
    "EmlFolder",
    "Ledger",
    "Message",
    "Outbox",
    "Outcome",
    "SmtpOutbox",
    "addressed",
    "deliver",
    "message_id",
    "normalised",
    "objection",
]
