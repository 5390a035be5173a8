"""Keys that tests sign with, made once: an RSA key takes a while."""

from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

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


def a_certificate(*, host: str = "127.0.0.1", days: int = 1) -> bytes:
    """Return a key and a certificate that it made for itself; days < 0: expired."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    known = (
        x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    )
    now = datetime.now(UTC)  # noqa: TID251 - TLS looks at the real clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    return pem(key) + made.public_bytes(serialization.Encoding.PEM)


@cache
def rsa_signer(domain: str = "paper.example") -> Signer:
    return signer(rsa_key(), domain=domain, selector="r1", name="a key")


@cache
def ed25519_signer(domain: str = "paper.example") -> Signer:
    return signer(ed25519_key(), domain=domain, selector="e1", name="a key")
