"""What a web page tells machines: its head, and what it forbids a browser to load."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from digest.render.environment import Templates, filled

Kind = Literal["article", "website"]

_STYLE = "_web.css.j2"
# Nothing in a script element may look like its end, and nothing in JavaScript like the
# end of a line.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a page.

    `name` is what others call the page where they link to it, `day` when it appeared,
    "" where it changes; `url` and `feed` are None where it has none. `metadata` says
    what it is in the words of schema.org, None where they have none for it. `policy`
    lets the page load nothing but `style`.
    """

    kind: Kind
    title: str
    name: str
    publication: str
    description: str
    day: str
    url: str | None
    feed: str | None
    metadata: Markup | None
    style: Markup
    policy: str


def style(
    templates: Templates, values: Mapping[str, object], name: str = _STYLE
) -> Markup:
    """Return the style sheet that stands in every page."""
    return Markup(filled(templates, name, values))  # noqa: S704 - escaped there


def policy(
    sheet: str,
    metadata: str | None = None,
    *,
    scripts: bool = False,
    forms: str = "'none'",
) -> str:
    """Return a Content-Security-Policy: what stands in the page, and nothing else.

    `scripts` lets it run those that lie beside it; `forms` says where forms are sent.
    """
    found = [_hash(metadata)] if metadata else []
    # To some browsers, 'self' is nothing in a page that was opened from a folder.
    found += ["'self'", "file:"] if scripts else []
    rules = ["default-src 'none'", f"style-src {_hash(sheet)}"]
    rules += [f"script-src {' '.join(found)}"] if found else []
    return "; ".join([*rules, "base-uri 'none'", f"form-action {forms}"])


def as_json(value: object) -> Markup:
    """Return a value as JSON that may stand in a script element, and in a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - as JSON escapes


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
