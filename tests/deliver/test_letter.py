"""A letter is prepared once, and each copy holds its recipient's own links."""

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.deliver import Letter, Marks, Message, Recipient, message_id
from digest.model import Email
from tests.deliver.builders import ADA, NOW, a_newsletter, an_email
from tests.deliver.test_message import part

LEAVE = "https://k3jw81r6bnv0q2zt.invalid/unsubscribe"
CHOOSE = "https://k3jw81r6bnv0q2zt.invalid/preferences"
MARKS = Marks(unsubscribe=LEAVE, preferences=CHOOSE)
DOTS = ".\n..\n.end\nFrom there\n" + "." * 200 + "\n" + "x" * 72 + ".From \n"

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                LEAVE,
                CHOOSE,
                "",
                " ",
                "  \t",
                "\n",
                "\r\n",
                "\r",
                ".",
                "=",
                "From ",
                "F",
            ),
            *("=\r\n", "é", "Порти", "x" * 71, "x" * 73, "\x00", "\ud800", '"', DOTS),
        ]
    )
    | st.text(max_size=90),
    max_size=12,
)
ADDRESSES = st.text(
    st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300
) | st.sampled_from([".", "From here", "х" * 99, " ", "a=1&b=2", "\r\n.\r\n"])


def a_recipient(
    *,
    address: str = ADA,
    unsubscribe: tuple[str, ...] = ("https://p.example/u/1?a=1&b=2",),
    preferences: str = "https://p.example/p/1",
    bounce: str = "",
) -> Recipient:
    return Recipient(
        id="0123",
        address=address,
        unsubscribe=unsubscribe,
        preferences=preferences,
        bounce=bounce,
    )


def copy(
    email: Email | None = None,
    recipient: Recipient | None = None,
    *,
    unsubscribe: str | None = "https://paper.example/leave",
) -> Message:
    newsletter = a_newsletter(unsubscribe=unsubscribe)
    letter = Letter(email or an_email(), newsletter=newsletter, marks=MARKS, now=NOW)
    identity = message_id("2025-W03", "5ecre7", newsletter)
    return letter.addressed(recipient or a_recipient(), message_id=identity)


def read(message: Message) -> EmailMessage:
    return message_from_bytes(message.content, policy=default)


def as_sent(text: str) -> str:
    lines = re.sub(r"\r\n|\r", "\n", text).rstrip("\n") + "\n"
    return lines.encode("utf-8", "replace").decode()


def filled(text: str, unsubscribe: str, preferences: str) -> str:
    """Put addresses where the marks stand, the plain way."""
    pattern = f"({re.escape(LEAVE)}|{re.escape(CHOOSE)})"
    own = {LEAVE: unsubscribe, CHOOSE: preferences}
    return "".join(own.get(piece, piece) for piece in re.split(pattern, as_sent(text)))


def decoded(message: Message, kind: str) -> str:
    body = read(message).get_body((kind,))
    assert body is not None
    return body.get_payload(decode=True).decode()


@given(text=PIECES, html=PIECES, preferences=ADDRESSES)
@example(text=[LEAVE, CHOOSE, LEAVE], html=[LEAVE, LEAVE], preferences=".")
@example(text=["x" * 72, LEAVE, "\n", CHOOSE], html=[" ", CHOOSE, " "], preferences=" ")
@example(text=[DOTS, LEAVE, "."], html=[], preferences="F")
def test_the_marks_and_nothing_else_become_the_recipients_own(
    text: Sequence[str], html: Sequence[str], preferences: str
) -> None:
    email = an_email(text="".join(text), html="".join(html))
    message = copy(email, a_recipient(preferences=preferences))

    leave = "https://p.example/u/1?a=1&b=2"
    assert decoded(message, "plain").replace("\r\n", "\n") == filled(
        email.text, leave, preferences
    ).replace("\r\n", "\n")
    assert decoded(message, "html").replace("\r\n", "\n") == filled(
        email.html, escape(leave), escape(preferences)
    ).replace("\r\n", "\n")
    assert b"k3jw81r6bnv0q2zt" not in message.content.replace(b"=\r\n", b"")


