"""Where a reader is led: every link's form, and what the closing lines must have."""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from urllib.parse import parse_qsl, urlsplit

from digest.model import Finding
from digest.preflight.document import Element, text_of
from digest.preflight.finding import error, warning
from digest.preflight.mail import Mail
from digest.preflight.plain import key, plain, same
from digest.text.destinations import is_mailto

# What says nothing of where it leads, heard out of its sentence.
_NOTHING_SAID = frozenset(
    (
        "click here", "continue reading", "details", "find out more", "go", "here",
        "learn more", "link", "more", "read", "read more", "see more", "source", "this",
        "більше", "детальніше", "джерело", "докладніше", "далі", "посилання", "тут",
        "читати", "читати більше", "читати далі", "читайте далі",
    )
)  # fmt: skip
_SCRIPTS = frozenset(("javascript", "vbscript", "data", "file", "blob"))
_PRIVATE = (
    ".local",
    ".localhost",
    ".internal",
    ".lan",
    ".home.arpa",
    ".test",
    ".onion",
)
_PORTS = {"http": 80, "https": 443}
_TOKEN = re.compile(r"[0-9A-Za-z_-]{20,}")
_NAMES_SOMEBODY = frozenset(
    ("email", "e", "token", "t", "uid", "user", "subscriber", "recipient", "key", "id")
)
_HTML = "email.html"
_MANUSCRIPT = "correct the address in the manuscript"


def link_findings(mail: Mail) -> Iterator[Finding]:
    """Yield the links that lead nowhere, into danger, or that do not say where."""
    for anchor in mail.document.all("a"):
        if anchor.get("href") is not None and not anchor.get("href").strip():
            yield mail.at(anchor, _empty())
    for anchor, address in mail.links:
        finding = _wrong(address, mail.allow)
        if finding and finding.code == "link-insecure" and _is_cited(address, mail):
            continue  # the manuscript's own check has said so
        if finding:
            yield mail.at(anchor, finding)
        elif not _says_something(anchor):
            message = f"the link to {address[:80]} has no text"
            yield mail.at(anchor, error("link-empty", message, "give it a text"))
    yield from _reused(mail)


def closing_findings(mail: Mail) -> Iterator[Finding]:
    """Yield what the closing lines lack: why, a way out, the web page, an address."""
    newsletter = mail.newsletter
    if plain(newsletter.title) not in _without_imprint(mail):
        message = "the closing lines do not say why one gets this email"
        remedy = "print page.footer.why behind the stories"
        yield warning("footer-why", message, remedy, place=_HTML)
    if newsletter.unsubscribe is None:
        message = (
            "there is no link to sign off: Gmail and Yahoo ask bulk senders for one"
        )
        remedy = "write `unsubscribe:` into the settings"
        yield warning("unsubscribe-unset", message, remedy, place=_HTML)
    elif not _leads_to(newsletter.unsubscribe, mail):
        message = f"no link leads to {newsletter.unsubscribe}: nobody can sign off"
        remedy = "print page.footer.unsubscribe behind the stories"
        yield error("unsubscribe-missing", message, remedy, place=_HTML)
    web = newsletter.web
    if web and not any(to.startswith(f"{same(web)}/") for to in mail.addresses):
        message = "no link leads to the edition's web page"
        remedy = "print page.url behind the stories"
        yield warning("footer-web", message, remedy, place=_HTML)
    address = plain(newsletter.postal_address)
    if not address:
        message = (
            "the sender's postal address is missing: many countries' laws ask for it"
        )
        remedy = "write `postal_address:` into the settings"
        yield warning("postal-address-missing", message, remedy, place=_HTML)
    elif address not in mail.visible:
        message = "the settings' postal address is not printed"
        remedy = "print page.footer.postal_address behind the stories"
        yield warning("postal-address-missing", message, remedy, place=_HTML)
    yield from _tokens(mail)


def _wrong(address: str, allow: Collection[str]) -> Finding | None:
    scheme = _scheme(address)
    if address.startswith("#"):  # to a place in the email: see `structure`
        return _empty() if address == "#" else None
    if scheme in _SCRIPTS:
        message = f"a link runs something instead of leading somewhere: {scheme}:"
        return error("link-script", message, _MANUSCRIPT)
    if scheme == "mailto":
        return _mailto(address)
    if scheme in {"http", "https"}:
        return _web(address, scheme, allow)
    message = f"“{address[:80]}” is not a whole address"
    return error("link-form", message, _MANUSCRIPT)


