"""Which mail programs do not show what an email uses: caniemail's data, as shipped."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from digest.model import Finding
from digest.preflight.document import Element
from digest.preflight.features import used
from digest.preflight.finding import warning
from digest.preflight.mail import Mail

_DATA = Path(__file__).with_name("clients.json")
# Where these are not understood an email falls apart; without others it is plainer.
_HOLDS_IT_TOGETHER = frozenset(
    (
        "css-align-items", "css-aspect-ratio", "css-column-count",
        "css-column-layout-properties", "css-display-flex", "css-display-grid",
        "css-flex-direction", "css-flex-wrap", "css-float", "css-function-clamp",
        "css-function-light-dark", "css-function-max", "css-function-min", "css-gap",
        "css-grid-template", "css-inset", "css-justify-content",
        "css-left-right-top-bottom", "css-linear-gradient", "css-modern-color",
        "css-position", "css-transform", "css-unit-calc", "css-unit-ch", "css-unit-ex",
        "css-unit-rem", "css-unit-vh", "css-unit-vmax", "css-unit-vmin", "css-unit-vw",
        "css-variables", "css-z-index", "html-marquee", "html-object", "html-picture",
        "html-svg", "html-video",
    )
)  # fmt: skip
_NAMED = 4  # clients in a message; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A feature that an email uses, and the mail programs that do not show it.

    `partly` are those that show it in part; with `matters` the email falls apart there,
    without it is only plainer.
    """

    feature: str
    title: str
    url: str
    no: tuple[str, ...]
    partly: tuple[str, ...]
    matters: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Where the data on mail programs come from, of which day, on which of them."""

    source: str
    date: str
    clients: tuple[str, ...]


def survey() -> Survey:
    """Return what the gaps are known from."""
    data = _data()
    clients = tuple(data["clients"])
    return Survey(source=data["source"], date=data["date"], clients=clients)


def gaps(mail: Mail) -> tuple[Gap, ...]:
    """Return what an email uses and not all mail programs show; what matters first."""
    found = [gap for _, gap in _gaps(mail)]
    return tuple(sorted(found, key=lambda gap: (not gap.matters, gap.feature)))


def client_findings(mail: Mail) -> Iterator[Finding]:
    """Yield the features without which an email falls apart in some mail program."""
    for element, gap in _gaps(mail):
        if gap.matters and gap.no:
            named = ", ".join(gap.no[:_NAMED])
            others = len(gap.no) - _NAMED
            more = f" and {others} more" if others > 0 else ""
            message = f"{gap.title} is not understood by {named}{more}"
            remedy = f"lay it out without: {gap.url}"
            yield mail.at(element, warning("client-gap", message, remedy))


def _gaps(mail: Mail) -> Iterator[tuple[Element, Gap]]:
    """Yield each gap once, with the first element it is found at."""
    first: dict[str, Element] = {}
    for_all: set[str] = set()
    known = _data()["features"]
    for name, element, is_for_all in used(mail.document, mail.styles):
        if name in known:
            if is_for_all and name not in for_all:
                first[name] = element
                for_all.add(name)
            first.setdefault(name, element)
    for name, element in first.items():
        yield element, _gap(name, matters=name in for_all & _HOLDS_IT_TOGETHER)


def _gap(name: str, *, matters: bool) -> Gap:
    data = _data()
    feature, clients = data["features"][name], data["clients"]
    return Gap(
        feature=name,
        title=feature["title"],
        url=f"{data['source']}features/{name}/",
        no=tuple(clients[place] for place in feature.get("no", ())),
        partly=tuple(clients[place] for place in feature.get("partly", ())),
        matters=matters,
    )


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return data
