"""The picture that an article leads with, and what its page says of it."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from digest.collect.jsonld import Node, objects, texts
from digest.collect.plain import plain
from digest.collect.urls import absolute
from digest.model import Image

_MAX_ALT = 300  # characters
_LARGE = 300  # pixels; what is narrower is a face or a mark
_MAX_PIXELS = 20_000
_FIGURES = (
    "(//article//figure//img | //main//figure//img | //figure//img"
    " | //article//img | //main//img)[position() <= 20]"
)
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|favicons?|placeholder|default|avatars?|blank|spacer"
    r"|sprites?|pixel|1x1|no-?image)(?=[/_.\d-]|$)|\.svgz?$",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.0+)?\s*(?:px)?\s*")


def lead_image(tree: Any, article: Node, *, url: str) -> Image | None:
    """Return the picture a page leads with; None: it names none.

    What it names for sharing counts first, as that is chosen with care.
    """
    named = chain(_shared(tree, url), _linked(article, url), _shown(tree, url))
    return next((image for image in named if not _is_small(image)), None)


def _shared(tree: Any, url: str) -> Iterator[Image]:
    """Yield what Open Graph and Twitter's cards name."""
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image"):
        address = _address(_said(tree, name), url)
        if address:
            kind = "twitter:image" if name.startswith("twitter") else "og:image"
            yield Image(
                url=address,
                alt=_alt(_said(tree, f"{kind}:alt")) or _alt_of(tree, address, url),
                width=_pixels(_said(tree, "og:image:width")),
                height=_pixels(_said(tree, "og:image:height")),
            )


def _linked(article: Node, url: str) -> Iterator[Image]:
    """Yield the pictures that JSON-LD names."""
    for address in (_address(each, url) for each in texts(article.get("image"))):
        if address:
            yield Image(url=address)
    for node in objects(article.get("image")):
        address = _address(next(iter(texts(node.get("url"))), ""), url)
        if address:
            yield Image(
                url=address,
                alt=_alt(next(iter(texts(node.get("caption"))), "")),
                width=_size(node.get("width")),
                height=_size(node.get("height")),
            )


def _shown(tree: Any, url: str) -> Iterator[Image]:
    """Yield the large pictures within the article."""
    for img in tree.xpath(_FIGURES):
        address = _address(img.get("src") or img.get("data-src") or "", url)
        width = _pixels(img.get("width") or "")
        if address and width and width >= _LARGE:
            yield Image(
                url=address,
                alt=_alt(img.get("alt") or ""),
                width=width,
                height=_pixels(img.get("height") or ""),
            )


def _said(tree: Any, name: str) -> str:
    found = tree.xpath(
        "(//meta[@property=$name or @name=$name]/@content)[1]", name=name
    )
    return str(found[0]) if found else ""


def _address(given: str, base: str) -> str | None:
    address = absolute(given, base=base)
    path = address.partition("?")[0] if address else ""
    return None if _NO_PICTURE.search(path) else address


def _alt_of(tree: Any, address: str, base: str) -> str:
    """Return what the page says where it shows the same picture itself."""
    name = address.partition("?")[0].rpartition("/")[2]
    if len(name) < 5:  # noqa: PLR2004  no name of a file with its kind is shorter
        return ""
    for img in tree.xpath("(//img[@alt])[position() <= 100]"):
        source = absolute(img.get("src") or "", base=base) or ""
        if source.partition("?")[0].endswith(f"/{name}"):
            return _alt(img.get("alt"))
    return ""


def _alt(said: str) -> str:
    return plain(said[: 4 * _MAX_ALT])[:_MAX_ALT]


def _size(value: object) -> int | None:
    """Return pixels, which JSON-LD may give as a number, a text or a quantity."""
    nodes = objects(value)
    given = nodes[0].get("value") if nodes else value
    return _pixels(next(iter(texts(given)), ""))


def _pixels(said: str) -> int | None:
    match = _PIXELS.fullmatch(said[:20])
    return int(match[1]) if match and 0 < int(match[1]) <= _MAX_PIXELS else None


def _is_small(image: Image) -> bool:
    return image.width is not None and image.width < _LARGE
