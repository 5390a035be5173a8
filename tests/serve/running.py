"""The service on a real server on loopback, with a store and a clock of its own.

    with running(tmp_path) as site:
        answer = site.post("/subscribe", {"email": "ada@reader.example"})
        assert answer.status == 200
        letter = site.letters()[0]

Letters go to a list, or to whatever `post` is given; the clock stands still until a
test moves it.
"""

import asyncio
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from digest.config import Newsletter, Serve
from digest.deliver import normalised
from digest.keys import Keyring
from digest.model import Email, Subscriber
from digest.render import environment, languages
from digest.serve import Offer, Service, app
from digest.store import Store

ROOT = Path(__file__).parents[2]
START = datetime(2025, 1, 17, 6, tzinfo=UTC)
ADDRESS = "https://letters.example/news/"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.text, re.DOTALL)
        return found[1] if found else ""


@dataclass
class Site:
    """A running service, and what is around it."""

    store: Store
    keyring: Keyring
    port: int = 0
    now: datetime = START
    seconds: float = 0.0
    files: dict[str, str] = field(default_factory=dict)
    letters: list[tuple[str, Email]] = field(default_factory=list)
    refuses: int = 0
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            known = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(status=answer.status, headers=known, body=answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=_spelled(headers))

    def post(
        self,
        path: str,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        **headers: str,
    ) -> Answer:
        body = urlencode(fields or {}, doseq=True).encode()
        given = {"Content-Type": FORM, **_spelled(headers)}
        return self.ask("POST", path, body, given)

    def send(self, email: Email, address: str, _: datetime) -> bool:
        with self.arrived:
            if self.refuses:
                self.refuses -= 1
                return False
            self.letters.append((address, email))
            self.arrived.notify_all()
            return True

    def letter(self, number: int = 1) -> Email:
        """Wait for the so-manieth letter."""
        with self.arrived:
            enough = self.arrived.wait_for(lambda: len(self.letters) >= number, 10)
            assert enough, "no letter came"
            return self.letters[number - 1][1]

    def link(self, number: int = 1) -> str:
        """Return the path of the link in a letter."""
        found = re.search(rf"{ADDRESS}(\S+)", self.letter(number).text)
        assert found
        return f"/{found[1]}"

    def subscriber(self, address: str = "ada@reader.example", **given: object) -> str:
        """Put somebody on the list, and return the token that is his."""
        id_ = self.keyring.id(normalised(address))
        usual = {"id": id_, "address": address, "joined": START, "confirmed": START}
        self.store.subscribers.keep(Subscriber(**(usual | given)))
        return self.keyring.token("subscriber", id_)

    def known(self, address: str = "ada@reader.example") -> Subscriber | None:
        return self.store.subscribers.get(self.keyring.id(address))

    def reason(self, address: str = "ada@reader.example") -> str:
        found = self.store.subscribers.suppression(self.keyring.id(address))
        return found.reason if found else ""

    def later(self, passed: timedelta) -> None:
        self.now += passed
        self.seconds += passed.total_seconds()


@contextmanager
def running(
    folder: Path,
    *,
    address: str = ADDRESS,
    signups_per_hour: int = 200,
    offered: Sequence[str] = ("en", "uk"),
    sections: Sequence[str] = ("News", "Analysis"),
    proxies: str = "127.0.0.1",
    keyring: Keyring | None = None,
    **newsletter: object,
) -> Iterator[Site]:
    with Store.open(folder / "store.sqlite3") as store:
        site = Site(store=store, keyring=keyring or Keyring.fresh())
        templates = environment([ROOT / "templates"])
        usual = {"title": "Harbour Letter", "from": "H <letter@harbour.example>"}
        service = Service(
            newsletter=Newsletter.model_validate(usual | newsletter),
            settings=Serve(address=address, signups_per_hour=signups_per_hour),
            keyring=site.keyring,
            store=store,
            templates=templates,
            languages=languages(templates),
            offer=Offer(languages=tuple(offered), sections=tuple(sections)),
            post=site.send,
            archive=lambda: site.files,
            clock=lambda: site.now,
            seconds=lambda: site.seconds,
        )
        with serving(service, proxies) as port:
            site.port = port
            yield site


@contextmanager
def serving(service: Service, proxies: str = "127.0.0.1") -> Iterator[int]:
    """Run a service, and return its port."""
    server = uvicorn.Server(
        uvicorn.Config(
            app(service),
            port=0,
            lifespan="on",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=proxies,
        )
    )
    thread = threading.Thread(target=_run, args=(server, started := _Started()))
    thread.start()
    try:
        yield started.port()
    finally:
        server.should_exit = True
        thread.join(timeout=20)


class _Started:
    """Where a server was started, once it was."""

    def __init__(self) -> None:
        self._known = threading.Event()
        self._port = 0

    def at(self, port: int) -> None:
        self._port = port
        self._known.set()

    def port(self) -> int:
        assert self._known.wait(timeout=20), "the server did not start"
        return self._port


def _run(server: uvicorn.Server, started: _Started) -> None:
    async def run() -> None:
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        await server.startup()
        started.at(server.servers[0].sockets[0].getsockname()[1])
        await server.main_loop()
        await server.shutdown()

    asyncio.run(run())


def _spelled(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
