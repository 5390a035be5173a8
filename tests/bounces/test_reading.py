"""What came to the bounce address is told apart, whoever wrote it."""

import base64

import pytest

from digest.bounces import reported
from tests.bounces.samples import (
    BOUNCE,
    EXCHANGE,
    EXIM,
    LEAVE,
    MESSAGE_ID,
    OLD_COMPLAINT,
    ORIGINAL,
    QMAIL,
    arf,
    dsn,
    loose,
)

# ── reports with a part for machines ──────────────────────────────────────────────


def test_a_report_tells_what_happened_and_by_which_signs_whom_it_is_about():
    report = reported(dsn())

    assert (report.kind, report.code) == ("hard", "5.1.1")
    assert report.tokens == (BOUNCE, LEAVE)
    assert report.message_ids == (MESSAGE_ID,)


def test_the_detail_names_no_address():
    report = reported(dsn())

    assert report.detail == "550 5.1.1 … no such user here"


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("delayed", "delayed"),
        ("delivered", "delivered"),
        ("relayed", "delivered"),
        ("expanded", "delivered"),
        ("Failed (gave up)", "hard"),
        ("error", "hard"),
    ],
)
def test_only_what_failed_counts(action, kind):
    assert reported(dsn(action=action)).kind == kind


@pytest.mark.parametrize(
    "machine", ["message/delivery-status", "message/global-delivery-status"]
)
@pytest.mark.parametrize(
    "returned",
    ["message/rfc822", "text/rfc822-headers", "message/global-headers"],
)
def test_a_report_is_read_in_each_of_the_standard_s_forms(machine, returned):
    report = reported(
        dsn(to="postmaster@x.example", machine=machine, returned=returned)
    )

    assert (report.kind, report.code) == ("hard", "5.1.1")
    assert report.tokens == (BOUNCE, LEAVE)
    assert report.message_ids == (MESSAGE_ID,)


def test_a_status_that_says_nothing_gives_way_to_the_server_s_words():
    report = reported(dsn(status="5.0.0", diagnostic="smtp; 552 5.2.2 mailbox full"))

    assert (report.kind, report.code) == ("soft", "5.2.2")


def test_of_several_recipients_the_one_that_failed_is_told():
    text = dsn().decode()
    first = "Final-Recipient: rfc822; bob@reader.example\nAction: delivered\n\n"
    both = text.replace("Final-Recipient", f"{first}Final-Recipient", 1)

    assert reported(both.encode()).kind == "hard"


@pytest.mark.parametrize("name", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_the_address_that_it_came_to_may_stand_in_many_headers(name):
    raw = dsn(to="postmaster@harbour.example", original="Subject: nothing\n")
    raw = f"{name}: BOUNCES+{BOUNCE.upper()}@HARBOUR.EXAMPLE\n".encode() + raw

    assert reported(raw).tokens == (BOUNCE,)


# ── reports for people only ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [(QMAIL, "hard", ""), (EXIM, "soft", "5.2.2"), (EXCHANGE, "hard", "5.1.10")],
    ids=["qmail", "exim", "exchange"],
)
def test_a_report_without_a_part_for_machines_is_understood(text, kind, code):
    report = reported(loose(text, to="postmaster@harbour.example"))

    assert (report.kind, report.code) == (kind, code)
    assert BOUNCE in report.tokens
    assert report.message_ids == (MESSAGE_ID,)


def test_a_report_in_html_alone_is_understood():
    html = "<p>Your letter <b>could not be delivered</b>: 550 5.1.1 unknown user</p>"
    raw = loose(html, more="MIME-Version: 1.0\nContent-Type: text/html\n")

    assert (reported(raw).kind, reported(raw).code) == ("hard", "5.1.1")


def test_a_report_in_base64_is_understood():
    text = base64.encodebytes(QMAIL.encode()).decode()
    more = "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n"

    assert reported(loose(text, more=more)).kind == "hard"


def test_a_warning_that_it_takes_longer_is_no_failure():
    text = "Your letter has not yet been delivered. The server will keep trying. 450"

    assert reported(loose(text, subject="Warning: message delayed")).kind == "delayed"


def test_a_failure_notice_that_nobody_can_make_anything_of_is_soft():
    assert reported(loose("It could not be delivered. So sad.")).kind == "soft"


# ── complaints ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["abuse", "fraud", "Abuse", "opt-out"])
def test_a_complaint_is_known_by_the_letter_s_own_signs(kind):
    report = reported(arf(kind))

    assert report.kind == "complaint"
    assert report.tokens == (BOUNCE, LEAVE)
    assert report.message_ids == (MESSAGE_ID,)


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "virus", "other"])
def test_other_feedback_is_no_complaint(kind):
    assert reported(arf(kind)).kind == "other"


def test_a_complaint_of_the_older_form_counts():
    report = reported(OLD_COMPLAINT)

    assert (report.kind, report.tokens) == ("complaint", (BOUNCE, LEAVE))


# ── what is no report ─────────────────────────────────────────────────────────────


def a_letter(text: str = "", *, subject: str = "Hello", more: str = "") -> bytes:
    head = f"From: Ann <ann@reader.example>\nTo: bounces@harbour.example\n{more}"
    return f"{head}Subject: {subject}\n\n{text}\n".encode()


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"unsubscribe {LEAVE}", ""),
        (f"Re: {LEAVE.upper()}", ""),
        ("", f"unsubscribe {LEAVE}"),
        ("leave", f"Please.\n\n{LEAVE}\n\nAnn"),
    ],
)
def test_a_letter_with_a_token_asks_to_be_let_go(subject, text):
    report = reported(a_letter(text, subject=subject))

    assert (report.kind, report.tokens) == ("unsubscribe", (LEAVE,))


@pytest.mark.parametrize(
    "mark", ["> ", "> Unsubscribe: https://h.example/unsubscribe/"]
)
def test_an_answer_that_quotes_a_link_does_not(mark):
    assert reported(a_letter(f"Lovely!\n{mark}{LEAVE}")).kind == "other"


@pytest.mark.parametrize(
    ("subject", "more"),
    [
        ("Out of office: Ports reopen", ""),
        ("Автоматична відповідь: Порти", ""),
        ("I am away", "Auto-Submitted: auto-replied\n"),
        ("I am away", "X-Autoreply: yes\n"),
        ("I am away", "Precedence: auto_reply\n"),
    ],
)
def test_a_machine_s_answer_is_nobody_s_wish(subject, more):
    text = f"Back on Monday.\n\n{LEAVE}"

    assert reported(a_letter(text, subject=subject, more=more)).kind == "auto-reply"


def test_a_read_receipt_is_a_machine_s_answer():
    raw = dsn(machine="message/disposition-notification")

    assert reported(raw).kind == "auto-reply"


def test_anything_else_is_left_alone():
    assert reported(a_letter("A story for you.")).kind == "other"
    assert reported(b"").kind == "other"


def test_what_a_person_says_about_undelivered_mail_is_no_report():
    raw = a_letter("My parcel could not be delivered.", subject="Undeliverable parcel")

    assert reported(raw).kind == "other"


def test_the_returned_letter_s_own_words_decide_nothing():
    original = f"{ORIGINAL}\nThe mailbox is full of spam: 5.7.1 blocked, they say.\n"

    assert (
        reported(dsn(status="5.3.0", diagnostic="", original=original)).kind == "soft"
    )
    assert reported(loose(QMAIL.replace(ORIGINAL, original))).kind == "hard"
