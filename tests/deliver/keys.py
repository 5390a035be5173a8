"""Keys that tests sign with, made once: an RSA key takes a while."""

from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from digest.deliver import Signer, signer


@cache
def rsa_key(bits: int = 2048) -> bytes:
    return pem(rsa.generate_private_key(65_537, bits))


@cache
def ed25519_key() -> bytes:
    return pem(ed25519.Ed25519PrivateKey.generate())


def pem(key: PrivateKeyTypes, password: bytes | None = None) -> bytes:
    locked = serialization.BestAvailableEncryption(password) if password else None
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        locked or serialization.NoEncryption(),
    )


def rsa_signer(domain: str = "paper.example") -> Signer:
    return signer(rsa_key(), domain=domain, selector="r1", name="a key")


def ed25519_signer(domain: str = "paper.example") -> Signer:
    return signer(ed25519_key(), domain=domain, selector="e1", name="a key")
