"""The mail server as an outbox: one connection, and what its answers mean."""

import re
import smtplib
import ssl
from contextlib import suppress
from typing import Self

from digest.config import Smtp
from digest.deliver.message import Message
from digest.deliver.outboxes import Outcome
from digest.errors import OutboxError
from digest.model import DeliveryStatus

# Mail programs on people's own machines have no name in the DNS: they say this, too.
_OUR_NAME = "[127.0.0.1]"
_GOES_AWAY = 421
_MAX_REPLY = 200  # bytes


class SmtpOutbox:
    """Sends over one connection, opened when it is first needed and kept.

    `trust` says which certificates are believed; None: those the system believes.
    """

    repeatable = False

    def __init__(
        self,
        settings: Smtp,
        *,
        username: str | None = None,
        password: str | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._username = username
        self._password = password
        self._trust = trust
        self._connection: smtplib.SMTP | None = None

    def ready(self) -> None:
        """Connect, encrypt and log in, where that is not done yet.

        Raises:
            OutboxError: the server cannot be used.
        """
        self._connected()

    def send(self, message: Message) -> Outcome:
        """Hand over a message; a connection lost meanwhile is opened once more."""
        try:
            return self._dialogue(self._connected(), message)
        except smtplib.SMTPException:
            # Servers close idle connections; nothing of the message was taken yet.
            self._hang_up()
        try:
            return self._dialogue(self._connected(), message)
        except smtplib.SMTPException:
            self._hang_up()
            return Outcome(status="deferred", detail="the connection was closed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object = None, *_: object) -> None:
        # After an exception the dialogue may be in the middle of a message, where a
        # polite QUIT would become part of its text.
        if self._connection and kind is None:
            with suppress(smtplib.SMTPException):
                self._connection.quit()
        self._hang_up()

    # ── the connection ──────────────────────────────────────────────────────────

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._logged_in()
        return self._connection

    def _logged_in(self) -> smtplib.SMTP:
        try:
            connection = self._opened()
        except OSError as error:
            raise self._trouble(_reason(error)) from error
        try:
            self._greet(connection)
        except OSError as error:
            connection.close()
            raise self._trouble(_reason(error)) from error
        except UnicodeEncodeError:
            connection.close()
            # Not `from` the error: it holds the secret.
            reason = "the user name and password must be ASCII"
            raise self._trouble(reason) from None
        return connection

    def _opened(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        seconds = self._settings.timeout_seconds
        if self._settings.security == "tls":
            return smtplib.SMTP_SSL(
                host, port, _OUR_NAME, timeout=seconds, context=self._context()
            )
        return smtplib.SMTP(host, port, _OUR_NAME, timeout=seconds)

    def _greet(self, connection: smtplib.SMTP) -> None:
        if self._settings.security == "starttls":
            connection.starttls(context=self._context())
        connection.ehlo_or_helo_if_needed()
        if self._username is not None and self._password is not None:
            connection.login(self._username, self._password)

    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()

    def _hang_up(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _trouble(self, reason: str) -> OutboxError:
        server = f"{self._settings.host}:{self._settings.port}"
        return OutboxError(f"the mail server {server} cannot be used: {reason}")

    # ── one message ─────────────────────────────────────────────────────────────

    def _dialogue(self, connection: smtplib.SMTP, message: Message) -> Outcome:
        """Hand over the message, step by step.

        Raises:
            SMTPException: the connection was lost before the message was handed over.
            OutboxError: the server does not take mail from the sender.
        """
        code, reply = connection.mail(message.sender)
        if code // 100 == 5:  # noqa: PLR2004 – RFC 5321, 4.2.1: never
            self._hang_up()
            reason = f"it does not take mail from the sender ({code})"
            raise self._trouble(reason, is_lasting=True)
        if _accepted(code):
            code, reply = connection.rcpt(message.recipient)
        if _accepted(code):
            code, reply = connection.docmd("DATA")
        if code == 354:  # noqa: PLR2004 – RFC 5321, 4.3.2: go ahead
            return self._handed_over(connection, message)
        self._start_over(code)
        return _outcome(code, reply, message.recipient, otherwise="deferred")

    def _handed_over(self, connection: smtplib.SMTP, message: Message) -> Outcome:
        """Send the text: from here on, a lost connection leaves a doubt."""
        try:
            connection.send(message.stuffed + b".\r\n")
            code, reply = connection.getreply()
        except smtplib.SMTPException:
            self._hang_up()
            detail = "the connection was lost before the server said whether it took it"
            return Outcome(status="in-doubt", detail=detail)
        if code == _GOES_AWAY:
            self._hang_up()
        return _outcome(code, reply, message.recipient, otherwise="in-doubt")

    def _start_over(self, code: int) -> None:
        """Make the connection fit for the next message, or let go of it."""
        if self._connection and code != _GOES_AWAY:
            with suppress(smtplib.SMTPException):
                self._connection.rset()
                return
        self._hang_up()


def _accepted(code: int) -> bool:
    return code // 100 == 2  # noqa: PLR2004 – RFC 5321, 4.2.1: done


def _outcome(
    code: int, reply: bytes, recipient: str, *, otherwise: DeliveryStatus
) -> Outcome:
    """Return what an answer means: RFC 5321, 4.2.1; `otherwise` if nothing."""
    statuses: dict[int, DeliveryStatus] = {2: "sent", 4: "deferred", 5: "refused"}
    status = statuses.get(code // 100, otherwise)
    detail = "" if status == "sent" else f"{code} {_nameless(reply, recipient)}".strip()
    return Outcome(status=status, detail=detail)


def _nameless(reply: bytes, recipient: str) -> str:
    """Return the server's words without the address, which it likes to repeat."""
    words = reply[:_MAX_REPLY].decode("ascii", "replace")
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    mailbox = re.escape(recipient.partition("@")[0])
    words = re.sub(rf"\S*@\S*|(?<!\w){mailbox}(?!\w)", "…", words, flags=re.IGNORECASE)
    return " ".join(words.split())


def _reason(error: OSError) -> str:
    """Return why the server cannot be used, in our words: its own may tell too much."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return f"it refuses the user name or password ({code})"
        case smtplib.SMTPNotSupportedError():
            return f"{error} See deliver.smtp.security"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"it answers {code}"
        case ssl.SSLCertVerificationError(verify_message=why):
            return f"its certificate is not trusted ({why})"
        case _:
            return error.strerror or str(error)
