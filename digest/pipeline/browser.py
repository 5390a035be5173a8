"""A local Chromium: where it is, and how it is asked for something and ended again."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from digest.errors import DigestError, UsageError

NAMED = "CHROMIUM"  # the environment's word on which browser to take
OTHER = f"try again, or name another browser in {NAMED}"

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
_TO_GET_ONE = (
    "pictures need Chromium, Chrome or Edge, and there is none here; install one"
    " (`apt install chromium`, `brew install --cask chromium`), or name yours:"
    f" {NAMED}=/path/to/it"
)

# A profile of its own, nothing asked for by itself, no greeting, no shared memory to
# run out of in a container: the same picture anywhere.
_ALWAYS = (
    "--headless=new",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--no-default-browser-check",
    "--no-first-run",
    "--password-store=basic",
    "--use-mock-keychain",
)
# No name is looked up and no address connected to, this machine's included.
_OFFLINE = ("--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server")
_MOST_WORDS = 300  # characters of what a browser says before it dies


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A program to run, whether it may ask the network, and how long it may take."""

    command: str
    online: bool = False
    seconds: float = 60


def found(environment: Mapping[str, str]) -> str:
    """Return the command of this machine's Chromium, Chrome or Edge.

    Raises:
        UsageError: the environment names one that is not there.
        DigestError: there is none.
    """
    path = environment.get("PATH", "")
    if named := environment.get(NAMED):
        command = shutil.which(named, path=path)
        if command is None:
            message = f"{NAMED}={named}: no such program; name a Chromium or Chrome"
            raise UsageError(message)
        return command
    on_path = (shutil.which(name, path=path) for name in _NAMES)
    installed = (str(place) for place in _places(environment) if place.is_file())
    command = next(filter(None, on_path), None) or next(installed, None)
    if command is None:
        raise DigestError(_TO_GET_ONE)
    return command


def asked(browser: Browser, page: Path, *options: str, scratch: Path) -> str:
    """Open a page in the browser, and return what it prints.

    `scratch` is a folder to throw away; a profile in it is used again.

    Raises:
        DigestError: it does not start, fails, or takes too long; then it is ended.
    """
    # Into files: a pipe ends only with the last process that was given it.
    printed, said = scratch / "printed", scratch / "said"
    command = [browser.command, *_options(browser, scratch), *options]
    with printed.open("wb") as out, said.open("wb") as err:
        process = _started([*command, page.absolute().as_uri()], out, err)
    if code := _waited_for(process, browser, page):
        last = _last_words(said.read_text(encoding="utf-8", errors="replace"))
        message = f"{browser.command}: failed at {page}, exit code {code}: {last}"
        raise DigestError(message)
    return printed.read_text(encoding="utf-8", errors="replace")


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    """Yield where macOS and Windows have browsers, which are not on their path."""
    for root in (
        Path("/Applications"),
        Path(environment.get("HOME", "/"), "Applications"),
    ):
        for name in _MAC:
            yield root / f"{name}.app" / "Contents" / "MacOS" / name
    for variable in _WINDOWS_ROOTS:
        if programs := environment.get(variable):
            yield from (Path(programs, below) for below in _WINDOWS)


def _options(browser: Browser, scratch: Path) -> Iterator[str]:
    yield from _ALWAYS
    yield f"--user-data-dir={scratch.absolute() / 'profile'}"
    if not browser.online:
        yield from _OFFLINE
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield "--no-sandbox"  # as root Chromium starts only without it


def _started(
    command: list[str], out: BinaryIO, err: BinaryIO
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  a browser that the user has or named
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,  # to be ended as a whole
        )
    except OSError as error:
        message = f"{command[0]}: cannot start it: {error.strerror or error}"
        raise DigestError(message) from error


def _waited_for(process: subprocess.Popen[bytes], browser: Browser, page: Path) -> int:
    try:
        return process.wait(timeout=browser.seconds)
    except subprocess.TimeoutExpired as error:
        message = (
            f"{browser.command}: not done with {page} after {browser.seconds:g}"
            f" seconds, so it was ended; {OTHER}"
        )
        raise DigestError(message) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser and all that it started, also where it left by itself."""
    if hasattr(os, "killpg"):
        # macOS forbids it where only the dead are left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _last_words(said: str) -> str:
    """Return why a browser says it died: what it calls fatal, or else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line]
    told = (fatal or lines or ["it does not say why"])[-1][:_MOST_WORDS]
    return "".join(each if each.isprintable() else " " for each in told)
