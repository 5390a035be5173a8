"""Requests that nobody sends but programs: each gets an answer, and a careful one."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serve.running import FORM, Site, running

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")
_ROUTES = (
    "/", "/subscribe", "/embed", "/confirm/", "/preferences/", "/unsubscribe/",
    "/archive", "/archive/", "/feed.xml", "/health", "/metrics", "/robots.txt",
    "/favicon.ico", "/nowhere/", "//", "/news", "/news/", "/news/archive/",
)  # fmt: skip
_NASTY = (
    "", "..", "../../feeds.yaml", "%00", "%2e%2e%2f", "%", "%zz", "\u202e", "é",
    "\ud7ff", "a" * 3_000, "/", "//", "?", "?lang=" + "a-" * 500, "?lang=uk&lang=en",
    "?action=erase-all", ";", "{token}", "'\"><script>", "index.html", "\\",
)  # fmt: skip
_NAMES = (
    "email", "name", "language", "section", "frequency", "website", "action",
    "List-Unsubscribe", "", "é",
)  # fmt: skip
_VALUES = (
    "", "ada@reader.example", "a@b", "erase", "return", "One-Click", "weekly", "uk",
    "News", "\x00", "\r\nBcc: x@reader.example", "<script>", "a" * 2_500, "٣@é.example",
    "xn--@reader.example", '"a b"@reader.example', "%ff", "&", "=",
)  # fmt: skip
_KINDS = (
    FORM, "multipart/form-data", "multipart/form-data; boundary=b", "text/plain", "",
    "application/x-www-form-urlencoded; charset=utf-16",
    "multipart/form-data; boundary=b; charset=utf-7", "multipart/form-data; boundary=",
    "é", ";", "a/b" * 100,
)  # fmt: skip
_PART = b'--b\r\nContent-Disposition: form-data; name="email"'
_BODIES = (
    b"", b"%", b"&&&&=&", b"email=%ff%fe", b"\x00" * 100, b"email=" + b"x" * 20_000,
    _PART + b"\r\n\r\nada@reader.example\r\n--b--\r\n", _PART,
    _PART + b'; filename="x"\r\n\r\nfile\r\n--b--\r\n', b"--b\r\n\r\n\r\n--b--",
    b"--b\r\n" + b"X: y\r\n" * 500, _PART * 80,
)  # fmt: skip

_texts = st.sampled_from(_NASTY) | st.text(st.characters(codec="utf-8"), max_size=20)
_forms = st.lists(
    st.tuples(
        st.sampled_from(_NAMES),
        st.sampled_from(_VALUES) | st.text(st.characters(codec="utf-8"), max_size=30),
    ),
    max_size=8,
).map(lambda fields: urlencode(fields).encode())
_bodies = _forms | st.sampled_from(_BODIES) | st.binary(max_size=60)
_letters = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")
_headers = st.fixed_dictionaries(
    {"Content-Type": st.sampled_from(_KINDS)},
    optional={
        name: st.text(_letters, max_size=40)
        for name in (
            "Accept-Language", "X-Forwarded-For", "X-Forwarded-Proto", "Cookie",
            "If-None-Match", "Accept", "Referer",
        )
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("fuzz"), signups_per_hour=1_000_000) as site:
        site.subscriber("someone.else@reader.example", name="Somebody Else")
        site.files |= {"index.html": "<p>all</p>", "feed.xml": "<feed/>"}
        yield site


_requests = st.fixed_dictionaries(
    {
        "method": st.sampled_from(_METHODS),
        "route": st.sampled_from(_ROUTES),
        "rest": _texts,
        "has_token": st.booleans(),
        "body": _bodies,
        "headers": _headers,
    }
)


@given(asked=_requests)
def test_every_request_has_a_careful_answer(site, asked):
    site.seconds += 10_000  # or most of them would be too many
    path = asked["route"] + (_token(site, asked["route"]) if asked["has_token"] else "")
    path = quote(path + asked["rest"], safe="/%?&=;{}.~\\")

    status, answered, text = _answer(
        site.port, asked["method"], path, asked["body"], asked["headers"]
    )

    assert 200 <= status < 500, text
    for name in (
        "content-security-policy", "referrer-policy", "x-content-type-options",
        "strict-transport-security", "permissions-policy",
    ):  # fmt: skip
        assert name in answered
    assert "set-cookie" not in answered
    assert "Traceback" not in text
    assert "someone.else" not in text
    assert not re.search(r"<script>", text)


def _token(site: Site, route: str) -> str:
    id_ = site.keyring.id("someone@reader.example")
    purpose = "confirm" if "confirm" in route else "subscriber"
    return site.keyring.token(purpose, id_)


def _answer(
    port: int, method: str, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, set[str], str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path)
    for name, value in headers.items():
        connection.putheader(name, value.strip().encode("latin-1"))
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    found = {name.lower() for name, _ in answer.getheaders()}
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, found, text
