"""The picture that a story is shown with: which articles' pictures are fit for it."""

import re
from urllib.parse import urlsplit

from digest.model import Article, Image, Picture
from digest.text.alts import shortened
from digest.text.limits import MOST_URL_CHARACTERS
from digest.text.verbatim import folded

_LEAST_PIXELS = 200  # each way: what is smaller is a face, a mark or a counter
_TALLEST = 2  # times its width: more is a table or a poster, and fills a phone
# Counters that tell who reads, stand-ins, and drawings that mail clients do not show.
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:pixel|track(?:ing|er)?|beacon|counter|spacer|blank|1x1)"
    r"(?=[/_.-]|$)|\.svgz?$",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)


def picture(article: Article) -> Picture | None:
    """Return the picture that an article leads with; None: none that is fit to show."""
    image = article.image
    if image is None or not _is_safe(image.url) or _is_odd(image):
        return None
    alt = " ".join(image.alt.split())
    # Read out, its file's name says nothing, and the headline is heard already.
    says_nothing = _FILE.fullmatch(alt) or folded(alt) == folded(article.entry.title)
    return Picture(
        url=image.url,
        alt="" if says_nothing else shortened(alt),
        width=image.width,
        height=image.height,
    )


def _is_safe(url: str) -> bool:
    """Tell whether a picture may be asked for: over https, and it is no counter."""
    if len(url) > MOST_URL_CHARACTERS or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    fetched = parts.scheme == "https" and bool(parts.hostname)
    return fetched and not _NO_PICTURE.search(parts.path)


def _is_odd(image: Image) -> bool:
    """Tell whether a picture is known to be too small, or too tall."""
    sides = [side for side in (image.width, image.height) if side is not None]
    if any(side < _LEAST_PIXELS for side in sides):
        return True
    width, height = image.width, image.height
    return bool(width and height and height > _TALLEST * width)
