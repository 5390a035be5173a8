"""What the service is made of: settings, keys, store, templates, ways out, clocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from digest.config import Newsletter, Serve
from digest.keys import Keyring
from digest.model import Email
from digest.render import Templates
from digest.serve.forms import Offer
from digest.store import Store
from digest.text.service import service_url

CONFIRMABLE = timedelta(days=7)  # how long the link in the first email is good


class Post(Protocol):
    """Sends one email to one address."""

    def __call__(self, email: Email, address: str, now: datetime, /) -> bool:
        """Tell whether it is settled; False: it is to be tried again later."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """All that the service needs of the world.

    `archive` returns the files of the editions' site, by path, none where there is no
    edition yet; its addresses are those below `archive/`. `languages` are those that
    pages can be in, `offer` what subscribers choose from. `clock` tells the time,
    `seconds` counts them.
    """

    newsletter: Newsletter
    settings: Serve
    keyring: Keyring
    store: Store
    templates: Templates
    languages: tuple[str, ...]
    offer: Offer
    post: Post
    archive: Callable[[], Mapping[str, str]]
    clock: Callable[[], datetime]
    seconds: Callable[[], float]

    @property
    def prefix(self) -> str:
        """The path that the service stands below, "" at the top of its host."""
        return urlsplit(self.settings.address).path.rstrip("/")

    def url(self, *parts: str) -> str:
        """Return the address of a page as emails name it."""
        return service_url(self.settings.address, *parts)

    def path(self, *parts: str) -> str:
        """Return the address of a page as our own pages name it.

        Without scheme and host, so that the service can be tried out on this machine.
        """
        return service_url(self.prefix, *parts)
