"""A copy that we signed ourselves, judged by a real mail server where it arrives."""

import email
import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from digest.config import Smtp
from digest.deliver import (
    Letter,
    Message,
    Recipient,
    Signer,
    SmtpOutbox,
    message_id,
    signer,
)
from digest.keys import Keyring
from tests.conformance.mailserver import MARKS, fetched, mailstack
from tests.deliver.builders import NOW, a_newsletter, an_email

pytestmark = MARKS

READER = "ann@reader.example"
OTHER = "bob@reader.example"
RING = Keyring((b"s" * 32,))
ID = RING.id(READER)
BOUNCE = f"bounces+{RING.token('bounce', ID)}@harbour.example"
LEAVE = RING.token("subscriber", ID)
UNSUBSCRIBE = (
    f"https://harbour.example/unsubscribe/{LEAVE}",
    f"mailto:bounces@harbour.example?subject={LEAVE}",
)


@pytest.fixture(scope="module")
def signers() -> tuple[Signer, ...]:
    keys = (generate_private_key(65537, 2048), Ed25519PrivateKey.generate())
    form = serialization.PrivateFormat.PKCS8
    pems = (
        key.private_bytes(
            serialization.Encoding.PEM, form, serialization.NoEncryption()
        )
        for key in keys
    )
    return tuple(
        signer(pem, domain="harbour.example", selector=selector, name="a key")
        for pem, selector in zip(pems, ("news", "edwards"), strict=True)
    )


@pytest.fixture(scope="module")
def copies(signers: tuple[Signer, ...]) -> tuple[bytes, bytes]:
    """The copy as the reader's mailbox has it, and another one, tampered with."""
    newsletter = a_newsletter(sender="Harbour <letter@harbour.example>")
    letter = Letter(an_email(), newsletter=newsletter, now=NOW, signers=signers)
    to = Recipient(id=ID, address=READER, unsubscribe=UNSUBSCRIBE, bounce=BOUNCE)
    secret = RING.secret("2025-W03", ID)
    message = letter.addressed(
        to, message_id=message_id("2025-W03", secret, newsletter)
    )
    believed = "".join(f"{each.name} {each.record}\n" for each in signers)
    with mailstack(believed=believed) as (_, ports):
        server = Smtp(host="127.0.0.1", port=ports[0], security="none")
        with SmtpOutbox(server) as outbox:
            for sent in (message, _tampered(message)):
                assert outbox.send(sent).status == "sent"
        return fetched(ports[2], READER), fetched(ports[2], OTHER)


def _tampered(message: Message) -> Message:
    content = message.content.replace(b"Ports reopen", b"Ports are shut")
    return replace(message, recipient=OTHER, content=content)


@pytest.fixture
def copy(copies: tuple[bytes, bytes]) -> bytes:
    return copies[0]


@pytest.fixture
def arrived(copy: bytes) -> EmailMessage:
    return email.message_from_bytes(copy, policy=SMTP)


def test_the_server_finds_our_signatures_right(arrived: EmailMessage):
    results = " ".join(arrived.get_all("Authentication-Results"))

    assert "dkim=pass" in results
    assert "header.d=harbour.example" in results
    assert "dkim=fail" not in results


def test_the_server_finds_out_who_tampered_with_a_copy(copies: tuple[bytes, bytes]):
    arrived = email.message_from_bytes(copies[1], policy=SMTP)
    results = " ".join(arrived.get_all("Authentication-Results"))

    assert "dkim=fail" in results
    assert "dkim=pass" not in results


def test_each_signature_verifies_by_itself(copy: bytes, signers: tuple[Signer, ...]):
    records = {f"{each.name}.".encode(): each.record.encode() for each in signers}

    verifier = dkim.DKIM(copy)
    for number in range(len(signers)):
        assert verifier.verify(number, dnsfunc=lambda name, **_: records[name])


def test_the_unsubscribe_pair_is_there_and_signed(arrived: EmailMessage):
    offered = re.findall("<([^>]*)>", arrived["List-Unsubscribe"])
    signed = re.sub(r"\s", "", arrived["DKIM-Signature"]).lower()
    (covered,) = re.findall(";h=([^;]*);", signed)

    assert tuple(offered) == UNSUBSCRIBE
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert {"list-unsubscribe", "list-unsubscribe-post"} <= set(covered.split(":"))


def test_it_came_from_an_address_that_names_the_subscriber(arrived: EmailMessage):
    assert arrived["Return-Path"] == f"<{BOUNCE}>"
