"""Email addresses: one spelling each, and why mail cannot be sent to some."""

import re

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MAX_LOCAL, _MAX_WHOLE = 64, 254  # RFC 5321, 4.5.3.1; RFC 3696, erratum 1690


def normalised(address: str) -> str:
    """Return the address as it is compared and written.

    Local parts may tell "Ada" from "ada" by the letter of RFC 5321; no mail provider
    does, and a reader must not get two copies because a list was typed anew.
    """
    return address.strip().lower()


def objection(address: str) -> str | None:
    """Return why mail cannot be sent to a normalised address; None where it can.

    The reason never holds the address: it may end up in a log.
    """
    local, at, domain = address.rpartition("@")
    if not at:
        return "it has no @"
    if not address.isascii():
        return "it has letters outside ASCII: write the domain as xn--…"
    if len(address) > _MAX_WHOLE or len(local) > _MAX_LOCAL:
        return "it is too long"
    if not _LOCAL.fullmatch(local):
        return "what stands before the @ is not a mailbox"
    labels = domain.split(".")
    if len(labels) == 1 or not all(map(_LABEL.fullmatch, labels)):
        return "what stands after the @ is not a domain"
    return None
