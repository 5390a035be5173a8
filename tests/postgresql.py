"""A real PostgreSQL on loopback, for tests: one a session, a schema of its own each.

    def test_something(postgresql: PostgreSql) -> None:
        with Store.open(postgresql.place()) as store: …

Debian's server, run as a user without rights; its data is gone when it stops.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

from digest.text.places import Place, place

_DEBIANS = "/usr/lib/postgresql"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # the tests end processes, not the machine
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
}
PASSWORD = "a /secret@:word"  # noqa: S105 - of a server that lives for a test run


class PostgreSql:
    """The running server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count(1)

    def url(self, *, database: str = "postgres", user: str = "digest") -> str:
        password = quote(PASSWORD, safe="")
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def fresh(self) -> str:
        """Return the address of a schema that nobody has used."""
        schema = f"test{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}".encode())
        return f"{self.url()}?options=-csearch_path%3D{schema}"

    def place(self) -> Place:
        """Return a store of its own, with nothing in it."""
        return place(self.fresh())


def why_not() -> str | None:
    """Return why no server can be run here; None where one can."""
    return None if _programs() else "PostgreSQL's server is not installed"


@contextmanager
def running() -> Iterator[PostgreSql]:
    programs = _programs()
    assert programs
    with tempfile.TemporaryDirectory(prefix="digest-postgresql-") as folder:
        data = _made(programs, Path(folder))
        port = _free_port()
        given = " ".join(f"-c {n}={v or chr(39) * 2}" for n, v in _SETTINGS.items())
        control = [programs / "pg_ctl", "--pgdata", data, "--silent", "--wait"]
        log = data / "log"
        started = [*control, "--log", log, "--options", f"-p {port} {given}", "start"]
        with _stopped_at_our_end(*control, "--mode", "immediate", "stop"):
            _run(*started)
            yield PostgreSql(port)


@contextmanager
def _stopped_at_our_end(*stop: str | Path) -> Iterator[None]:
    """Stop the server when we are done, and also where we are killed: a pipe tells."""
    waits = (
        "import subprocess, sys; sys.stdin.read();"
        " subprocess.run(sys.argv[2:], user=sys.argv[1] or None, cwd='/')"
    )
    user = _nobody() if os.getuid() == 0 else ""
    with subprocess.Popen(
        [sys.executable, "-c", waits, user, *stop],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what ends our group must not end who cleans up
    ) as guard:
        try:
            yield
        finally:
            guard.communicate()


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path(_DEBIANS).glob("*/bin"), default=None)


def _made(programs: Path, folder: Path) -> Path:
    data, password = folder / "data", folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    if os.getuid() == 0:
        for path in (folder, password):
            shutil.chown(path, _nobody())
    encoding = ["--encoding", "UTF8", "--locale", "C", "--no-sync"]
    login = ["--username", "digest", "--auth", "scram-sha-256", "--pwfile", password]
    _run(programs / "initdb", "--pgdata", data, *encoding, *login)
    return data


def _nobody() -> str:
    """Return who runs the server where we are root, whom it refuses to run as."""
    return "nobody"


def _run(*command: str | Path) -> None:
    user = _nobody() if os.getuid() == 0 else None
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/", timeout=60
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
