"""An email → its recipients."""

from digest.deliver.addresses import normalised, objection
from digest.deliver.answers import blame, enhanced
from digest.deliver.body import Marks
from digest.deliver.copies import Copy
from digest.deliver.delivering import Delivering
from digest.deliver.dkim import Signer, signer
from digest.deliver.headers import mailbox
from digest.deliver.ledger import Forgetful, Ledger
from digest.deliver.letter import (
    Letter,
    Recipient,
    addressed,
    message_id,
    stand_in,
)
from digest.deliver.maildir import MaildirFolder
from digest.deliver.message import Message
from digest.deliver.outboxes import EmlFolder, Outbox, Outcome
from digest.deliver.printed import Printed
from digest.deliver.schedule import Manners
from digest.deliver.smtp import SmtpOutbox

__all__ = [
    "Copy",
    "Delivering",
    "EmlFolder",
    "Forgetful",
    "Ledger",
    "Letter",
    "MaildirFolder",
    "Manners",
    "Marks",
    "Message",
    "Outbox",
    "Outcome",
    "Printed",
    "Recipient",
    "Signer",
    "SmtpOutbox",
    "addressed",
    "blame",
    "enhanced",
    "mailbox",
    "message_id",
    "normalised",
    "objection",
    "signer",
    "stand_in",
]
