"""A signature is believed by whoever looks up its key, and by nobody after a change."""

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from email import message_from_bytes
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from dkim.canonicalization import Relaxed
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import Letter, Marks, Message, Recipient, Signer, message_id, signer
from digest.deliver.dkim import BodyHash
from digest.errors import UsageError
from digest.model import Email
from tests.deliver.builders import ADA, NOW, a_newsletter, an_email
from tests.deliver.keys import ed25519_key, ed25519_signer, pem, rsa_signer
from tests.deliver.test_letter import ADDRESSES, CHOOSE, LEAVE, PIECES

OPENDKIM = shutil.which("opendkim", path="/usr/sbin:/usr/bin:/usr/local/sbin")
MARKS = Marks(unsubscribe=LEAVE, preferences=CHOOSE)
KINDS = pytest.mark.parametrize("made", [rsa_signer, ed25519_signer])
SIGNED = (
    *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"),
    "Feedback-ID",
)


def signed(
    *signers: Signer,
    email: Email | None = None,
    address: str = ADA,
    preferences: str = "https://p.example/p/1",
    unsubscribe: tuple[str, ...] = ("https://p.example/u/1", "mailto:u+1@p.example"),
) -> Message:
    letter = Letter(
        email or an_email(text=f"Ports.\n\n  {LEAVE} \n", html=f"<p> {CHOOSE}</p>\n\n"),
        newsletter=a_newsletter(),
        marks=MARKS,
        signers=signers,
        now=NOW,
    )
    recipient = Recipient(
        id="1", address=address, unsubscribe=unsubscribe, preferences=preferences
    )
    identity = message_id("2025-W03", "5ecre7", a_newsletter())
    return letter.addressed(recipient, message_id=identity)


def verified(content: bytes, *signers: Signer, number: int = 0) -> bool:
    """Tell whether one of a message's signatures holds, by the DNS of these signers."""
    records = {f"{each.name}.".encode(): each.record.encode() for each in signers}

    def looked_up(name: bytes, timeout: int = 5) -> bytes | None:
        assert timeout
        return records.get(name)

    try:
        return dkim.DKIM(content).verify(idx=number, dnsfunc=looked_up)
    except dkim.ValidationError:
        return False


@KINDS
def test_a_signature_is_believed(made: Callable[[], Signer]) -> None:
    assert verified(signed(made()).content, made())


@KINDS
@pytest.mark.skipif(not OPENDKIM, reason="opendkim is not installed")
@pytest.mark.parametrize("changed", [False, True], ids=["as it is", "changed"])
def test_another_verifier_agrees(
    tmp_path: Path, made: Callable[[], Signer], *, changed: bool
) -> None:
    content = signed(made()).content
    content = content.replace(b"u/1", b"u/2") if changed else content
    (tmp_path / "a.eml").write_bytes(content)
    (tmp_path / "keys").write_text(f"{made().name} {made().record}\n")
    (tmp_path / "conf").write_text(f"TestPublicKeys {tmp_path}/keys\nMode v\n")

    told = subprocess.run(
        [str(OPENDKIM), "-t", tmp_path / "a.eml", "-x", tmp_path / "conf"],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )

    assert ("succeeded" in told.stdout + told.stderr) is not changed
    assert ("failed" in told.stdout + told.stderr) is changed


def test_two_keys_sign_at_once_and_each_is_believed() -> None:
    both = (rsa_signer(), ed25519_signer())

    content = signed(*both).content

    assert verified(content, *both, number=0)
    assert verified(content, *both, number=1)


@KINDS
@settings(max_examples=40)  # receivers' own code is slow, and an RSA key is, too
@given(text=PIECES, html=PIECES, preferences=ADDRESSES, address=st.sampled_from("aї"))
def test_a_signature_is_believed_whatever_is_signed(
    made: Callable[[], Signer],
    text: Sequence[str],
    html: Sequence[str],
    preferences: str,
    address: str,
) -> None:
    email = an_email(
        text="".join(text), html="".join(html), subject="".join(html)[:200]
    )
    message = signed(
        made(), email=email, preferences=preferences, address=f"{address}@p.example"
    )

    assert verified(message.content, made())


@given(
    st.lists(st.sampled_from([b"\r\n", b" ", b"\t", b"x", b"=20"])).map(
        lambda pieces: b"".join((*pieces, b"\r\n")) if pieces else b""
    )
)
def test_an_odd_body_is_hashed_as_receivers_do(body: bytes) -> None:
    expected = hashlib.sha256(Relaxed.canonicalize_body(body)).digest()

    assert BodyHash([body]).digest([]) == expected


