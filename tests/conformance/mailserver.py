"""A real mail server for as long as a test needs it, and what arrives there."""

import imaplib
import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.conformance.tools import needed

HERE = Path(__file__).parent
DOVECOT = ("dovecot", "/usr/lib/dovecot/imap", "/usr/lib/dovecot/lmtp")

MARKS = [
    needed("postfix", "opendkim", "opendkim-genkey", *DOVECOT, "python3"),
    pytest.mark.skipif(os.geteuid() != 0, reason="a mail server is started by root"),
]


@contextmanager
def mailstack(*, believed: str = "") -> Iterator[tuple[Path, list[int]]]:
    """Run a mail server for as long as it is needed; it has a folder of its own.

    `believed` has the keys by which it verifies signatures, one a line, each behind its
    name in the DNS; without any it signs.
    Its parts run as users of their own, who have to find their way into that folder.
    """
    with tempfile.TemporaryDirectory(prefix="mailstack-") as whole:
        Path(whole).chmod(0o755)
        folder, ports = Path(whole) / "stack", _free_ports(4)
        try:
            keys = Path(whole) / "believed"
            keys.write_text(believed, encoding="ascii")
            _mailstack("start", folder, *ports, *([keys] if believed else []))
            yield folder, ports
        finally:
            _mailstack("stop", folder)


def _mailstack(*arguments: object) -> None:
    ran = subprocess.run(
        [HERE / "mailstack", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def _free_ports(count: int) -> list[int]:
    with ExitStack() as opened:
        listening = [opened.enter_context(socket.socket()) for _ in range(count)]
        for one in listening:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in listening]


def fetched(port: int, address: str) -> bytes:
    """Return the first mail of a mailbox, when it is there; it stays unread."""
    mailbox = imaplib.IMAP4("127.0.0.1", port, timeout=20)
    mailbox.login(address, "secret")
    _, (count,) = mailbox.select()
    if count == b"0":  # the server says when: RFC 2177
        mailbox.send(b"wait IDLE\r\n")
        while b" EXISTS" not in (line := mailbox.readline()):
            assert line, "the server closed the mailbox before the mail was there"
        mailbox.send(b"DONE\r\n")
        while not line.startswith(b"wait "):  # it may have more to say before
            line = mailbox.readline()
            assert line, "the server closed the mailbox"
    _, ((_, copy), _) = mailbox.fetch("1", "(BODY.PEEK[])")
    mailbox.logout()
    return copy
