"""Hazards of redirects: loops, and ways to where nobody may go."""

from collections.abc import Callable

from tests.collect.hazards.hazard import Family, Hazard, Outcome, Place
from tests.collect.hazards.saying import answers, at_page, feed, http, moved, whole

_FEED = http(feed())
_PRIVATE = "not a public address"


def _to(location: str) -> bytes:
    return moved(location)


def _trap(form: str) -> Callable[[Place], bytes]:
    """A redirect to the trap, its host spelled in a form of its own."""
    return lambda place: moved(form.format(port=place.port))


def _then(name: str, location: str, status: str = "302 Found") -> Hazard:
    return Hazard(
        name=name,
        answers={"/feed": moved(location, status), "/there": _FEED},
        holds=whole,
    )


def _loop(place: Place) -> bytes:
    return moved(place.url("/feed"), "301 Moved")


_SPELLINGS = (
    ("another loopback address", "http://127.0.0.2:{port}/"),
    ("a short address", "http://127.2:{port}/"),
    ("a decimal address", "http://2130706434:{port}/"),
    ("an octal address", "http://0177.0.0.2:{port}/"),
    ("a hexadecimal address", "http://0x7f000002:{port}/"),
    ("IPv6 loopback", "http://[::1]:{port}/"),
    ("an IPv4 address in IPv6", "http://[::ffff:127.0.0.2]:{port}/"),
    ("the same in hexadecimal", "http://[::ffff:7f00:2]:{port}/"),
    ("an address in full-width digits", "http://１２７.０.０.２:{port}/"),
    ("a protocol-relative address", "//127.0.0.2:{port}/"),
    ("no address at all: 0", "http://0:{port}/"),
    ("the metadata of a cloud", "http://169.254.169.254/latest/"),
    ("a private network", "http://10.0.0.1/"),
    ("localhost by name", "http://localhost.:{port}/"),
)

FAMILY = Family(
    name="redirects",
    about="Every step is judged anew, by its characters and when it connects.",
    guard="addresses",
    unguarded="a reader that follows anywhere asks machines inside for their secrets",
    hazards=(
        answers("a redirect to itself", _loop, says="more than 5 redirects"),
        Hazard(
            name="21 hops",
            answers={
                "/feed": moved("/1"),
                **{f"/{n}": moved(f"/{n + 1}") for n in range(1, 21)},
                "/21": _FEED,
            },
            outcome=Outcome.FAILURE,
            says="more than 5 redirects",
        ),
        answers("a redirect to file:", _to("file:///etc/passwd"), says="only http"),
        answers(
            "a redirect to javascript:", _to("javascript:alert(1)"), says="only http"
        ),
        answers("a redirect to data:", _to("data:text/xml,<rss/>"), says="only http"),
        answers("a redirect to ftp:", _to("ftp://127.0.0.2/feed"), says="only http"),
        answers(
            "a redirect to gopher:", _to("gopher://127.0.0.2:70/"), says="only http"
        ),
        answers(
            "a redirect with a password",
            lambda place: moved(f"http://a:b@{place.trap}/"),
            says="user name",
        ),
        answers(
            "a redirect to a port that is not allowed",
            lambda place: moved(f"http://{place.neighbour}/"),
            says=_PRIVATE,
        ),
        answers(
            "a redirect with a backslash",
            lambda place: moved(f"http://outlet.example\\@{place.trap}/"),
            says="address",
        ),
        answers(
            "a redirect to a port of 99999",
            _to("http://outlet.example:99999/"),
            says="cannot be read",
        ),
        answers("a redirect to half an IPv6 address", _to("http://[::1"), says=""),
        answers("a redirect of 100 kB", _to("/" + "a" * 7_000), says="longer than"),
        answers(
            "a redirect without Location", http(b"", status="302 Found"), says="302"
        ),
        answers("an empty Location", _to(""), says="more than 5 redirects"),
        answers(
            "two Locations in one header",
            lambda place: http(
                b"",
                f"Location: /there\r\n\tX: http://{place.trap}/",
                status="302 Found",
            ),
            says="",
        ),
        answers(
            "a redirect that hides a space",
            lambda place: moved(f"http://{place.trap} /"),
            says="white space",
        ),
        *(
            answers(f"a redirect to {name}", _trap(form), says="")
            for name, form in _SPELLINGS
        ),
        _then("a relative redirect", "there"),
        _then("a redirect with a fragment", "/there#feed"),
        _then("a redirect by 307", "/there", "307 Temporary Redirect"),
        _then("a redirect by 308 with a body", "/there", "308 Permanent Redirect"),
        at_page(
            "a page's redirect to the trap",
            lambda place: moved(f"http://{place.trap}/"),
            says=_PRIVATE,
        ),
    ),
)
