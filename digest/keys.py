"""Secret keys: what stands in for an address, and links that only we can have made.

Keys are random, newest first. The newest signs; all are believed, so that a link in an
old email works after a new key was added. The oldest makes ids, so that one address
has one id for as long as that key is kept.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal, Self

from digest.errors import UsageError

Purpose = Literal["subscriber", "confirm", "bounce", "edition"]

_PURPOSES: tuple[Purpose, ...] = ("subscriber", "confirm", "bounce", "edition")
_KEY_BYTES = 32
_ID_BYTES = 12  # 96 bits: two subscribers in a trillion tries have not the same
_MAC_BYTES = 12  # RFC 2104, 5: at least half of the hash, or 80 bits
_NAME_BYTES = 4
_TOKEN_BYTES = _NAME_BYTES + 1 + _ID_BYTES + _MAC_BYTES


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys, newest first; at least one."""

    keys: tuple[bytes, ...]

    def __repr__(self) -> str:
        """Return how many keys there are, and none of them."""
        return f"Keyring of {len(self.keys)}"

    @classmethod
    def fresh(cls) -> Self:
        """Return a ring with one new random key."""
        return cls((secrets.token_bytes(_KEY_BYTES),))

    @classmethod
    def parse(cls, text: str, *, name: str) -> Self:
        """Return the keys in a text, as `str` writes them: one a word, newest first.

        Raises:
            UsageError: there is none, or one is damaged; `name` says where.
        """
        words = text.split()
        keys = tuple(_decoded(word) for word in words)
        if not keys or not all(len(key) == _KEY_BYTES for key in keys):
            message = (
                f"{name}: each key is {_KEY_BYTES} random bytes in base64url, newest"
                " first; make one with `digest keys new`"
            )
            raise UsageError(message)
        return cls(keys)

    def __str__(self) -> str:
        """Return the keys as a text, to be kept secret."""
        return "".join(
            base64.urlsafe_b64encode(key).decode() + "\n" for key in self.keys
        )

    @property
    def names(self) -> tuple[str, ...]:
        """What the keys are called, newest first; nothing of a key is in its name."""
        return tuple(_name(key).hex() for key in self.keys)

    def with_new(self) -> Self:
        """Return the ring with one more key, which signs from now on."""
        return type(self)((secrets.token_bytes(_KEY_BYTES), *self.keys))

    def id(self, address: str) -> str:
        """Return what stands in for a normalised address."""
        return _id(self.keys[-1], address)

    def ids(self, address: str) -> tuple[str, ...]:
        """Return all that may stand in for an address, by whichever key."""
        return tuple(_id(key, address) for key in reversed(self.keys))

    def token(self, purpose: Purpose, id_: str) -> str:
        """Return a token for a link: it names a subscriber's id, signed; no address.

        47 letters and digits that mean the same in capitals, for mail servers may
        write what stands before an @ as they like.
        """
        key = self.keys[0]
        said = _name(key) + bytes([_PURPOSES.index(purpose)]) + bytes.fromhex(id_)
        return _spelled(said + _mac(key, said))

    def read(self, purpose: Purpose, token: str) -> str | None:
        """Return the id in a token; None where it is not one of ours for this."""
        raw = _unspelled(token)
        if len(raw) != _TOKEN_BYTES:
            return None
        said, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        known = [key for key in self.keys if _name(key) == said[:_NAME_BYTES]]
        right = any(hmac.compare_digest(_mac(key, said), mac) for key in known)
        if not right or said[_NAME_BYTES] != _PURPOSES.index(purpose):
            return None
        return said[_NAME_BYTES + 1 :].hex()

    def secret(self, *parts: str) -> str:
        """Return 24 letters that nobody can guess and that are the same each time."""
        return _keyed(self.keys[-1], "secret", "\n".join(parts)).hex()


def _id(key: bytes, address: str) -> str:
    return _keyed(key, "id", address).hex()


def _keyed(key: bytes, use: str, text: str) -> bytes:
    said = f"{use}\n{text}".encode("utf-8", "surrogatepass")
    return hmac.digest(key, said, hashlib.sha256)[:_ID_BYTES]


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, b"token\n" + said, hashlib.sha256)[:_MAC_BYTES]


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name\n" + key).digest()[:_NAME_BYTES]


def _spelled(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()


def _unspelled(token: str) -> bytes:
    """Return what a token stands for; nothing where it is none.

    One spelling each: the last letter's unused bits could be written in other ways.
    """
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (ValueError, binascii.Error):
        return b""
    return raw if _spelled(raw) == token.lower() else b""


def _decoded(word: str) -> bytes:
    """Return what a word in base64url stands for; nothing where it is none."""
    try:
        return base64.b64decode(
            word + "=" * (-len(word) % 4), altchars=b"-_", validate=True
        )
    except (ValueError, binascii.Error):
        return b""