@given(text=PIECES, html=PIECES, preferences=ADDRESSES)
@example(text=[DOTS, LEAVE, DOTS], html=[CHOOSE, "."], preferences="." * 200)
def test_every_copy_can_be_sent_as_it_is(
    text: Sequence[str], html: Sequence[str], preferences: str
) -> None:
    email = an_email(text="".join(text), html="".join(html))
    message = copy(email, a_recipient(preferences=preferences))

    raw = message.content
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    assert not re.search(rb"(?m)^(From |\.)|[ \t]\r?$", raw.partition(b"\r\n\r\n")[2])
    assert message.stuffed == re.sub(rb"(?m)^\.", b"..", raw)
    assert [found.defects for found in read(message).iter_parts()] == [[], []]


@given(content=st.lists(st.sampled_from([b".", b"\r\n", b"x", b".."])).map(b"".join))
def test_dots_are_doubled_where_a_message_may_have_some(content: bytes) -> None:
    message = Message(message_id="<1@p>", sender="", recipient="", content=content)

    assert message.stuffed == re.sub(rb"(?m)^\.", b"..", content)


def test_copies_differ_in_what_is_personal_alone() -> None:
    email = an_email(text=f"Ports\n{LEAVE}\n", html=f'<a href="{CHOOSE}">…</a>')
    first, other = (
        copy(email, a_recipient(address=who, preferences=f"https://p.example/{who}"))
        for who in ("a@p.example", "b@p.example")
    )

    assert first.content.replace(b"a@p.example", b"b@p.example") == other.content


def test_the_https_address_is_the_one_in_the_links() -> None:
    both = ("mailto:leave+1@p.example", "https://p.example/u/1")
    message = copy(an_email(text=LEAVE), a_recipient(unsubscribe=both))

    assert part(read(message), "plain") == "https://p.example/u/1\n"


def test_whoever_has_no_address_to_leave_at_gets_the_newsletters() -> None:
    message = copy(an_email(text=LEAVE), a_recipient(unsubscribe=()))

    assert part(read(message), "plain") == "https://paper.example/leave\n"


@pytest.mark.parametrize("mark", [LEAVE, CHOOSE])
def test_a_link_that_leads_nowhere_is_not_sent(mark: str) -> None:
    nobody = a_recipient(unsubscribe=(), preferences="")

    with pytest.raises(ValueError, match="is the recipient's own, and is not given"):
        copy(an_email(html=mark), nobody, unsubscribe=None)


def test_the_envelope_may_have_a_sender_of_its_own() -> None:
    message = copy(recipient=a_recipient(bounce="bounces+1@paper.example"))

    assert message.sender == "bounces+1@paper.example"
    assert read(message)["From"] == "Harbour News <news@paper.example>"
    assert copy().sender == "news@paper.example"


def test_the_message_id_is_the_one_given() -> None:
    assert read(copy())["Message-ID"] == "<2025-W03.5ecre7@paper.example>"


@pytest.mark.parametrize(
    ("unsubscribe", "preferences"),
    [
        ("https://short", ""),
        ("https://k3jw81r6bnv0q2zt/?a&b", ""),
        (LEAVE, LEAVE + "/more"),
        (LEAVE, LEAVE),
    ],
)
def test_marks_that_could_be_mistaken_are_refused(
    unsubscribe: str, preferences: str
) -> None:
    with pytest.raises(ValueError, match="mark"):
        Marks(unsubscribe=unsubscribe, preferences=preferences)


def test_a_recipient_with_letters_outside_ascii_is_named_by_them() -> None:
    message = copy(recipient=a_recipient(address="Ада@Пошта.укр"))

    assert message.recipient == "ада@xn--80a1acn3a.xn--j1amh"
    assert message.needs_utf8
    assert "To: ада@xn--80a1acn3a.xn--j1amh\r\n".encode() in message.content
    assert not read(message).defects


def test_a_domain_outside_ascii_needs_no_special_server() -> None:
    message = copy(recipient=a_recipient(address="ada@пошта.укр"))

    assert message.content.isascii()
    assert not message.needs_utf8
