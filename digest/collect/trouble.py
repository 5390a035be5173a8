"""What it means when an address gives nothing: why, and whether that passes."""

import socket
from datetime import datetime, timedelta
from enum import Enum
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp

from digest.collect.addresses import place_of
from digest.collect.connections import RefusedAddressError
from digest.collect.plain import plain
from digest.collect.retry import SHORT_WAIT, TRANSIENT, retry_after
from digest.errors import FeedError

_LATER = frozenset((HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY))


class Lasts(Enum):
    """How long trouble lasts, as far as can be told."""

    A_MOMENT = "asking again at once may help"
    A_WHILE = "the next run may find it over"
    FOR_GOOD = "asking again is in vain"


class FetchError(FeedError):
    """An address gave nothing.

    `closed` is the place to leave alone for the rest of the run, since it let nobody
    connect; after a redirect it is not the one that was asked. With `enough` it had too
    many requests, and is asked for no more pages; with `hung` it did not answer in
    time, and is asked for no more pages should that happen again.
    `wait` is how long the server asks to wait within this run, and `until` when it lets
    itself be asked again in a later one. `status` is what it answered, None where it
    did not get as far. The reason may quote a server, which must not reach a terminal.
    """

    def __init__(  # noqa: PLR0913  all that is known of a failure
        self,
        reason: str,
        *,
        lasts: Lasts = Lasts.FOR_GOOD,
        closed: str | None = None,
        enough: bool = False,
        hung: bool = False,
        wait: timedelta | None = None,
        until: datetime | None = None,
        status: int | None = None,
    ) -> None:
        self.lasts = lasts
        self.closed = closed
        self.enough = enough or hung
        self.hung = hung
        self.wait = wait
        self.until = until
        self.status = status
        super().__init__(plain(reason))


class KeptOutError(FetchError):
    """A page's site does not want robots there."""


def refused_answer(
    response: aiohttp.ClientResponse, *, now: datetime | None, longest: timedelta
) -> FetchError:
    """Return what a status other than 200 means.

    `longest` is how long this run can wait at all, should the server ask it to.
    """
    said = f"{response.status} {response.reason or ''}".strip()[:80]
    wait = retry_after(response.headers.get("Retry-After"), now=now)
    passing = response.status in TRANSIENT
    if passing and wait is not None and wait > min(SHORT_WAIT, longest):
        return _asked_to_wait(response, said, wait, now)
    message = f"the server answers {said}"
    lasts = _lasts(response.status)
    return FetchError(message, lasts=lasts, wait=wait, status=response.status)


def hung(url: str, seconds: float) -> FetchError:
    """Return what it means that no whole answer came in so many seconds."""
    message = f"no answer within {seconds:g} seconds"
    return FetchError(message, lasts=Lasts.A_MOMENT, closed=place_of(url), hung=True)


def broken_off(error: Exception, url: str) -> FetchError:
    """Return what a library's error means to whoever reads the run's report."""
    host = urlsplit(url).hostname
    if isinstance(error, aiohttp.ClientConnectorError):
        return _not_connected(error, host, place_of(url))
    match error:
        case aiohttp.ClientPayloadError():
            message = "the answer is cut off or damaged"
        case aiohttp.ClientConnectionError() | OSError():
            message = f"the connection to {host} broke"
        case _:
            said = getattr(error, "message", "") or str(error)
            return FetchError(f"not an answer of the web: {said}"[:120])
    return FetchError(message, lasts=Lasts.A_MOMENT)


def _asked_to_wait(
    response: aiohttp.ClientResponse, said: str, wait: timedelta, now: datetime | None
) -> FetchError:
    until = now + wait if now else None
    again = f"at {until:%Y-%m-%d %H:%M} UTC" if until else f"in {wait}"
    too_many = response.status == HTTPStatus.TOO_MANY_REQUESTS
    return FetchError(
        f"the server answers {said}: ask again {again}",
        lasts=Lasts.A_WHILE,
        closed=place_of(str(response.url)) if too_many else None,
        enough=too_many,
        until=until,
        status=response.status,
    )


def _lasts(status: int) -> Lasts:
    if status in TRANSIENT:
        return Lasts.A_MOMENT
    passes = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _LATER
    return Lasts.A_WHILE if passes else Lasts.FOR_GOOD


def _not_connected(
    error: aiohttp.ClientConnectorError, host: str | None, closed: str
) -> FetchError:
    cause = error.os_error
    said = cause.strerror or str(cause)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        # EAI_AGAIN: the name server is out of reach; else it says that there is none
        lasts = Lasts.A_MOMENT if cause.errno == socket.EAI_AGAIN else Lasts.A_WHILE
        return FetchError(f"no such host: {host}", lasts=lasts, closed=closed)
    if isinstance(cause, RefusedAddressError):
        return FetchError(said)
    if isinstance(error, aiohttp.ClientSSLError):
        message = f"no safe connection to {host}: {said}"[:300]
        return FetchError(message, lasts=Lasts.A_WHILE)
    message = f"cannot connect to {host}: {said}"[:300]
    return FetchError(message, lasts=Lasts.A_MOMENT, closed=closed)
