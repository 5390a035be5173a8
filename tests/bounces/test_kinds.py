"""Whom an error costs the next edition, and whom it does not."""

import pytest

from digest.bounces import code_in, kind_of


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("550 5.1.1 The account that you tried to reach does not exist", "hard"),
        ("550 5.1.1 blocked for all we know", "hard"),
        ("550 5.1.2 bad destination domain", "hard"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found", "hard"),
        ("550 5.2.1 The account is disabled", "hard"),
        ("550 5.4.1 Recipient address rejected: Access denied", "hard"),
        ("5.4.4 Host or domain name not found", "hard"),
        ("550 5.4.310 DNS domain does not exist", "hard"),
        ("550 5.7.17 mailbox owner has changed", "hard"),
        ("550 user unknown", "hard"),
        ("550 unknown user here", "hard"),
        ("550 No such user - xx", "hard"),
        ("554 delivery error: this user doesn't have an account here", "hard"),
        ("550 Requested action not taken: mailbox unavailable", "hard"),
        ("550 5.5.0 Requested action not taken: mailbox unavailable", "hard"),
        ("550 unrouteable address", "hard"),
        ("550 5.0.0 user unknown", "hard"),
        ("552 5.2.2 mailbox full", "soft"),
        ("552 user is over quota", "soft"),
        ("550 5.2.1 receiving mail too quickly", "soft"),
        ("450 4.2.1 mailbox unavailable", "soft"),
        ("450 mailbox unavailable", "soft"),
        ("4.4.7 expired after four days", "soft"),
        ("5.4.7 delivery time expired", "soft"),
        ("5.4.6 routing loop detected", "soft"),
        ("5.3.0 other mail system problem", "soft"),
        ("554 no reason given", "soft"),
        ("", "soft"),
        ("550 5.7.1 message refused", "policy"),
        ("550 5.7.26 unauthenticated mail", "policy"),
        ("550 5.7.1 user unknown to our spam filter", "policy"),
        ("554 blocked, listed at zen.rbl.example", "policy"),
        ("550 rejected because of your reputation", "policy"),
        ("421 4.7.0 our users call this unwanted", "policy"),
        ("451 4.2.0 greylisted", "policy"),
        ("550 5.1.8 sender address rejected: domain not found", "policy"),
        ("550 sender address rejected: domain not found", "policy"),
        ("552 5.3.4 message too big", "policy"),
        ("552 5.2.3 message too long for the mailbox", "policy"),
        ("554 5.6.0 content conversion", "policy"),
    ],
)
def test_an_error_is_judged_by_its_code_and_its_words(words: str, kind: str) -> None:
    assert kind_of(code_in(words), words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "550 5.1.0 user unknown <spam@policy.example>",
        "550 user unknown at spam.blocked.example",
        "550 no such user, see https://help.example/spam/policy",
    ],
)
def test_names_of_hosts_and_mailboxes_are_no_reasons(words: str) -> None:
    assert kind_of(code_in(words), words) == "hard"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("550 5.1.1 unknown", "5.1.1"),
        ("550-5.1.1 unknown", "5.1.1"),
        ("#5.1.1", "5.1.1"),
        ("(5.1.1.)", "5.1.1"),
        ("5.0.0 then 5.2.2", "5.2.2"),
        ("5.0.0", "5.0.0"),
        ("host 5.9.1.2 said 550", ""),
        ("version 15.1.1", ""),
        ("2.1.5 fine", ""),
    ],
)
def test_a_code_is_told_from_an_address_of_a_machine(words: str, code: str) -> None:
    assert code_in(words) == code
