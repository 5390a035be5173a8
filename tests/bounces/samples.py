"""Reports of each shape that mail servers write, invented: nobody's own words."""

from digest.keys import Keyring

RING = Keyring((b"k" * 32,))
ANN = RING.id("ann@reader.example")
BOUNCE = RING.token("bounce", ANN)
LEAVE = RING.token("subscriber", ANN)
MESSAGE_ID = "<2025-W03.0123456789ab@harbour.example>"

ORIGINAL = f"""\
Return-Path: <bounces+{BOUNCE}@harbour.example>
From: Harbour Letter <letter@harbour.example>
To: ann@reader.example
Subject: Ports reopen
Message-ID: {MESSAGE_ID}
List-Unsubscribe: <https://harbour.example/unsubscribe/{LEAVE}>
MIME-Version: 1.0
Content-Type: text/plain

Ports reopen.
"""


def dsn(
    *,
    to: str = f"bounces+{BOUNCE}@harbour.example",
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <ann@reader.example>: no such user here",
    machine: str = "message/delivery-status",
    returned: str = "message/rfc822",
    original: str = ORIGINAL,
) -> bytes:
    """Return a report as RFC 3464 has it."""
    said = f"Diagnostic-Code: {diagnostic}\n" if diagnostic else ""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.reader.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

Sorry to say that your letter did not arrive.

--cut
Content-Type: {machine}

Reporting-MTA: dns; mx.reader.example

Final-Recipient: rfc822; ann@reader.example
Original-Recipient: rfc822;ann@reader.example
Action: {action}
Status: {status}
Remote-MTA: dns; mx.reader.example
{said}
--cut
Content-Type: {returned}

{original}
--cut--
""".encode()


def loose(
    text: str,
    *,
    sender: str = "MAILER-DAEMON@mx.reader.example",
    to: str = f"bounces+{BOUNCE}@harbour.example",
    subject: str = "failure notice",
    more: str = "",
) -> bytes:
    """Return a report that is written for people alone."""
    return f"From: {sender}\nTo: {to}\nSubject: {subject}\n{more}\n{text}\n".encode()


QMAIL = f"""\
Hi. This is the mail program at mx.reader.example.
I could not hand over your letter. This is a permanent error; I gave up.

<ann@reader.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 no mailbox by that name here
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

{ORIGINAL}"""

EXIM = f"""\
This letter was written by the mail software of mx.reader.example.

A message that you sent could not be delivered to all of its recipients.
The following address(es) failed:

  ann@reader.example
    host in.reader.example [192.0.2.8]
    SMTP error from remote mail server after RCPT TO:<ann@reader.example>:
    552 5.2.2 mailbox is full, try when it was emptied

------ This is a copy of the message, including all the headers. ------

{ORIGINAL}"""

EXCHANGE = f"""\
Delivery has failed to these recipients or groups:

ann@reader.example
The address you wrote to was not known at the destination.

Diagnostic information for administrators:

Generating server: mx.reader.example
ann@reader.example
#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found ##

Original message headers:

Received: from a.example by b.example with SMTP
{ORIGINAL}"""


def arf(
    kind: str = "abuse", *, to: str = "fbl@harbour.example", original: str = ORIGINAL
) -> bytes:
    """Return a complaint as RFC 5965 has it; who complains was blotted out."""
    return f"""\
From: feedback@mailbox.example
To: {to}
Subject: FW: Ports reopen
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="cut"

--cut
Content-Type: text/plain

Somebody called this letter unwanted.

--cut
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Mailbox-FBL/1.0
Version: 1
Original-Rcpt-To: redacted@mailbox.example

--cut
Content-Type: message/rfc822

{original.replace("To: ann@reader.example", "To: redacted@mailbox.example")}
--cut--
""".encode()


OLD_COMPLAINT = f"""\
From: staff@hotmail.example
To: abuse@harbour.example
Subject: complaint about message from 192.0.2.9
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: message/rfc822

X-HmXmrOriginalRecipient: ann@reader.example
{ORIGINAL}
--cut--
""".encode()
