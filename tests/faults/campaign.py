"""One edition to one list, sent by the real command and counted where it arrives."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from digest.model import Delivery
from digest.store import Store
from digest.text.places import Place, Server
from tests.cli.newsletters import NOW, newsletter
from tests.faults.smtp import TAKEN, Behaviour, behave

ROOT = Path(__file__).parents[2]
EDITION = "2025-W03"
CONNECTIONS = 3
# Several machines that send from one store on a server need the same keys.
_OURS = {
    "PYTHONPATH": str(ROOT),
    "DIGEST_KEYS": "aGFyYm91ciBoYXJib3VyIGhhcmJvdXIgaGFyYm91ciE=",
}
ENVIRONMENT = os.environ | _OURS  # noqa: TID251 – for subprocesses


@contextmanager
def mail_server(folder: Path) -> Iterator[int]:
    """Run a server that writes down in a folder what it took; return its port."""
    behave(folder, Behaviour())
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.smtp", str(folder)],
        env=ENVIRONMENT,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


class Zygote:
    """Runs commands without starting anew each time; see `zygote`."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._folder = folder

    def run(self, *arguments: str, **how: float) -> int:
        """Run a command as `begin` does, to its end; return its exit code."""
        self.begin(*arguments, **how)
        return self.end()

    def begin(
        self,
        *arguments: str,
        after: float | None = None,
        signal: int = 9,
        room: float | None = None,
    ) -> None:
        """Run a command, and send it a signal after some seconds if told to.

        No file that it writes grows over `room` bytes.
        """
        order: dict[str, object] = {"arguments": arguments, "after": after}
        order |= {"signal": signal, "room": room}
        order["output"] = str(self._folder / "output")
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def end(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())

    def output(self) -> str:
        """Return what commands said since this was asked last."""
        path = self._folder / "output"
        said = path.read_text(encoding="utf-8") if path.exists() else ""
        path.unlink(missing_ok=True)
        return said


@contextmanager
def zygote(folder: Path, *warming: list[str]) -> Iterator[Zygote]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.zygote", json.dumps(warming)],
        env=ENVIRONMENT,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "warm\n"
        try:
            yield Zygote(process, folder)
        finally:
            process.kill()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A newsletter's folder, its list, and where its mail arrives."""

    folder: Path
    server: Path
    people: tuple[str, ...]
    store: Place

    def arguments(self, *more: str, now: str = NOW) -> list[str]:
        """Return what to say to `digest` to send it."""
        place = self.store.url if isinstance(self.store, Server) else str(self.store)
        where = ["--config", str(self.folder / "feeds.yaml"), "--store", place]
        out = ["--out", str(self.folder / "out"), "--now", now]
        return ["send", str(self.manuscript), *where, *out, *more]

    @property
    def manuscript(self) -> Path:
        return self.folder / "out" / "editions" / f"{EDITION}.md"

    def taken(self) -> list[str]:
        """Return the Message-ID of each copy that the server took, in its order."""
        path = self.server / TAKEN
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        ours = set(self.people)
        found = (line.split(" ") for line in lines)
        return [identity for recipient, identity in found if recipient in ours]

    def ledger(self) -> tuple[Delivery, ...]:
        """Return what the store says of each copy."""
        with closing(Store.open(self.store)) as store:
            return store.ledger("smtp").deliveries(EDITION)

    def said(self, status: str) -> set[str]:
        """Return the Message-IDs of the copies that ended so, as the store says."""
        return {copy.message_id for copy in self.ledger() if copy.status == status}


def founded(folder: Path) -> Path:
    """Write a newsletter that has no list yet; its edition is to be made by `draft`."""
    folder.mkdir()
    newsletter(folder)
    return folder


def drafting(folder: Path) -> list[list[str]]:
    """Return the commands that make its edition, and send it into a folder."""
    where = ["--config", str(folder / "feeds.yaml"), "--now", NOW]
    where += ["--store", str(folder / "store.sqlite3")]
    return [["run", *where, "--out", str(folder / "out")]]


def launched(
    template: Path,
    folder: Path,
    *,
    server: Path,
    port: int,
    people: int,
    more: str = "",
    store: Place | None = None,
) -> Campaign:
    """Return a campaign of its own: the same edition to another list."""
    shutil.copytree(template, folder)
    addresses = [f"reader{n:03}@{folder.name}.example" for n in range(people)]
    (folder / "people.csv").write_text("\n".join(["email", *addresses]), "utf-8")
    with (folder / "feeds.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "deliver:\n  outbox: smtp\n  subscribers: people.csv\n"
            f"  smtp: {{host: 127.0.0.1, port: {port}, security: none,"
            f" connections: {CONNECTIONS}, timeout_seconds: 5, retry_minutes: 0}}\n"
            f"{more}"
        )
    return Campaign(
        folder=folder,
        server=server,
        people=tuple(addresses),
        store=store or folder / "store.sqlite3",
    )
