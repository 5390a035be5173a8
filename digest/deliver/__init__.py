"""An email → its recipients."""

from digest.deliver.addresses import normalised, objection
from digest.deliver.body import Marks
from digest.deliver.copies import Copy
from digest.deliver.delivering import Delivering
from digest.deliver.ledger import Forgetful, Ledger, Noted
from digest.deliver.dkim import Signer, signer
from digest.deliver.headers import mailbox
from digest.deliver.letter import (
    Letter,
    Recipient,
    addressed,
    message_id,
    stand_in,
)
from digest.deliver.message import Message
from digest.deliver.outboxes import EmlFolder, Outbox, Outcome
from digest.deliver.schedule import Manners
from digest.deliver.smtp import SmtpOutbox

__all__ = [
    "Copy",
    "Delivering",
    "EmlFolder",
    "Forgetful",
    "Ledger",
    "Letter",
    "Manners",
    "Marks",
    "Message",
    "Noted",
    "Outbox",
    "Outcome",
    "Recipient",
    "Signer",
    "SmtpOutbox",
    "addressed",
    "mailbox",
    "message_id",
    "normalised",
    "objection",
    "objection",
    "signer",
    "stand_in",
]
