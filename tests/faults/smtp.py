"""A mail server in a process of its own, which counts, survives all, and can misbehave.

It writes down whom it took a message for, on the disk, before it says so. How it is to
behave stands in a file, read again before each answer, so that a test can change it.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

BEHAVIOUR, TAKEN, PORT = "behaviour.json", "taken", "port"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What it does wrong; shares are of all the times it could.

    `drops` are by step: `connect`, `mail`, `rcpt`, `data`, `text` (not taken) and
    `answer` (taken, and not said). `puts_off` is by step, too. `refuses` is a share of
    addresses, `greylists` puts off each at first, `leaves_after` says 421 after so many
    messages, `seconds` go by before a message is taken.
    """

    seed: int = 0
    drops: dict[str, float] = field(default_factory=dict)
    puts_off: dict[str, float] = field(default_factory=dict)
    refuses: float = 0.0
    greylists: bool = False
    leaves_after: int = 0
    seconds: float = 0.0


def behave(folder: Path, behaviour: Behaviour) -> None:
    """Tell a running server, or one to come, how to behave from now on."""
    new = folder / f"{BEHAVIOUR}.new"
    new.write_text(json.dumps(asdict(behaviour)), encoding="utf-8")
    new.replace(folder / BEHAVIOUR)


def is_refused(recipient: str, behaviour: Behaviour) -> bool:
    """Tell whether an address is one that the server never takes mail for."""
    return Random(f"{behaviour.seed} {recipient}").random() < behaviour.refuses  # noqa: S311 - no secret


class _Gone(Exception):  # noqa: N818 - nothing is wrong: it hangs up
    """The connection is to be dropped."""


class Server:
    """The listening server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken = os.open(folder / TAKEN, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._chance = Random(0)  # noqa: S311 - no secret
        self._seen: Counter[str] = Counter()

    async def serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)  # until the tests are over, or killed
        server.close()

    async def _connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await _Dialogue(self, reader, writer).run()
        except (_Gone, OSError, asyncio.IncompleteReadError):
            writer.transport.abort()

    def behaviour(self) -> Behaviour:
        return Behaviour(**json.loads((self._folder / BEHAVIOUR).read_bytes()))

    def happens(self, share: float) -> bool:
        return self._chance.random() < share

    def is_new(self, recipient: str) -> bool:
        self._seen[recipient] += 1
        return self._seen[recipient] == 1

    def take(self, recipient: str, content: bytes) -> None:
        identity = content.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        os.write(self._taken, f"{recipient} {identity}\n".encode())
        os.fsync(self._taken)


class _Dialogue:
    """One connection: RFC 5321, as much of it as a client of ours needs."""

    def __init__(
        self,
        server: Server,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._recipient = ""
        self._taken = 0

    async def run(self) -> None:
        self._may_drop("connect")
        await self._say("220 server.example")
        while line := await self._reader.readline():
            words = line.decode("utf-8", "replace").strip()
            await self._say(await self._answer(words[:4].upper(), words))
            if words[:4].upper() == "QUIT":
                break
        self._writer.close()

    async def _answer(self, verb: str, words: str) -> str:
        match verb:
            case "EHLO":
                return "250-server.example\r\n250-SMTPUTF8\r\n250 8BITMIME"
            case "MAIL":
                return self._put_off("mail") or "250 OK"
            case "RCPT":
                self._recipient = words.partition("<")[2].partition(">")[0]
                return self._put_off("rcpt") or self._judgement()
            case "DATA":
                return await self._message()
            case _:
                return "250 OK"

    def _judgement(self) -> str:
        behaviour = self._server.behaviour()
        if is_refused(self._recipient, behaviour):
            return "550 5.1.1 nobody of that name"
        if behaviour.greylists and self._server.is_new(self._recipient):
            return "451 4.7.1 come again"
        return "250 OK"

    async def _message(self) -> str:
        behaviour = self._server.behaviour()
        if behaviour.leaves_after and self._taken >= behaviour.leaves_after:
            await self._say("421 too many")
            raise _Gone
        if wait := self._put_off("data"):
            return wait
        await self._say("354 go ahead")
        content = await self._reader.readuntil(b"\r\n.\r\n")
        if wait := self._put_off("text"):
            return wait
        await asyncio.sleep(behaviour.seconds)
        self._server.take(self._recipient, content)
        self._taken += 1
        self._may_drop("answer")
        return "250 taken"

    def _put_off(self, step: str) -> str:
        self._may_drop(step)
        share = self._server.behaviour().puts_off.get(step, 0)
        return "451 4.3.0 later" if share and self._server.happens(share) else ""

    def _may_drop(self, step: str) -> None:
        share = self._server.behaviour().drops.get(step, 0)
        if share and self._server.happens(share):
            raise _Gone

    async def _say(self, answer: str) -> None:
        self._writer.write(f"{answer}\r\n".encode())
        await self._writer.drain()


if __name__ == "__main__":
    asyncio.run(Server(Path(sys.argv[1])).serve())
