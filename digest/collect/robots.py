"""What a site's robots.txt asks of us (RFC 9309): which pages, and how fast.

For pages only: a feed is subscribed to, and a page given by hand is asked by a person.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from digest.collect.fetch import Web
from digest.collect.tasks import ended
from digest.collect.trouble import FetchError, KeptOutError, Lasts

if TYPE_CHECKING:
    from protego import Protego

MAX_BYTES = 512_000  # read of one robots.txt; RFC 9309 asks for no less
MAX_KEPT = 1_000_000  # bytes of all that are kept, so that no run fills memory
LONGEST_DELAY = timedelta(seconds=5)  # between two pages, whatever a site asks for

_AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*([^\s#/]*)", re.IGNORECASE)
_NOBODY = "User-agent: §"
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to robots of these names."""

    parsed: "Protego"
    names: str
    size: int

    def allow(self, url: str) -> bool:
        """Tell whether a page may be asked for."""
        try:
            return self.parsed.can_fetch(url, self.names)
        except ValueError:
            return True  # no address at all: whoever asks for it says so

    @property
    def delay(self) -> timedelta:
        """How long to wait between two pages."""
        seconds = self.parsed.crawl_delay(self.names) or 0
        return timedelta(seconds=min(seconds, LONGEST_DELAY.total_seconds()))


def rules(body: bytes, *, robot: str) -> Rules:
    """Return what a robots.txt says to a robot, which may have several names."""
    from protego import Protego

    names = frozenset(robot.lower().split())
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace")
    lines = (_addressed(line, names) for line in text.splitlines())
    parsed = Protego.parse("\n".join(lines))
    return Rules(parsed, names=" ".join(sorted(names)), size=len(text))


def _addressed(line: str, names: frozenset[str]) -> str:
    """Return a line, but for one that begins what is said to others.

    Theirs become one group: of a file that names thousands of robots the parser would
    give each rule to each of them, which takes minutes.
    """
    agent = _AGENT_LINE.match(line)
    if not agent:
        return line
    name = agent[1].lower()
    return f"User-agent: {name}" if name == "*" or name in names else _NOBODY


class Robots:
    """The sites of one run: each one's robots.txt, asked for once, and our turns."""

    def __init__(self, web: Web, *, robot: str) -> None:
        self._web = web
        self._robot = robot
        self._asked: dict[str, asyncio.Task[Rules | FetchError]] = {}
        self._turns: dict[str, float] = {}
        self._room = MAX_KEPT

    async def admit(self, url: str) -> None:
        """Return when it is our turn to ask for a page.

        Raises:
            KeptOutError: its site does not want robots there.
            FetchError: nobody can tell, since its robots.txt cannot be read.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        if site not in self._asked:
            self._asked[site] = asyncio.create_task(self._read(site))
        said = await asyncio.shield(self._asked[site])
        if isinstance(said, FetchError):
            raise FetchError(str(said), lasts=said.lasts)
        if not said.allow(url):
            message = f"the robots.txt of {parts.hostname} keeps us out"
            raise KeptOutError(message)
        await self._turn(site, said.delay)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Give up what nobody waits for any more."""
        await ended(tuple(self._asked.values()))

    async def _read(self, site: str) -> Rules | FetchError:
        """Return a site's rules, or why there is none to go by.

        A server that answers that it has none has none (RFC 9309, 2.3.1.3); where it
        fails, all is forbidden as long as it does (2.3.1.4).
        """
        try:
            body = (await self._web.answer(f"{site}/robots.txt", is_page=True)).body
        except FetchError as error:
            if not _has_none(error):
                return _unreachable(error)
            body = b""
        said = await asyncio.to_thread(rules, body, robot=self._robot)
        self._make_room(site, said.size)
        return said

    def _make_room(self, site: str, size: int) -> None:
        """Forget the sites asked first, should their rules become too much."""
        self._room -= size
        for other, task in tuple(self._asked.items()):
            if self._room >= 0:
                return
            said = task.result() if task.done() and other != site else None
            if isinstance(said, Rules):
                self._room += said.size
                del self._asked[other]

    async def _turn(self, site: str, delay: timedelta) -> None:
        """Wait until the site's delay has passed since whoever is before us."""
        if not delay:
            return
        now = asyncio.get_running_loop().time()
        turn = max(now, self._turns.get(site, now))
        self._turns[site] = turn + delay.total_seconds()
        await asyncio.sleep(turn - now)


def _has_none(error: FetchError) -> bool:
    status = error.status
    return status is not None and (
        status < _SERVER_ERROR and status != _TOO_MANY_REQUESTS
    )


def _unreachable(error: FetchError) -> FetchError:
    lasts = Lasts.FOR_GOOD if error.lasts is Lasts.FOR_GOOD else Lasts.A_WHILE
    return FetchError(f"its robots.txt cannot be read: {error}"[:300], lasts=lasts)
