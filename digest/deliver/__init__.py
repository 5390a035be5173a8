"""An email → its recipients."""

from digest.deliver.addresses import normalised
from digest.deliver.answers import blame, enhanced
from digest.deliver.body import Marks
from digest.deliver.dkim import Signer, signer
from digest.deliver.headers import mailbox
from digest.deliver.ledger import Ledger, deliver
from digest.deliver.letter import (
    Letter,
    Recipient,
    addressed,
    message_id,
    stand_in,
)
from digest.deliver.maildir import MaildirFolder
from digest.deliver.message import Message
from digest.deliver.outboxes import Blame, EmlFolder, Outbox, Outcome
from digest.deliver.printed import Printed
from digest.deliver.recipients import recipients
from digest.deliver.smtp import SmtpOutbox

__all__ = [
    "Blame",
    "EmlFolder",
    "Ledger",
    "Letter",
    "MaildirFolder",
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
    "deliver",
    "enhanced",
    "mailbox",
    "message_id",
    "normalised",
    "recipients",
    "signer",
    "stand_in",
]
