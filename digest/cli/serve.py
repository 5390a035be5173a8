"""The command that runs the pages for subscribers: digest serve."""

import logging
import signal
import socket
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import options, show
from digest.cli.options import (
    CONFIG,
    OUT,
    STORE,
    Config,
    Editions,
    Out,
    StorePath,
    Templates,
)
from digest.errors import UsageError

if TYPE_CHECKING:
    from uvicorn import Server

Host = Annotated[
    str, typer.Option("--host", help="The address of this machine to listen at.")
]
Port = Annotated[
    int, typer.Option("--port", min=0, max=65_535, help="The port; 0: any free one.")
]
Trust = Annotated[
    str,
    typer.Option(
        "--proxy-trust",
        metavar="ADDRESSES",
        help="Whose word on who asks is believed (X-Forwarded-For): addresses or"
        " networks of your proxies, between commas; empty: nobody's.",
    ),
]

_NEEDED = ("starlette", "uvicorn", "python_multipart", "prometheus_client")
_AT_ONCE = 1_000
_IDLE_SECONDS = 5
_LAST_SECONDS = 5  # what requests that are being answered have at the end


def serve(
    config: Config = CONFIG,
    store: StorePath = STORE,
    out: Out = OUT,
    editions: Editions = None,
    templates: Templates = None,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    proxy_trust: Trust = "127.0.0.1",
) -> int:
    """Run the pages for subscribers: subscribe, confirm, choose, unsubscribe.

    With the archive, an Atom feed, health and metrics, behind a web server of yours
    that brings https; until it is stopped (SIGTERM, Ctrl-C).
    """
    _insist_on_libraries()
    from digest.pipeline.serving import PATIENCE, insist_on_an_address, service
    from digest.serve import app
    from digest.store import Store

    job = options.job(
        config, store=store, out=out, editions=editions, templates=templates
    )
    address = insist_on_an_address(job).address
    with Store.open(job.store, patience=PATIENCE) as kept:
        made = app(
            service(
                job,
                kept,
                clock=lambda: options.instant(None),
                seconds=time.monotonic,
            )
        )
        with _listening(host, port) as listening:
            _run(_server(made, proxy_trust), listening, address)
    return 0


def _insist_on_libraries() -> None:
    if not all(map(find_spec, _NEEDED)):
        message = (
            "`digest serve` needs more than the rest:"
            ' pip install "verbatim-digest[serve]"'
        )
        raise UsageError(message)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2_048)
    except OSError as error:
        reason = error.strerror or error
        message = f"cannot listen at {host}, port {port}: {reason}; see --host, --port"
        raise UsageError(message) from error


def _server(app: object, trust: str) -> "Server":
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]  # ASGI has two spellings of one type
            lifespan="on",
            ws="none",
            access_log=False,  # it would have addresses with tokens in it
            log_config=None,
            server_header=False,
            proxy_headers=bool(trust),
            forwarded_allow_ips=trust,
            limit_concurrency=_AT_ONCE,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
    )


def _run(server: "Server", listening: socket.socket, address: str) -> None:
    """Serve until somebody says stop, which is how this command ends well."""
    _log_to_stderr()
    # The server hands on a signal that ended it; it has done all there was to do.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    host, port = listening.getsockname()[:2]
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    show.message("serve", f"at http://{place}, seen from outside at {address}")
    server.run(sockets=[listening])


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for name in ("digest.serve", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False


def register(app: typer.Typer) -> None:
    """Give the command to the app."""
    app.command()(serve)
