"""Header lines of an email: ASCII, folded, and nothing can be smuggled into them."""

import re
from collections.abc import Iterator, Sequence
from email.header import Header
from email.utils import parseaddr
from functools import lru_cache
from textwrap import wrap
from urllib.parse import quote

from digest.config import Newsletter
from digest.deliver.addresses import normalised, objection
from digest.errors import UsageError

_WIDTH = 76  # RFC 2047, 2: no line with an encoded word is longer
_MAX_ADDRESS = 900  # with its header's name it still fits a line: RFC 5322, 2.1.1
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_URI_MARKS = "%/:?#[]@!$&'()*+;=~"  # not the comma, which would begin another address


def mailbox(newsletter: Newsletter) -> tuple[str, str]:
    """Return whom the newsletter comes from: a name and an address.

    Raises:
        UsageError: its `from` holds no address.
    """
    return _mailbox(newsletter.from_)


@lru_cache(maxsize=8)  # it is asked for with each copy
def _mailbox(sender: str) -> tuple[str, str]:
    name, address = parseaddr(sender)
    address = normalised(address)
    reason = objection(address)
    if reason:
        message = (
            f"newsletter.from {sender!r} is not a sender ({reason}): "
            "write for example `My newsletter <news@example.org>`"
        )
        raise UsageError(message)
    return name, address


def unstructured(name: str, value: str) -> str:
    """Return a header of free text, such as the subject."""
    value = _clean(value)
    lines = wrap(
        f"{name}: {value}", _WIDTH, break_long_words=False, break_on_hyphens=False
    )
    if _plain(value) and all(len(line) < _WIDTH for line in lines):
        return "\r\n ".join(lines)
    return f"{name}: {_encoded(name, value)}"


def phrase_and_address(name: str, phrase: str, address: str) -> str:
    """Return a header that names someone, such as From."""
    phrase = _clean(phrase)
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", phrase) + '"'
    line = f"{name}: {quoted} <{address}>"
    if _plain(phrase) and len(line) <= _WIDTH:
        return line
    return f"{name}: {_encoded(name, phrase)}\r\n <{address}>"


def unsubscribe(addresses: Sequence[str]) -> Iterator[str]:
    """Yield the headers by which a mail program offers to unsubscribe.

    Raises:
        UsageError: an address is neither https: nor mailto:, or too long.
    """
    uris = sorted(map(_uri, addresses), key=lambda uri: not _is_web(uri))
    if uris:
        yield "List-Unsubscribe: " + ",\r\n ".join(f"<{uri}>" for uri in uris)
    if uris and _is_web(uris[0]):
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"


def _uri(address: str) -> str:
    uri = quote(address.strip(), safe=_URI_MARKS)
    is_known = _is_web(uri) or uri.lower().startswith("mailto:")
    if not is_known or len(uri) > _MAX_ADDRESS:
        message = (
            f"newsletter.unsubscribe {address!r} must begin with https:// or mailto: "
            f"and be no longer than {_MAX_ADDRESS} characters"
        )
        raise UsageError(message)
    return uri


def _is_web(uri: str) -> bool:
    return uri.lower().startswith("https://")


def _clean(value: str) -> str:
    """Return the value in one line, white space once, without control characters."""
    return " ".join(_CONTROL.sub(" ", value).split())


def _plain(value: str) -> bool:
    """Tell whether it may stand as it is; "=?" would be read as an encoded word."""
    return value.isascii() and "=?" not in value


def _encoded(name: str, value: str) -> str:
    writable = value.encode("utf-8", "replace").decode("utf-8")
    header = Header(writable, "utf-8", maxlinelen=_WIDTH, header_name=name)
    return header.encode(linesep="\r\n")
