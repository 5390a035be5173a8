"""A real SMTP server on 127.0.0.1 that remembers what it took, and can misbehave."""

import asyncio
import base64
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from digest.config import Smtp

USERNAME, PASSWORD = "harbour", "correct horse"


@dataclass
class Server:
    """What it took, and how it behaves; `answers` are by recipient, None: hang up.

    `drops_after` names those whose message it takes and then says nothing;
    `leaves_after` hangs up, between messages, after so many. `offers` are extensions
    that it names beside its own; `options` are those that came with a sender.
    """

    port: int = 0
    sender_answer: str = "250 OK"
    answers: dict[str, str | None] = field(default_factory=dict)
    text_answers: dict[str, str] = field(default_factory=dict)
    drops_after: set[str] = field(default_factory=set)
    leaves_after: int | None = None
    connections: int = 0
    asked: list[str] = field(default_factory=list)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    senders: set[str] = field(default_factory=set)
    logins: list[str] = field(default_factory=list)
    offers: tuple[str, ...] = ()
    options: list[str] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]

    def settings(self, **changes: object) -> Smtp:
        usual = {"host": "127.0.0.1", "port": self.port, "security": "none"}
        return Smtp(**(usual | {"timeout_seconds": 10} | changes))

    async def handle_EHLO(  # noqa: N802 – aiosmtpd's name
        self,
        _: SMTP,
        session: Session,
        __: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return [responses[0], *(f"250-{name}" for name in self.offers), *responses[1:]]

    async def handle_MAIL(  # noqa: N802
        self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
            self.senders.add(address)
            self.options.extend(options)
        return self.sender_answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        self.asked.append(address)
        answer = self.answers.get(address, "250 OK")
        if answer is None:
            server.transport.abort()
            return "421 gone"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        if recipient in self.text_answers:
            return self.text_answers[recipient]
        self.taken.append((recipient, envelope.content))
        if recipient in self.drops_after:
            server.transport.abort()
        if len(self.taken) == self.leaves_after:
            asyncio.get_running_loop().call_later(0, server.transport.close)
        return "250 taken"

    async def auth_XOAUTH2(  # noqa: N802
        self, server: SMTP, arguments: list[str]
    ) -> AuthResult:
        given = base64.b64decode(arguments[1]).decode()
        self.logins.append(given)
        if given == f"user={USERNAME}\x01auth=Bearer {PASSWORD}\x01\x01":
            return AuthResult(success=True)
        # What is wrong is said in a challenge, which wants an empty answer.
        assert await server.challenge_auth("{}") == b""
        return AuthResult(success=False, handled=False)

    def check(
        self, _: SMTP, __: Session, ___: Envelope, ____: str, given: LoginPassword
    ) -> AuthResult:
        self.logins.append(given.login.decode())
        right = (given.login, given.password) == (USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


@contextmanager
def running(
    server: Server,
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    login: bool = False,
    without: tuple[str, ...] = (),
    utf8: bool = False,
) -> Iterator[Server]:
    def dialogue() -> SMTP:
        server.connections += 1
        return SMTP(
            server,
            hostname="server.example",
            tls_context=starttls,
            authenticator=server.check if login else None,
            auth_required=login,
            auth_require_tls=not login,
            auth_exclude_mechanism=without,
            enable_SMTPUTF8=utf8,
        )

    serving = _Serving(server, dialogue, tls)
    thread = Thread(target=lambda: asyncio.run(serving.run()))
    thread.start()
    serving.started.wait()
    try:
        yield server
    finally:
        serving.stop()
        thread.join()


class _Serving:
    """The listening socket, in a loop and a thread of its own."""

    def __init__(
        self,
        server: Server,
        dialogue: Callable[[], SMTP],
        tls: ssl.SSLContext | None,
    ) -> None:
        self._server, self._dialogue, self._tls = server, dialogue, tls
        self.started = Event()

    async def run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        listening = await self._loop.create_server(
            self._dialogue, "127.0.0.1", 0, ssl=self._tls
        )
        self._server.port = listening.sockets[0].getsockname()[1]
        self.started.set()
        await self._stopped.wait()
        listening.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
