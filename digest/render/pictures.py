"""A story's picture as it is printed: its address, its words, how large it is shown."""

from digest.model import Picture
from digest.render.page import PrintedImage
from digest.text.alts import shortened
from digest.text.destinations import address
from digest.text.limits import MOST_URL_CHARACTERS
from digest.text.printable import clean

COLUMN = 560  # pixels: as wide as text runs

_HTTPS = frozenset({"https"})


def image(picture: Picture | None) -> PrintedImage | None:
    """Return a picture as printed; None where no mail client would show it.

    One of unknown size is as wide as the text: Outlook would print it at its own.
    """
    if picture is None or len(picture.url) > MOST_URL_CHARACTERS:
        return None
    url = address(picture.url, schemes=_HTTPS)
    if url is None:
        return None
    own = picture.width if picture.width and picture.width > 0 else None
    width = min(own or COLUMN, COLUMN)
    height = round(picture.height * width / own) if picture.height and own else 0
    return PrintedImage(
        url=url,
        alt=shortened(clean(picture.alt)),
        width=width,
        height=height if height > 0 else None,
    )
