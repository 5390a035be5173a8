"""A list of recipients is read whole, and every bad row is reported with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import recipients


def mistakes(text: str) -> list[str]:
    return [str(mistake) for mistake in recipients(text)[1]]


def test_the_column_email_is_read_wherever_it_stands() -> None:
    text = "name,Email ,city\nAda,ada@example.org,Kyiv\nBob,bob@example.org,Lviv\n"

    assert recipients(text) == (("ada@example.org", "bob@example.org"), ())


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffemail\nada@example.org\n",
        "email\r\nada@example.org\r\n",
        "email\rada@example.org",
        "email;name\nada@example.org;Ada, of Kyiv\n",
        "name\temail\nAda\tada@example.org",
        '"email"\n"ada@example.org"\n\n  \n',
        "email\n  Ada@Example.org \nada@example.org\n",
    ],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert recipients(text) == (("ada@example.org",), ())


def test_every_bad_row_is_reported_with_its_line_and_without_its_address() -> None:
    text = (
        'name,email\n"Ada,\nof Kyiv",ada@example.org\nBob\nEve,eve\n'
        "Zoë,z\u202eoë@example.org\nMax,max@localhost\nIda,i..da@example.org\n"
        f"Tom,{'t' * 65}@example.org\nAda,ada@example.org\n"
    )

    addresses, _ = recipients(text)

    assert addresses == ("ada@example.org",)
    lines = [4, 5, 6, 7, 8, 9]
    reasons = [
        "it has no @",
        "it has no @",
        "what stands before the @ is not a mailbox",
        "what stands after the @ is not a domain",
        "what stands before the @ is not a mailbox",
        "it is too long",
    ]
    assert mistakes(text) == [
        f"line {line}: email: not an email address: {reason}"
        for line, reason in zip(lines, reasons, strict=True)
    ]


@pytest.mark.parametrize(
    "text", ["", "\n", "ada@example.org\nbob@example.org\n", "name"]
)
def test_a_list_whose_first_line_names_no_email_is_told_so(text: str) -> None:
    assert mistakes(text) == [
        "line 1: email: the first line must name the columns, one of them `email`"
    ]


def test_what_is_no_csv_is_told_so() -> None:
    (mistake,) = mistakes("email\n" + "x" * 200_000)

    assert mistake.startswith("not CSV: field larger than")


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    addresses, found = recipients("email\n" + text)

    assert all("@" in address for address in addresses)
    assert len(addresses) + len(found) <= len(text) + 1


@pytest.mark.parametrize(
    "strange", ["a." * 100_000, "@" * 200_000, "a@" + "b." * 99_999]
)
def test_a_strange_address_does_not_take_long(strange: str) -> None:
    rows = "email\n" + "\n".join([strange[:120_000]] * 20)

    assert len(recipients(rows)[1]) == 20
