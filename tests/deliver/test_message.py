"""A message is RFC 5322 to the letter, and nothing can be smuggled into it."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.deliver import addressed
from digest.errors import UsageError
from digest.model import Email
from tests.deliver.builders import ADA, BOB, NOW, a_newsletter, an_email

NASTY = st.sampled_from(
    [
        "",
        ".",
        "a\r\nBcc: eve@example.org",
        "a\n\n<script>",
        "=?utf-8?q?smuggled?=",
        "\x00\x1b\ud800",
        "“Ports” – відкрито",
        "x" * 1200,
        "é" * 500,
        'Says "no" \\ <eve@example.org>, Eve',
        "\u2028line",
        "From here\nFrom there\n.\n..\n",
    ]
)
TEXTS = NASTY | st.text(max_size=60)
TITLES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]),
    min_size=1,
    max_size=200,
).filter(str.strip)


def parsed(
    email: Email | None = None,
    *,
    recipient: str = ADA,
    unsubscribe: tuple[str, ...] = (),
    **newsletter: str | None,
) -> EmailMessage:
    message = addressed(
        email or an_email(),
        recipient=recipient,
        newsletter=a_newsletter(**newsletter),
        now=NOW,
        unsubscribe=unsubscribe,
    )
    return message_from_bytes(message.content, policy=default)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_payload(decode=True).decode().replace("\r\n", "\n")


def test_a_message_says_from_whom_to_whom_when_and_what() -> None:
    message = parsed()

    assert message["From"] == "Harbour News <news@paper.example>"
    assert message["To"] == ADA
    assert message["Subject"] == "Ports reopen"
    assert message["Date"] == "Thu, 16 Jan 2025 07:30:00 +0000"
    assert message["List-Id"] == "<harbour-news.paper.example>"
    assert message["Feedback-ID"] == "2025-W03:harbour-news:digest:05ab330c5553"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"


def test_the_text_comes_before_the_html_and_both_quoted_printable() -> None:
    parts = list(parsed().iter_parts())

    assert [found.get_content_type() for found in parts] == ["text/plain", "text/html"]
    assert {found["Content-Transfer-Encoding"] for found in parts} == {
        "quoted-printable"
    }
    assert {found.get_content_charset() for found in parts} == {"utf-8"}


def test_the_message_id_belongs_to_the_edition_the_recipient_and_the_sender() -> None:
    first, other = parsed()["Message-ID"], parsed(recipient=BOB)["Message-ID"]
    next_week = parsed(an_email(edition="2025-W04"))["Message-ID"]

    assert re.fullmatch(r"<2025-W03\.[0-9a-f]{12}@paper\.example>", first)
    assert len({first, other, next_week}) == 3
    assert "ada" not in first


def test_an_address_typed_anew_gets_the_same_message() -> None:
    same = {
        addressed(
            an_email(), recipient=typed, newsletter=a_newsletter(), now=NOW
        ).content
        for typed in (ADA, " Ada@Example.ORG\n")
    }

    assert len(same) == 1


@given(subject=TEXTS, text=TEXTS, html=TEXTS, title=TITLES, edition=TEXTS)
@example(subject="x " * 600, text="", html="", title="é" * 300, edition="../../etc")
def test_any_text_makes_a_sound_message(
    subject: str, text: str, html: str, title: str, edition: str
) -> None:
    email = an_email(edition=edition, subject=subject, text=text, html=html)
    newsletter = a_newsletter(title=title)
    message = addressed(email, recipient=ADA, newsletter=newsletter, now=NOW)

    raw = message.content
    read = message_from_bytes(raw, policy=default)
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert all(
        len(word) <= 75
        for word in re.findall(rb"=\?utf-8\?.\?.*?\?=", raw, re.IGNORECASE)
    )
    assert not read.defects
    assert [*read.keys()] == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "Feedback-ID",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Auto-Submitted",
        "Precedence",
        "MIME-Version",
        "Content-Type",
    ]
    assert read["To"] == ADA
    assert [found.defects for found in read.iter_parts()] == [[], []]
    assert re.fullmatch(r"[A-Za-z0-9-]+\.[0-9a-f]{12}", message.name)


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])) | NASTY)
def test_both_parts_come_back_as_they_were(text: str) -> None:
    lines = text.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    lines = lines.replace("\r", "\n").rstrip("\n") + "\n"

    message = parsed(an_email(text=text, html=text))

    assert part(message, "plain") == lines
    assert part(message, "html") == lines


@given(
    subject=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cf"]),
        min_size=1,
        max_size=150,
    )
)
@example(subject="Long " * 30)
@example(subject="=?utf-8?q?smuggled?=")
@example(subject="Порти відкрито: перший корабель вийшов у море, а за ним інші " * 3)
@example(subject="x" * 90)
def test_the_subject_comes_back_as_it_was(subject: str) -> None:
    assert parsed(an_email(subject=subject))["Subject"] == " ".join(subject.split())


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Harbour News", "Harbour News"),
        ("Новини гавані", "Новини гавані"),
        ('"Harbour, News; Ltd."', "Harbour, News; Ltd."),
        ("x" * 80, "x" * 80),
        ("Новини " * 30, ("Новини " * 30).strip()),
        ("=?utf-8?q?smuggled?=", "=?utf-8?q?smuggled?="),
    ],
)
def test_the_sender_comes_back_as_it_was(written: str, name: str) -> None:
    message = addressed(
        an_email(),
        recipient=ADA,
        newsletter=a_newsletter(sender=f"{written} <News@Paper.example>"),
        now=NOW,
    )

    # The newer parser of some Pythons glues encoded words together with a space.
    phrase, address = parseaddr(message_from_bytes(message.content)["From"])
    assert str(make_header(decode_header(phrase))) == name
    assert address == "news@paper.example"


def test_a_sender_without_a_domain_is_told_how_to_write_it() -> None:
    with pytest.raises(UsageError, match="write for example `My newsletter <news@"):
        parsed(sender="Harbour News <news@paper>")


@pytest.mark.parametrize(
    "recipient",
    ["ada", "ada@example.org\nBcc: eve@example.org", "а да@example.org", ""],
)
def test_a_recipient_who_has_no_mailbox_is_refused_without_being_named(
    recipient: str,
) -> None:
    with pytest.raises(ValueError, match=r"^mail cannot be sent to this recipient$"):
        parsed(recipient=recipient)


def test_unsubscribing_is_one_click_over_https() -> None:
    message = parsed()

    assert message["List-Unsubscribe"] == "<https://paper.example/leave>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_unsubscribing_by_mail_is_not_one_click() -> None:
    message = parsed(unsubscribe=("mailto:leave@paper.example",))

    assert message["List-Unsubscribe"] == "<mailto:leave@paper.example>"
    assert message["List-Unsubscribe-Post"] is None


def test_a_recipients_own_addresses_replace_the_newsletters_https_first() -> None:
    message = parsed(
        unsubscribe=("mailto:leave@paper.example?subject=1", "https://p.example/u/1")
    )

    assert message["List-Unsubscribe"] == (
        "<https://p.example/u/1>, <mailto:leave@paper.example?subject=1>"
    )


def test_a_newsletter_that_cannot_be_left_has_no_such_headers() -> None:
    bare = message_from_bytes(
        addressed(
            an_email(),
            recipient=ADA,
            newsletter=a_newsletter(unsubscribe=None),
            now=NOW,
        ).content,
        policy=default,
    )

    assert "List-Unsubscribe" not in bare
    assert "List-Unsubscribe-Post" not in bare


def test_nothing_is_smuggled_through_an_unsubscribe_address() -> None:
    address = "https://paper.example/ü?a=1,2>\r\nBcc: eve@example.org"

    message = parsed(unsubscribe=(address,))

    assert message["Bcc"] is None
    assert message["List-Unsubscribe"] == (
        "<https://paper.example/%C3%BC?a=1%2C2%3E%0D%0ABcc:%20eve@example.org>"
    )


@pytest.mark.parametrize(
    "address", ["http://paper.example/leave", "leave", "https://" + "x" * 1000]
)
def test_an_unsubscribe_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="must begin with https:// or mailto:"):
        parsed(unsubscribe=(address,))


def test_a_list_without_latin_letters_still_has_an_id() -> None:
    assert parsed(title="Новини")["List-Id"] == "<newsletter.paper.example>"
