"""How many emails a second leave, beside smtplib alone in a loop.

    python bench/send.py [--subscribers 100000] [--connections 16] [--key rsa|none]

The demo's edition goes to invented subscribers on the store's list, through the whole
of `digest send`: chosen, addressed, signed, claimed and settled in the ledger, to
postfix's `smtp-sink` on this machine, which takes whatever it is given. Beside it, in
the same run: smtplib's `sendmail` in a loop with the same bytes, `cryptography` signing
alone, and what listmonk's documentation names: about 50,000 emails a minute.

A second run is killed in its middle, and started again: it tells how long it takes to
its first email.
"""

import argparse
import os
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

NOW = datetime(2025, 1, 17, 6, tzinfo=UTC)
LISTMONK = 50_000 / 60  # emails a second
PLAIN, SIGNED = 4_000, 3_000
HOST = "127.0.0.1"


@dataclass
class Watch:
    """Progress that notes when the first email left."""

    first: float | None = None
    rates: list[tuple[float, int]] = field(default_factory=list)

    def advance(self, step: str, *, done: int, total: int) -> None:
        del total
        if step == "emails" and self.first is None:
            self.first = time.perf_counter()
            self.rates.append((self.first, done))


@contextmanager
def sink() -> Iterator[int]:
    program = shutil.which("smtp-sink", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        sys.exit("smtp-sink is missing: install postfix")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    with subprocess.Popen(  # noqa: S603 - ours alone
        [program, *user, f"{HOST}:{port}", "200"], **quiet
    ) as server:
        for _ in range(50):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.1)
        try:
            yield port
        finally:
            server.terminate()


def newsletter(folder: Path, port: int, connections: int, key: str) -> Path:
    """Write the demo's settings, to be sent by mail."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    settings = folder / "examples" / "feeds.yaml"
    signs = ""
    if key != "none":
        (folder / "examples" / "key.pem").write_bytes(private_key(key))
        signs = "  dkim: [{selector: bench, key: key.pem}]\n"
    kept = settings.read_text(encoding="utf-8").partition("\ndeliver:")[0]
    settings.write_text(
        kept
        + (
            "\nserve: {address: 'https://letters.newsletter.example/'}\n"
            "deliver:\n  outbox: smtp\n"
            f"  smtp: {{host: {HOST}, port: {port}, security: none,"
            f" connections: {connections}}}\n"
            "  bounces: {address: bounces@newsletter.example}\n" + signs
        ),
        encoding="utf-8",
    )
    return settings


def private_key(kind: str) -> bytes:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

    key: ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
    if kind == "rsa":
        key = rsa.generate_private_key(65_537, 2_048)
    else:
        key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def job(folder: Path, watch: Watch):
    from digest.config import read
    from digest.pipeline.job import Job

    settings = folder / "examples" / "feeds.yaml"
    return Job(
        settings=read(settings.read_text(encoding="utf-8"), name=str(settings)),
        folder=settings.parent,
        store=folder / "store.sqlite3",
        out=folder / "out",
        editions=folder / "editions",
        templates=(ROOT / "templates",),
        now=NOW,
        environment={},
        progress=watch,
    )


def prepare(folder: Path, subscribers: int) -> None:
    """Collect and draft the demo's edition, and fill the list."""
    from digest.model import Subscriber
    from digest.pipeline.collecting import collected
    from digest.pipeline.drafting import drafted
    from digest.pipeline.keyring import keyring
    from digest.store import Store

    work = job(folder, Watch())
    ring = keyring(work)
    with Store.open(work.store) as store:
        collected(work, store)
        drafted(work, store)
        people = [
            Subscriber(id=ring.id(address), address=address, joined=NOW)
            for number in range(subscribers)
            for address in (f"reader{number}@d{number % 5_000}.example",)
        ]
        store.subscribers.keep(*people)


def send(folder: Path) -> None:
    """Send the edition, and print how that went: run in a process of its own."""
    from digest.pipeline.issuing import issued
    from digest.pipeline.subscribers import recipients
    from digest.store import Store

    watch = Watch()
    work = job(folder, watch)
    (manuscript,) = work.editions.glob("*.md")
    began, spent = time.perf_counter(), time.process_time()
    with Store.open(work.store) as store:
        result = issued(manuscript, recipients(work, store), work, store)
    took, cpu = time.perf_counter() - began, time.process_time() - spent
    peak = peak_memory()
    sent = result.sent.counts["sent"]
    first = (watch.first or began) - began
    print(sent, result.sent.earlier, result.sent.left, took, cpu, peak, first)