def _web(address: str, scheme: str, allow: Collection[str]) -> Finding | None:
    if why := _objection(address, allow):
        code = "link-private" if "private" in why else "link-form"
        message = f"no reader can follow {address[:80]}: {why}"
        return error(code, message, _MANUSCRIPT)
    if any(character.isspace() for character in address):
        message = f"“{address[:80]}” holds white space"
        return error("link-form", message, _MANUSCRIPT)
    if scheme == "http":
        message = f"{address[:80]} is not https"
        return warning("link-insecure", message, "use the page's https address")
    return None


def _objection(address: str, allow: Collection[str]) -> str | None:
    """Return why an address is none of the open web; None: it is one, or allowed."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").lower()
        port = parts.port or _PORTS[parts.scheme.lower()]
    except ValueError:
        return "it cannot be read"
    if not host:
        return "it has no host"
    if "@" in parts.netloc:
        return "it holds a user's name"
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    is_fine = place in allow or _is_public(host)
    return None if is_fine else "its host is a private one"


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE)


def _scheme(address: str) -> str:
    found = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]{0,30}):", address)
    return found[1].lower() if found else ""


def _is_cited(address: str, mail: Mail) -> bool:
    return same(address.partition("#")[0]) in mail.printed.addresses


def _mailto(address: str) -> Finding | None:
    if is_mailto(address):
        return None
    message = f"“{address[:80]}” is no address to write to"
    return error("link-form", message, "write mailto: and an address")


def _empty() -> Finding:
    message = "a link leads nowhere"
    return error("link-empty", message, "give it an address, or print its text alone")


def _says_something(anchor: Element) -> bool:
    pictures = (image.get("alt", "") for image in anchor.iter("img"))
    return bool(text_of(anchor) or any(pictures) or anchor.get("aria-label"))


def _reused(mail: Mail) -> Iterator[Finding]:
    """Yield texts that say nothing and stand for several addresses."""
    leads: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Element] = {}
    for anchor, address in mail.links:
        said = key(text_of(anchor)).casefold()
        leads[said].add(address)
        first.setdefault(said, anchor)
    for said, addresses in leads.items():
        if said in _NOTHING_SAID and len(addresses) > 1:
            message = f"“{said}” stands for {len(addresses)} different addresses"
            remedy = "let each link say where it leads"
            yield mail.at(first[said], warning("link-text", message, remedy))


def _without_imprint(mail: Mail) -> str:
    """Return the closing lines without the sender's own, which name the newsletter."""
    closing = mail.closing
    for own in (mail.newsletter.postal_address, mail.newsletter.footer):
        closing = closing.replace(plain(own), " ") if own else closing
    return closing


def _leads_to(address: str, mail: Mail) -> bool:
    """Tell whether a link leads there, whatever it says behind a question mark."""
    start = same(address)
    return start in mail.addresses or any(
        to.startswith((f"{start}?", f"{start}&")) for to in mail.addresses
    )


def _tokens(mail: Mail) -> Iterator[Finding]:
    """Yield links to the newsletter's own pages that tell whose copy this is."""
    home = urlsplit(mail.newsletter.web or "").hostname
    leave = mail.newsletter.unsubscribe or ""
    for anchor, address in mail.links:
        parts = urlsplit(address) if _is_readable(address) else None
        if not parts or not home or parts.hostname != home:
            continue
        if _is_cited(address, mail):
            continue  # an article of its own: what its address tells is not the reader
        if leave and same(address).startswith(same(leave)):
            continue
        if any(_is_somebodys(name, value) for name, value in parse_qsl(parts.query)):
            message = (
                f"{address[:80]} names the reader: who is forwarded it acts for them"
            )
            remedy = "link to the page without what comes after the question mark"
            yield mail.at(anchor, error("link-token", message, remedy))


def _is_readable(address: str) -> bool:
    try:
        _ = urlsplit(address).hostname
    except ValueError:
        return False
    return True


def _is_somebodys(name: str, value: str) -> bool:
    known = name.lower() in _NAMES_SOMEBODY
    return known or "@" in value or _TOKEN.fullmatch(value) is not None
