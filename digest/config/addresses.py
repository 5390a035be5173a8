"""What addresses of pages, people and servers look like, and what to write instead."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from digest.config.words import shortened, shown
from digest.text.destinations import is_mailto

_SENDER = re.compile(
    r"""(?:"[^"\\]+"|[^\s"<>@,;:()\[\]\\][^"<>@,;:()\[\]\\\n]*)
    [ ]?<[A-Za-z0-9.!\#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*>""",
    re.VERBOSE,
)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MAILBOX = re.compile(
    r"[A-Za-z0-9!\#$%&'*/=?^_`{|}~-]+(?:\.[A-Za-z0-9!\#$%&'*/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_LABELS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")
_MAX_MAILBOX = 16  # characters before the @: a token of 47 and a plus follow, RFC 5321
_HOST_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(?P<port>[0-9]{1,5})")
_LIKE_A_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?].*)?")
_MAX_PORT = 65_535


def sender(value: str) -> str:
    """Return a mailbox as it is, `Name <address@host>`, or refuse it."""
    if _SENDER.fullmatch(value):
        return value
    message = (
        "write a name and an address, such as "
        f"UkraineAlert digest <digest@newsletter.example>, not {shown(value)}"
    )
    if re.search(r"[,;:()\[\]]", value):
        message += '; a name with marks in it goes in double quotes: "Doe, Jane" <…>'
    raise ValueError(message)


def web_address(value: str) -> str:
    """Return an http(s) address as it is, or refuse it."""
    parts = _split(value)
    if _has_credentials(value):
        message = (
            "take the user name and password out of the address: "
            "secrets don't belong in feeds.yaml"
        )
        raise ValueError(message)
    if parts and parts.scheme.lower() in {"http", "https"} and parts.hostname:
        return value
    advice = "write an address that begins with https:// or http://"
    if _LIKE_A_HOST.fullmatch(value):
        advice = f"write https://{shortened(value)}"
    message = f"{advice}, not {shown(value)}"
    raise ValueError(message)


def https_address(value: str) -> str:
    """Return an https: address as it is, or refuse it."""
    if value.lower().startswith("https://"):
        return web_address(value)
    message = f"write an address that begins with https://, not {shown(value)}"
    raise ValueError(message)


def unsubscribe_address(value: str) -> str:
    """Return an https: or mailto: address as it is, or refuse it."""
    if value.lower().startswith("https://"):
        return web_address(value)
    if is_mailto(value):
        return value
    message = (
        "write an address that begins with https:// or mailto:, such as "
        f"mailto:unsubscribe@newsletter.example, not {shown(value)}"
    )
    raise ValueError(message)


def host(value: str) -> str:
    """Return a server's name or literal address as it is, or refuse it.

    What was written is not shown: a user name and a password may be in it.
    """
    if _HOST.fullmatch(value) or _is_literal(value):
        return value
    message = (
        "write the mail server's name alone, such as mail.newsletter.example: "
        "its port goes under `port:`, its user name into DIGEST_SMTP_USERNAME"
    )
    raise ValueError(message)


def mailbox(value: str) -> str:
    """Return an address that reports may go to as it is, or refuse it."""
    local = value.partition("@")[0]
    if _MAILBOX.fullmatch(value) and len(local) <= _MAX_MAILBOX:
        return value
    message = (
        "write an address such as bounces@newsletter.example, with no `+` and at most"
        f" {_MAX_MAILBOX} characters before the @, not {shown(value)}"
    )
    raise ValueError(message)


def domain(value: str) -> str:
    """Return a domain in small letters, or `*` for any, or refuse it."""
    if value == "*" or _DOMAIN.fullmatch(value):
        return value.lower()
    message = f"write a domain such as gmail.com, not {shown(value)}"
    raise ValueError(message)


def label(value: str) -> str:
    """Return the name of a key in the DNS as it is, or refuse it."""
    if _LABELS.fullmatch(value) and ".." not in value:
        return value
    message = f"write letters and digits, such as news2025, not {shown(value)}"
    raise ValueError(message)


def site(value: str) -> str:
    """Return the host that a site's pages are at as it is, or refuse it."""
    if _HOST.fullmatch(value) or _is_literal(value):
        return value
    parts = _split(value if "//" in value else f"//{value}")
    meant = parts.hostname if parts else None
    advice = f"write {shortened(meant)}" if meant else "write the site's host"
    message = f"{advice} alone, as in outlet.example, not {shown(value)}"
    raise ValueError(message)


def _is_literal(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def host_and_port(value: str) -> str:
    """Return a `host:port` as it is, or refuse it."""
    match = _HOST_PORT.fullmatch(value)
    if match and 1 <= int(match["port"]) <= _MAX_PORT:
        return value
    message = f"write host:port, such as 127.0.0.1:8080, not {shown(value)}"
    raise ValueError(message)


def _split(value: str) -> SplitResult | None:
    """Return an address in its parts; None where it is none."""
    if re.search(r"[\s\\]", value):
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port  # looked at only now whether it is a number
    except ValueError:
        return None
    return parts


def _has_credentials(value: str) -> bool:
    authority = re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)", value)
    return authority is not None and "@" in authority[1]
