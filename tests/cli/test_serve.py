"""`digest serve` as a process of its own, until it is told to stop."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter
from tests.deliver.smtp_server import Server, running

EDITION = "2025-W03"
SERVE = "serve:\n  address: https://letters.example/news/\n"


@dataclass
class Served:
    """The process, and where it listens."""

    process: subprocess.Popen[str]
    port: int
    said: str = ""
    took: float = 0.0

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        if fields is None:
            connection.request("GET", path)
        else:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode(fields), kind)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "digest", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        first = process.stderr.readline()
        found = re.search(r"at http://127\.0\.0\.1:(\d+),", first)
        assert found, first + process.stderr.read()
        serving = Served(process=process, port=int(found[1]))
        try:
            yield serving
        finally:
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            serving.said = first + process.communicate(timeout=20)[1]
            serving.took = time.monotonic() - begun


def settings(folder: Path, more: str = "") -> None:
    with newsletter(folder).open("a") as file:
        file.write(SERVE + more)


def test_without_an_address_it_says_what_to_write(digest: Digest, tmp_path: Path):
    newsletter(tmp_path)

    ran = digest("serve")

    assert ran.code == 2
    assert "serve: {address: https://letters.example/news/}" in ran.err


def test_a_port_that_is_taken_is_named(digest: Digest, tmp_path: Path):
    settings(tmp_path)
    with served(tmp_path) as site:
        ran = digest("serve", "--port", site.port)

    assert ran.code == 2
    assert f"cannot listen at 127.0.0.1, port {site.port}" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_it_ends_within_a_second_and_well(tmp_path: Path):
    settings(tmp_path)
    with served(tmp_path) as site:
        assert site.ask("/health") == (200, '{"status":"ok"}')
        idle = HTTPConnection("127.0.0.1", site.port)
        idle.request("GET", "/subscribe")
        assert idle.getresponse().read()  # and the connection is kept

    assert site.process.returncode == 0, site.said
    assert site.took < 1
    assert "Traceback" not in site.said
    idle.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_request_that_came_before_the_end_is_answered(tmp_path: Path):
    settings(tmp_path)
    with served(tmp_path) as site:
        slow = HTTPConnection("127.0.0.1", site.port, timeout=20)
        slow.putrequest("POST", "/subscribe")
        slow.putheader("Content-Type", "application/x-www-form-urlencoded")
        slow.putheader("Content-Length", "26")
        slow.endheaders(b"email=ada%40re")
        assert site.ask("/health")[0] == 200  # the slow one has arrived by now
        site.process.send_signal(signal.SIGTERM)
        slow.send(b"ader.example")

        assert slow.getresponse().status == 200
        slow.close()

    assert site.process.returncode == 0


def test_the_archive_has_the_editions_that_were_sent(digest: Digest, tmp_path: Path):
    settings(tmp_path)
    assert digest("run", "--now", NOW).code == 0
    draft = tmp_path / "out" / "editions" / "2025-W04.md"
    sent = draft.with_name(f"{EDITION}.md").read_text()
    draft.write_text(sent.replace(EDITION, "2025-W04"))

    with served(tmp_path) as site:
        status, index = site.ask("/archive/")
        assert status == 200
        assert f'href="{EDITION}/index.html"' in index
        assert "2025-W04" not in index
        assert site.ask(f"/archive/{EDITION}")[0] == 308
        status, page = site.ask(f"/news/archive/{EDITION}/")
        assert "quotation word for word" in page
        assert f"https://letters.example/news/archive/{EDITION}/" in page
        assert site.ask("/archive/2025-W04/")[0] == 404
        assert site.ask("/archive/../feeds.yaml")[0] == 404
        status, feed = site.ask("/feed.xml")
        assert f"<id>https://letters.example/news/archive/{EDITION}/</id>" in feed


def test_before_the_first_edition_the_archive_says_so(tmp_path: Path):
    settings(tmp_path)
    with served(tmp_path) as site:
        status, page = site.ask("/archive/")
        assert (status, "There is no edition yet." in page) == (200, True)
        assert site.ask("/feed.xml")[0] == 404


def test_a_sign_up_goes_through_the_mail_server_of_the_settings(tmp_path: Path):
    with running(Server()) as server:
        smtp = f"{{host: 127.0.0.1, port: {server.port}, security: none}}"
        settings(tmp_path, f"deliver:\n  outbox: smtp\n  smtp: {smtp}\n")
        with served(tmp_path) as site:
            assert site.ask("/subscribe", {"email": "ada@reader.example"})[0] == 200

    assert server.recipients == ["ada@reader.example"]  # at the latest at the end
    assert b"Subject: Please confirm: Harbour Letter" in server.taken[0][1]
    assert "ada@" not in site.said
    assert "POST /subscribe 200" in site.said


def test_without_a_mail_server_letters_are_files(tmp_path: Path):
    settings(tmp_path)
    with served(tmp_path) as site:
        site.ask("/subscribe", {"email": "ada@reader.example"})

    (letter,) = (tmp_path / "out" / "service" / "outbox").glob("*.eml")
    assert b"To: ada@reader.example" in letter.read_bytes()
