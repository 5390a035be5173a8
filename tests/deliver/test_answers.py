"""What servers answer is understood: the address, the sender, or something passing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import blame, enhanced
from digest.deliver.answers import outcome

# In words of our own, with the codes that large receivers use.
CASES = {
    "address": [
        (550, "5.1.1 this account is not here"),
        (550, "5.1.2 no such host"),
        (553, "5.1.3 that is no address"),
        (550, "5.1.10 the domain takes no mail"),
        (550, "5.2.1 the account is disabled"),
        (550, "5.4.1 Recipient address rejected: Access denied"),
        (550, "5.5.0 not done: mailbox unavailable"),
        (550, "user unknown"),
        (550, "No such user here"),
        (554, "delivery error: this user doesn't have an account"),
        (551, "not local"),
        (553, "go away"),
        (550, "5.0.0 invalid recipient"),
        (550, "5.7.17 the mailbox has another owner"),
    ],
    "policy": [
        (550, "5.7.1 not welcome"),
        (550, "5.7.26 not authenticated"),
        (550, "5.7.515 requirements are not met"),
        (554, "blocked by a list"),
        (554, "5.7.9 not accepted for reasons of policy"),
        (550, "user unknown, or sender blocked"),
        (550, "5.1.8 sender address rejected"),
        (550, "5.1.0 Sender rejected"),
        (550, "no"),
        (552, "5.3.4 too big"),
        (554, "5.6.0 content"),
        (550, "5.4.1 the relay is closed"),
        (500, ""),
    ],
    "passing": [
        (552, "5.2.2 the mailbox is full"),
        (552, "no room"),
        (550, "over quota"),
        (554, "5.4.6 a loop"),
        (450, "4.2.1 too fast"),
        (451, "4.7.1 greylisted, user unknown so far"),
        (421, "4.7.0 not now"),
    ],
}


@pytest.mark.parametrize(
    ("code", "reply", "whose"),
    [(*case, whose) for whose, cases in CASES.items() for case in cases],
)
def test_the_blame_goes_to_whom_it_belongs(code: int, reply: str, whose: str) -> None:
    assert blame(code, reply.encode()) == whose


@pytest.mark.parametrize(
    ("code", "reply", "status"),
    [
        (550, "5.1.1 nobody", "5.1.1"),
        (550, "5.7.515 nobody", "5.7.515"),
        (550, "4.2.2 it does not know what it says", ""),
        (550, "5.1.1.1 is an address", ""),
        (550, "nobody at 5.1.1", ""),
        (450, "4.2.2\nfull", "4.2.2"),
    ],
)
def test_the_enhanced_status_code_is_kept(code: int, reply: str, status: str) -> None:
    assert enhanced(code, reply.encode()) == status


def test_what_was_taken_is_nobodys_fault() -> None:
    told = outcome(250, b"2.0.0 taken", "ada@example.org", otherwise="in-doubt")

    assert (told.status, told.code, told.blame, told.detail) == ("sent", "", "", "")


@given(st.integers(-1, 599), st.binary(max_size=300))
def test_no_answer_is_too_strange(code: int, reply: bytes) -> None:
    told = outcome(code, reply, "ada@example.org", otherwise="deferred")

    assert "ada@example.org" not in told.detail
    assert len(told.detail) <= 220


@pytest.mark.parametrize("word", ["user ", "5.1.1 ", "\t", "recipient not "])
def test_a_long_answer_does_not_take_long(word: str) -> None:
    reply = (word * 200_000)[:200_000].encode()

    assert blame(550, reply) in {"address", "policy"}