def peak_memory() -> float:
    """Return the most memory that this process had, in megabytes.

    Not `ru_maxrss`: Linux keeps in it what the process had that started this one.
    """
    with Path("/proc/self/status").open() as status:
        (peak,) = [line.split()[1] for line in status if line.startswith("VmHWM")]
    return int(peak) / 1_024


def sending(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, "--send", str(folder)]
    return subprocess.Popen(  # noqa: S603 - ours alone
        command, stdout=subprocess.PIPE, text=True
    )


def message(folder: Path) -> bytes:
    """Return one of the messages, as it is sent."""
    from digest.pipeline.copying import Copies
    from digest.pipeline.keyring import keyring
    from digest.pipeline.letters import Letters
    from digest.pipeline.subscribers import recipients
    from digest.store import Store

    work = job(folder, Watch())
    (manuscript,) = work.editions.glob("*.md")
    with Store.open(work.store) as store:
        ring = keyring(work)
        letters = Letters(manuscript, work, store, keyring=ring)
        people = recipients(work, store)
        copies = Copies(letters, people, work, store, keyring=ring)
        return next(iter(copies)).message().content


def plain(port: int, content: bytes) -> tuple[float, float]:
    """Return emails a second, and CPU seconds for one, of smtplib in a loop."""
    with smtplib.SMTP(HOST, port, "[127.0.0.1]") as connection:
        began, spent = time.perf_counter(), time.process_time()
        for number in range(PLAIN):
            reader = f"reader{number}@d.example"
            connection.sendmail("bounces@newsletter.example", [reader], content)
        took, cpu = time.perf_counter() - began, time.process_time() - spent
    return PLAIN / took, cpu / PLAIN


def signing(folder: Path) -> float | None:
    """Return how often `cryptography` alone signs in a second, on one core."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    path = folder / "examples" / "key.pem"
    if not path.exists():
        return None
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    text = b"x" * 400
    one: Callable[[], bytes] = lambda: key.sign(text)  # noqa: E731
    if isinstance(key, rsa.RSAPrivateKey):
        one = lambda: key.sign(text, padding.PKCS1v15(), hashes.SHA256())  # noqa: E731
    spent = time.process_time()
    for _ in range(SIGNED):
        one()
    return SIGNED / (time.process_time() - spent)


def forget(folder: Path) -> None:
    """Take the ledger away, and leave the list."""
    import sqlite3

    with sqlite3.connect(folder / "store.sqlite3") as connection:
        connection.execute("DELETE FROM deliveries")
        connection.execute("DELETE FROM editions")


def killed_half_way(folder: Path, subscribers: int) -> None:
    from digest.store import Store

    with sending(folder) as process, Store.open(folder / "store.sqlite3") as store:
        while process.poll() is None:
            (*editions,) = store.ledger("smtp").editions()
            counts = store.ledger("smtp").counts(editions[0]) if editions else {}
            if counts.get("sent", 0) > subscribers // 2:
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.5)


def figures(process: subprocess.Popen[str]) -> list[float]:
    with process:
        out, _ = process.communicate(timeout=1_800)
    return [float(word) for word in out.split()]


def told(name: str, rate: float, cpu: float) -> None:
    print(f"{name:<21}{rate:>9,.0f} /s {cpu * 1e6:>7,.0f} µs CPU each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--subscribers", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--key", choices=["ed25519", "rsa", "none"], default="ed25519")
    parser.add_argument("--send", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.send:
        return send(given.send)
    with tempfile.TemporaryDirectory() as scratch, sink() as port:
        folder = Path(scratch)
        newsletter(folder, port, given.connections, given.key)
        prepare(folder, given.subscribers)
        content = message(folder)
        rate, dialogue = plain(port, content)
        print(f"message              {len(content):>9,} bytes")
        told("smtplib in a loop", rate, dialogue)
        sent, _, left, took, cpu, peak, first = figures(sending(folder))
        each, own = cpu / sent, cpu / sent - dialogue
        told("digest send", sent / took, each)
        print(f"  our own            {own / dialogue:>9.2f} × smtplib's dialogue")
        print(f"  × listmonk's own   {sent / took / LISTMONK:>9.2f}")
        print(f"  peak memory        {peak:>9.0f} MB; {left:.0f} left")
        if alone := signing(folder):
            print(f"cryptography alone   {alone:>9,.0f} signatures /s of CPU")
            print(f"  of that            {sent / took / alone:>9.0%}")
        forget(folder)
        killed_half_way(folder, given.subscribers)
        _, earlier, _, took, _, _, first = figures(sending(folder))
        print(
            f"after a kill         {first:>9.2f} s to the first of the rest,"
            f" {earlier:,.0f} passed over"
        )
    return None


if __name__ == "__main__":
    main()
