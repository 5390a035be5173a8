"""Messages go into a Maildir or are printed, for whatever else reads mail."""

import io
import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.deliver import MaildirFolder, Message, Printed
from digest.errors import OutboxError
from tests.deliver.builders import ADA, BOB, NOW, a_message


def test_a_maildir_is_one_to_mail_programs(tmp_path: Path) -> None:
    with MaildirFolder(tmp_path / "mail") as folder:
        assert [folder.send(a_message(who)).status for who in (ADA, BOB)] == [
            "sent",
            "sent",
        ]

    read = mailbox.Maildir(tmp_path / "mail", create=False)
    assert {message["To"] for message in read} == {ADA, BOB}
    assert b"\r" not in read.get_bytes(a_message(ADA).name)
    assert not list((tmp_path / "mail" / "tmp").iterdir())


def test_a_message_put_twice_into_a_maildir_is_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        with MaildirFolder(tmp_path) as folder:
            folder.send(a_message())

    assert [path.name for path in (tmp_path / "new").iterdir()] == [a_message().name]


def test_a_message_that_was_seen_does_not_become_new_again(tmp_path: Path) -> None:
    with MaildirFolder(tmp_path) as folder:
        folder.send(a_message())
    new = tmp_path / "new" / a_message().name
    new.rename(tmp_path / "cur" / f"{new.name}:2,S")

    with MaildirFolder(tmp_path) as folder:
        assert folder.send(a_message()).status == "sent"

    assert not list((tmp_path / "new").iterdir())


def test_a_maildir_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OutboxError, match=r"cannot write into the Maildir .*file/mail"):
        MaildirFolder(tmp_path / "file" / "mail").ready()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "new" / a_message().name / "folder").mkdir(parents=True)

    with MaildirFolder(tmp_path) as folder, pytest.raises(OutboxError, match="Maildir"):
        folder.send(a_message())

    assert not list((tmp_path / "tmp").iterdir())


def test_printed_messages_are_an_mbox(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with Printed(stream, now=NOW) as printed:
        printed.ready()
        for who in (ADA, BOB):
            assert printed.send(a_message(who)).status == "sent"

    (tmp_path / "mbox").write_bytes(stream.getvalue())
    read = mailbox.mbox(tmp_path / "mbox", create=False)
    assert [message["To"] for message in read] == [ADA, BOB]
    assert stream.getvalue().startswith(
        b"From MAILER-DAEMON Thu Jan 16 07:30:00 2025\n"
    )
    read.close()


def test_a_line_that_looks_like_a_separator_separates_nothing() -> None:
    stream = io.BytesIO()
    message = Message(
        message_id="<1@p>",
        sender="",
        recipient=ADA,
        content=b"To: a\r\n\r\nFrom here\r\n>From there\r\n",
    )

    Printed(stream, now=datetime(2025, 1, 1, tzinfo=UTC)).send(message)

    assert stream.getvalue().endswith(b"\n\n>From here\n>>From there\n\n")


def test_a_stream_that_is_full_is_told() -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(OutboxError, match="cannot be printed: No space left"),
    ):
        Printed(full, now=NOW).send(a_message())
