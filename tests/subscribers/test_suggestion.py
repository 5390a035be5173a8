"""A domain that is one slip off a big one is asked about; somebody's own is not."""

import pytest

from digest.subscribers import suggestion


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("ukr.nett", "ukr.net"),
        ("Outlok.com", "outlook.com"),
    ],
)
def test_a_slip_is_seen(domain: str, meant: str):
    assert suggestion(f"ada@{domain}") == meant


@pytest.mark.parametrize(
    "domain", ["gmail.com", "mail.com", "gmx.at", "example.org", "i.us", "", "mail.de"]
)
def test_a_domain_of_its_own_is_let_be(domain: str):
    assert suggestion(f"ada@{domain}") is None
