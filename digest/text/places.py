"""Where a store is: a file, or a database on a server whose address holds a secret."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from digest.errors import UsageError

_IS_ADDRESS = re.compile("postgres(?:ql)?://", re.IGNORECASE)
_FORM = "postgresql://USER:PASSWORD@HOST/DATABASE"


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL database; as a text it is its host and name, and no password."""

    url: str = field(repr=False)
    name: str

    def __str__(self) -> str:
        return self.name


Place = Path | Server


def place(given: str | Path) -> Place:
    """Return where a store is, as people write it: a path, or postgresql://….

    Raises:
        UsageError: it begins like an address and is none; never says the address.
    """
    text = str(given)
    return _server(text) if _IS_ADDRESS.match(text) else Path(given)


def is_there(store: Place) -> bool:
    """Tell whether there is a store, as far as can be told without opening it."""
    return isinstance(store, Server) or store.exists()


def _server(url: str) -> Server:
    try:
        parts = urlsplit(url)
        host = ":".join(str(part) for part in (parts.hostname, parts.port) if part)
    except ValueError:
        host, parts = "", urlsplit("")
    database = parts.path.removeprefix("/")
    # An @ or / of a password, written as it is, would be taken for the end of it; what
    # is behind it would be shown.
    if not database or not database.isprintable() or set(database) & set("@/ #?"):
        message = (
            f"the store's address must be like {_FORM}, with % and two digits for each"
            " @, :, / and ? in the password"
        )
        raise UsageError(message)
    return Server(url, f"{host or 'this machine'}/{database}")
