"""An address has one spelling, and what mail cannot be sent to is known before."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from digest.deliver.addresses import normalised, objection

ANY = st.text() | st.builds(
    lambda local, domain: f"{local}@{domain}",
    st.text("aZ9.+-'_éЯß日\u0301\u200d ", max_size=12),
    st.text("aZ9.-éЯßＡ日。xn--", max_size=12),
)


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        (" Ada@Example.ORG\n", "ada@example.org"),
        ("Ада@Пошта.УКР", "ада@xn--80a1acn3a.xn--j1amh"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("zoe\u0308@example.org", "zoë@example.org"),
        ("ada@☃.example", "ada@☃.example"),
    ],
)
def test_an_address_has_one_spelling(typed: str, spelling: str) -> None:
    assert normalised(typed) == spelling


@given(ANY)
@example("İ@example.org")
@example("ΑΣ@example.org")
def test_a_spelling_is_its_own(typed: str) -> None:
    assert normalised(normalised(typed)) == normalised(typed)


@pytest.mark.parametrize(
    "address",
    [
        *("ada@example.org", "a.b+c@mail.example.org", "o'neill@example.co"),
        *("ада@xn--80a1acn3a.xn--j1amh", "zoë@example.org", "日本@example.org"),
        *("a@x-y.example", "1@2.example", "a" * 64 + "@example.org"),
    ],
)
def test_mail_can_be_sent_to_what_is_one(address: str) -> None:
    assert objection(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ada", "it has no @"),
        ("é" * 33 + "@example.org", "it is too long"),
        ("ada@" + "x" * 250 + ".org", "it is too long"),
        ("i..da@example.org", "what stands before the @ is not a mailbox"),
        ("é..a@example.org", "what stands before the @ is not a mailbox"),
        ("a\u202eb@example.org", "what stands before the @ is not a mailbox"),
        ("a\ud800@example.org", "what stands before the @ is not a mailbox"),
        ("a b@example.org", "what stands before the @ is not a mailbox"),
        ("é\r\nbcc:eve@example.org", "what stands before the @ is not a mailbox"),
        ("ada@localhost", "what stands after the @ is not a domain"),
        ("ada@127.0.0.1", "what stands after the @ is not a domain"),
        ("ada@-x.example", "what stands after the @ is not a domain"),
        ("ada@xn--a.example", "what stands after the @ is not a domain"),
        ("ada@☃.example", "what stands after the @ is not a domain"),
        ("ada@example.org\n", "what stands after the @ is not a domain"),
    ],
)
def test_what_is_none_is_told_without_the_address(address: str, reason: str) -> None:
    assert objection(address) == reason


@given(ANY)
def test_what_is_an_address_to_us_is_one_to_the_library(typed: str) -> None:
    address = normalised(typed)
    if objection(address) is None:
        try:
            validate_email(
                address, check_deliverability=False, globally_deliverable=False
            )
        except EmailNotValidError as error:
            # Our plain way takes labels such as "ab--c"; nobody owns one, so that
            # the mail server refuses it.
            assert "two dashes" in str(error)  # noqa: PT017


@given(ANY)
def test_what_is_an_address_fits_an_envelope(typed: str) -> None:
    address = normalised(typed)
    if objection(address) is None:
        assert address.rpartition("@")[2].isascii()
        assert not set(address) & set(" \r\n<>\x00")
        assert address.encode("utf-8")


@pytest.mark.parametrize(
    "strange", ["é" * 200_000, "a@" + "é." * 100_000, "é" * 200 + "@" + "ß" * 50]
)
def test_a_strange_address_is_refused(strange: str) -> None:
    assert objection(normalised(strange)) is not None
