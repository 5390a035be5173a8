"""Addresses of the service that subscribers use: `digest serve`."""

from urllib.parse import quote


def service_url(address: str, *parts: str) -> str:
    """Return a page of the service at an address, whether that ends in / or not.

    The last part may be "": the page is a folder then, such as `archive/`.
    """
    path = "/".join(quote(part, safe="") for part in parts)
    return f"{address.rstrip('/')}/{path}"
