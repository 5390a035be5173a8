"""Links as a reader follows them: where they lead, and why some lead nowhere."""

import asyncio

import pytest

from digest.collect import Followed, followed
from tests.collect.builders import NOW, an_http
from tests.servers import Server


@pytest.fixture
def server():
    with Server() as running:
        yield running


def asked(server: Server, *paths: str, **limits: object) -> dict[str, Followed]:
    http = an_http(server.place, **limits)
    urls = [server.url(path) for path in paths]
    found = asyncio.run(followed(urls, http=http, now=NOW))
    return dict(zip(paths, found, strict=True))


def test_a_page_that_is_there_is_no_trouble(server: Server):
    server.serve("/a", b"x" * 5_000)

    found = asked(server, "/a", max_bytes=1_000)["/a"]

    assert found == Followed(url=server.url("/a"), end=server.url("/a"))


def test_a_redirect_is_followed_to_its_end(server: Server):
    server.serve("/old", status=301, headers={"Location": "/new"})
    server.serve("/new", b"here")

    assert asked(server, "/old")["/old"].end == server.url("/new")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_told_apart(server: Server, status: int):
    server.serve("/a", status=status)

    found = asked(server, "/a")["/a"]

    assert found.is_gone
    assert str(status) in found.trouble


def test_a_failing_server_is_asked_once_and_its_page_is_not_called_gone(
    server: Server,
):
    server.serve("/a", status=503)

    found = asked(server, "/a", retries=3)["/a"]

    assert not found.is_gone
    assert "503" in found.trouble
    assert len(server.asked("/a")) == 1


def test_a_private_address_is_not_asked(server: Server):
    found = asyncio.run(
        followed([server.url("/a")], http=an_http("127.0.0.1:1"), now=NOW)
    )

    assert "not a public address" in found[0].trouble
    assert server.requests == []


def test_no_robots_txt_is_asked(server: Server):
    server.serve("/a", b"here")

    asked(server, "/a")

    assert [request.path for request in server.requests] == ["/a"]
