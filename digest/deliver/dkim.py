"""DKIM signatures (RFC 6376, RFC 8463): which domain answers for a message.

Relaxed in both parts. What all copies of a letter share is hashed once for all; see
`BodyHash`, and `Seal` for what signs one copy after the other.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.errors import UsageError

# In the order of their hash; what differs between copies comes last.
_SIGNED = (
    *("From", "Subject", "Date", "MIME-Version", "Content-Type"),
    *("List-Id", "Feedback-ID", "Auto-Submitted"),
    *("To", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post"),
)
# Named once more than they are there, so that nobody can add another one that mail
# programs show instead (RFC 6376, 5.4.2 and 8.15).
_SEALED = (
    *("From", "To", "Cc", "Subject", "Date", "Reply-To", "Message-ID"),
    *("MIME-Version", "Content-Type"),
)
_ORDER = {name.lower().encode(): number for number, name in enumerate(_SIGNED)}
_FOLDED = re.compile(r".{1,70}(?::|$)")
_WSP = re.compile(rb"[ \t]+")
_LEAST_BITS = 1024  # RFC 8301, 3.2: what is shorter is not verified any more
_KINDS = {"rsa-sha256": "rsa", "ed25519-sha256": "ed25519"}


def fields(lines: Iterable[bytes]) -> bytes:
    """Return header fields, each of another name, as a signature covers them.

    Those that it does not cover are left out.
    """
    found = [line.partition(b":") for line in lines]
    named = sorted(
        (_ORDER[name.lower()], name.lower() + b":" + b" ".join(value.split()))
        for name, _, value in found
        if name.lower() in _ORDER
    )
    return b"".join(line + b"\r\n" for _, line in named)


class BodyHash:
    """The hash of a body that is in part the same in all copies.

    White space must not run on from one piece into the next.
    """

    def __init__(self, fixed: Sequence[bytes]) -> None:
        """Hash the first of the fixed pieces, between which personal ones stand."""
        first, *rest = (*map(_reduced, fixed[:-1]), _ended(_reduced(fixed[-1])))
        self._begun = hashlib.sha256(first)
        self._pieces = [b""] * (2 * len(rest))
        self._pieces[1::2] = rest

    def digest(self, personal: Sequence[bytes]) -> bytes:
        """Return the hash of a copy; its personal pieces hold no white space."""
        hashed = self._begun.copy()
        pieces = self._pieces.copy()
        pieces[::2] = personal
        hashed.update(b"".join(pieces))
        return hashed.digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A signature but for what it signs; `bare` is its beginning without folds."""

    beginning: bytes
    bare: bytes
    sign: Callable[[bytes], bytes] = field(repr=False)

    def line(self, head: bytes, body_hash: bytes) -> bytes:
        """Return the header field that signs a message.

        `head` is what `fields` makes, in the order of the fields' names there.
        """
        hashed = base64.b64encode(body_hash)
        signed = self.sign(b"%b%b%b; b=" % (head, self.bare, hashed))
        letters = base64.b64encode(signed)
        folded = b"\r\n ".join(
            letters[start : start + 72] for start in range(0, len(letters), 72)
        )
        return b"%b%b;\r\n b=%b\r\n" % (self.beginning, hashed, folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A domain's key, and the name that the DNS knows it by."""

    domain: str
    selector: str
    algorithm: str
    public: bytes
    sign: Callable[[bytes], bytes] = field(repr=False)

    @property
    def name(self) -> str:
        """The name in the DNS that the record stands at."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """The text record that the DNS must have, for receivers to believe us."""
        public = base64.b64encode(self.public).decode()
        return f"v=DKIM1; k={_KINDS[self.algorithm]}; p={public}"

    def seal(self, now: datetime) -> Seal:
        """Return what signs messages of this moment."""
        lines = (
            f"DKIM-Signature: v=1; a={self.algorithm}; c=relaxed/relaxed;",
            f"d={self.domain}; s={self.selector}; t={int(now.timestamp())};",
            *_FOLDED.findall("h=" + ":".join((*_SIGNED, *_SEALED)) + ";"),
            "bh=",
        )
        beginning = "\r\n ".join(lines).encode("ascii")
        name, _, value = beginning.partition(b":")
        bare = name.lower() + b":" + b" ".join(value.split())
        return Seal(beginning=beginning, bare=bare, sign=self.sign)


def signer(pem: bytes, *, domain: str, selector: str, name: str) -> Signer:
    """Return what signs with a private key, RSA or Ed25519.

    Raises:
        UsageError: it is no such key, or too small; `name` says where it is.
    """
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    key = _private_key(pem, name)
    if isinstance(key, Ed25519PrivateKey):
        return Signer(
            domain=domain,
            selector=selector,
            algorithm="ed25519-sha256",
            public=key.public_key().public_bytes_raw(),
            sign=lambda data: key.sign(hashlib.sha256(data).digest()),
        )
    if not isinstance(key, RSAPrivateKey):
        message = f"{name}: DKIM knows keys for RSA and Ed25519, this is another kind"
        raise UsageError(message)
    if key.key_size < _LEAST_BITS:
        message = f"{name}: the key has {key.key_size} bits: make one of 2048"
        raise UsageError(message)
    return Signer(
        domain=domain,
        selector=selector,
        algorithm="rsa-sha256",
        public=key.public_key().public_bytes(
            serialization.Encoding.DER,
            serialization.PublicFormat.SubjectPublicKeyInfo,
        ),
        sign=lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()),
    )


def _private_key(pem: bytes, name: str) -> object:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(pem, password=None)
    except TypeError:
        message = f"{name}: the key is locked by a password: save it without one"
    except (ValueError, UnsupportedAlgorithm):
        message = (
            f"{name}: not a private key in PEM, which begins with -----BEGIN PRIVATE"
            " KEY-----; make one with `openssl genrsa 2048`"
        )
    raise UsageError(message)


def _reduced(piece: bytes) -> bytes:
    """Return a piece with white space written once and none before line ends."""
    return _WSP.sub(b" ", piece).replace(b" \r\n", b"\r\n")


def _ended(piece: bytes) -> bytes:
    """Return the last piece with one line end behind it; nothing for nothing."""
    end = len(piece)
    while piece.endswith(b"\r\n", 0, end):
        end -= 2
    return piece[:end] + b"\r\n" if end else b""
