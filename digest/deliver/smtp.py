"""The mail server as an outbox: a message handed over, step by step or at one go."""

import re
import smtplib
import ssl
from contextlib import suppress
from typing import Self

from digest.config import Smtp
from digest.deliver.answers import outcome
from digest.deliver.connection import Login, opened, trouble
from digest.deliver.message import Message
from digest.deliver.outboxes import Outcome

_GOES_AWAY = 421
_GO_AHEAD = 354  # RFC 5321, 4.3.2
_PATH = re.compile(r"[^\s<>\x00-\x1f\x7f]*")
_NO_UTF8 = Outcome(
    status="refused",
    detail="the mail server takes no addresses with letters outside ASCII (SMTPUTF8)",
    code="5.6.7",
    blame="policy",
)
_Answer = tuple[int, bytes]


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
        self._login = (
            Login(username=username, password=password)
            if username is not None and password is not None
            else None
        )
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
            detail = "the connection was closed"
            return Outcome(status="deferred", detail=detail, blame="passing")

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
            self._connection = opened(
                self._settings, login=self._login, trust=self._trust
            )
        return self._connection

    def _hang_up(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    # ── one message ─────────────────────────────────────────────────────────────

    def _dialogue(self, connection: smtplib.SMTP, message: Message) -> Outcome:
        """Hand over the message.

        Raises:
            SMTPException: the connection was lost before the message was handed over.
            OutboxError: the server does not take mail from the sender.
        """
        if message.needs_utf8 and not connection.has_extn("smtputf8"):
            return _NO_UTF8
        commands = _commands(connection, message)
        if connection.has_extn("pipelining"):
            answers = _at_one_go(connection, commands)
        else:
            answers = _step_by_step(connection, commands)
        step, (code, reply) = _decisive(answers)
        if code == _GO_AHEAD:
            return self._handed_over(connection, message)
        if answers[-1][0] == _GO_AHEAD:
            # It waits for a text although it took no recipient: RFC 2920, 3.1.
            _answer(connection, b".\r\n")
        self._start_over(code)
        if step == 0 and code // 100 == 5:  # noqa: PLR2004 - RFC 5321, 4.2.1: never
            self._hang_up()
            reason = f"it does not take mail from the sender ({code})"
            raise trouble(self._settings, reason, is_lasting=True)
        return outcome(code, reply, message.recipient, otherwise="deferred")

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
        return outcome(code, reply, message.recipient, otherwise="in-doubt")

    def _start_over(self, code: int) -> None:
        """Make the connection fit for the next message, or let go of it."""
        if self._connection and code != _GOES_AWAY:
            with suppress(smtplib.SMTPException):
                self._connection.rset()
                return
        self._hang_up()


def _commands(connection: smtplib.SMTP, message: Message) -> tuple[bytes, ...]:
    """Return what is said before the text."""
    options = ""
    if connection.has_extn("size"):
        options += f" SIZE={len(message.content)}"
    if message.needs_utf8:
        options += " SMTPUTF8 BODY=8BITMIME"
    lines = (
        f"MAIL FROM:{_path(message.sender)}{options}\r\n",
        f"RCPT TO:{_path(message.recipient)}\r\n",
        "DATA\r\n",
    )
    return tuple(line.encode() for line in lines)


def _path(address: str) -> str:
    """Return an address as an envelope has it; commands cannot be smuggled into it."""
    if not _PATH.fullmatch(address):
        message = "an address in an envelope holds no white space and no < or >"
        raise ValueError(message)
    return f"<{address}>"


def _at_one_go(
    connection: smtplib.SMTP, commands: tuple[bytes, ...]
) -> tuple[_Answer, ...]:
    """Say all commands and then read the answers (PIPELINING, RFC 2920)."""
    connection.send(b"".join(commands))
    answers: list[_Answer] = []
    for _ in commands:
        try:
            answers.append(connection.getreply())
        except smtplib.SMTPServerDisconnected:
            if all(_accepted(code) for code, _ in answers):
                raise
            break  # it said why before it left
        if answers[-1][0] == _GOES_AWAY:
            break
    return tuple(answers)


def _step_by_step(
    connection: smtplib.SMTP, commands: tuple[bytes, ...]
) -> tuple[_Answer, ...]:
    answers: list[_Answer] = []
    for command in commands:
        answers.append(_answer(connection, command))
        if not _accepted(answers[-1][0]):
            break
    return tuple(answers)


def _answer(connection: smtplib.SMTP, said: bytes) -> _Answer:
    connection.send(said)
    return connection.getreply()


def _decisive(answers: tuple[_Answer, ...]) -> tuple[int, _Answer]:
    """Return the first answer that is not "done", and which command it answers."""
    for step, answer in enumerate(answers):
        if not _accepted(answer[0]):
            return step, answer
    message = "the server took a text that was not sent"
    raise smtplib.SMTPException(message)


def _accepted(code: int) -> bool:
    return code // 100 == 2  # noqa: PLR2004 - RFC 5321, 4.2.1: done