@KINDS
@pytest.mark.parametrize("name", SIGNED)
def test_no_signed_header_can_be_changed(made: Callable[[], Signer], name: str) -> None:
    head, _, body = signed(made()).content.partition(b"\r\n\r\n")
    changed = re.sub(rb"(?m)^%b: " % name.encode(), rb"\g<0>x", head)

    assert changed != head
    assert not verified(changed + b"\r\n\r\n" + body, made())


@pytest.mark.parametrize("name", [*SIGNED[:7], "Reply-To", "Cc"])
def test_no_second_header_can_be_added(name: str) -> None:
    content = signed(rsa_signer()).content
    added = f"{name}: eve@example.org\r\n".encode()

    assert not verified(added + content, rsa_signer())


def test_no_word_of_the_body_can_be_changed() -> None:
    content = signed(ed25519_signer()).content

    assert not verified(content.replace(b"u/1", b"u/2"), ed25519_signer())


def test_white_space_that_servers_change_does_no_harm() -> None:
    head, _, body = signed(ed25519_signer()).content.partition(b"\r\n\r\n")
    changed = head.replace(b"To: ", b"to:  \t") + b"\r\n\r\n" + body + b"\r\n\r\n"

    assert verified(changed, ed25519_signer())


def test_mail_that_is_left_by_mail_alone_is_signed_as_well() -> None:
    content = signed(ed25519_signer(), unsubscribe=("mailto:u@p.example",)).content

    assert verified(content, ed25519_signer())
    assert not verified(
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + content,
        ed25519_signer(),
    )


@KINDS
def test_a_signature_says_who_when_and_what(made: Callable[[], Signer]) -> None:
    message = message_from_bytes(signed(made()).content)
    tags = dict(
        tag.strip().split("=", 1) for tag in message["DKIM-Signature"].split(";")
    )

    assert tags["d"] == "paper.example"
    assert tags["t"] == str(int(NOW.timestamp()))
    assert tags["c"] == "relaxed/relaxed"
    assert "l" not in tags
    assert set(SIGNED) < set("".join(tags["h"].split()).split(":"))


def test_lines_of_a_signature_are_short_and_it_stands_first() -> None:
    content = signed(rsa_signer()).content

    assert content.startswith(b"DKIM-Signature: v=1; a=rsa-sha256;")
    assert max(map(len, content.split(b"\r\n"))) <= 76


def test_a_record_for_the_dns_holds_the_public_key() -> None:
    record = ed25519_signer().record

    assert ed25519_signer().name == "e1._domainkey.paper.example"
    assert re.fullmatch(r"v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=", record)
    assert len(base64.b64decode(record.rpartition("p=")[2])) == 32


def test_a_signer_does_not_show_its_key() -> None:
    assert "sign=" not in repr(rsa_signer())


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        b"\xff" * 9_000,
    ],
    ids=["nothing", "half", "damaged", "noise"],
)
def test_what_is_no_key_is_told_so(given: bytes) -> None:
    with pytest.raises(UsageError, match=r"^news.pem: not a private key in PEM"):
        signer(given, domain="p.example", selector="s", name="news.pem")


def test_a_key_of_another_kind_is_told_so() -> None:
    other = pem(ec.generate_private_key(ec.SECP256R1()))

    with pytest.raises(UsageError, match=r"^news.pem: DKIM knows keys for RSA and Ed"):
        signer(other, domain="p.example", selector="s", name="news.pem")


def test_a_key_behind_a_password_is_told_so() -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    locked = pem(load_pem_private_key(ed25519_key(), None), b"correct horse")

    with pytest.raises(UsageError, match=r"^news.pem: the key is locked by a password"):
        signer(locked, domain="p.example", selector="s", name="news.pem")


def small_key() -> bytes:
    """Return a key of 512 bits; cryptography loads one, but makes none."""
    # Numbers that are a key, and nothing else: they were made for this test.
    p = 2**256 - 999837
    q = 2**255 + 2**254 + 12361
    e = 65_537
    d = pow(e, -1, (p - 1) * (q - 1))
    return pem(
        rsa.RSAPrivateNumbers(
            *(p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q)),
            iqmp=rsa.rsa_crt_iqmp(p, q),
            public_numbers=rsa.RSAPublicNumbers(e, p * q),
        ).private_key(unsafe_skip_rsa_key_validation=True)
    )


def test_a_key_too_small_is_told_so() -> None:
    with pytest.raises(UsageError, match=r"^news.pem: the key has 512 bits: make one"):
        signer(small_key(), domain="p.example", selector="s", name="news.pem")
