"""Every recipient gets one copy: what was settled stays so, what was not is retried."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.deliver import (
    EmlFolder,
    Ledger,
    Outbox,
    SmtpOutbox,
    message_id,
    stand_in,
)
from digest.errors import OutboxError, UsageError
from digest.model import Delivery, Email
from digest.store import Store
from tests.deliver import making
from tests.deliver.builders import (
    ADA,
    BOB,
    EVE,
    NOW,
    a_message,
    a_newsletter,
    an_email,
)
from tests.deliver.smtp_server import Server, running

ALL = (ADA, BOB, EVE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger("an outbox")


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as started:
        yield started


def delivered(
    ledger: Ledger, outbox: Outbox, *recipients: str, email: Email | None = None
) -> list[Delivery]:
    return list(
        making.delivered(ledger, outbox, *recipients, email=email or an_email())
    )


def statuses(deliveries: list[Delivery] | tuple[Delivery, ...]) -> dict[str, str]:
    return {delivery.recipient: delivery.status for delivery in deliveries}


def claimed(ledger: Ledger, recipient: str) -> None:
    """Do what a run does that is killed right after claiming."""
    secret = stand_in("2025-W03", recipient)
    identity = message_id("2025-W03", secret, a_newsletter())
    copy = Delivery(
        edition="2025-W03",
        recipient=recipient,
        status="in-doubt",
        message_id=identity,
    )
    assert ledger.note(wanted=[copy], now=NOW).won == {recipient}


def test_each_recipient_gets_a_copy_and_the_ledger_knows(
    ledger: Ledger, server: Server
) -> None:
    told = delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert statuses(told) == dict.fromkeys(ALL, "sent")
    assert ledger.deliveries("2025-W03") == tuple(told)
    assert server.recipients == list(ALL)


def test_a_second_run_sends_nothing_and_opens_nothing(
    ledger: Ledger, server: Server
) -> None:
    delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert delivered(ledger, SmtpOutbox(server.settings()), *ALL) == []
    assert server.recipients == list(ALL)
    assert server.connections == 1


def test_a_new_subscriber_gets_the_edition_alone(
    ledger: Ledger, server: Server
) -> None:
    delivered(ledger, SmtpOutbox(server.settings()), ADA)
    delivered(ledger, SmtpOutbox(server.settings()), ADA, BOB)

    assert server.recipients == [ADA, BOB]


def test_the_next_edition_goes_to_all(ledger: Ledger, server: Server) -> None:
    delivered(ledger, SmtpOutbox(server.settings()), ADA)
    next_week = an_email(edition="2025-W04")
    delivered(ledger, SmtpOutbox(server.settings()), ADA, email=next_week)

    assert server.recipients == [ADA, ADA]


def test_who_stands_in_a_list_twice_gets_one_copy(
    ledger: Ledger, server: Server
) -> None:
    delivered(ledger, SmtpOutbox(server.settings()), ADA, ADA)

    assert server.recipients == [ADA]


def test_a_refused_copy_is_not_tried_again(ledger: Ledger, server: Server) -> None:
    server.answers[BOB] = "550 no such user"
    delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert delivered(ledger, SmtpOutbox(server.settings()), *ALL) == []
    assert server.asked.count(BOB) == 1
    assert statuses(ledger.deliveries("2025-W03"))[BOB] == "refused"


def test_a_deferred_copy_is_tried_again(ledger: Ledger, server: Server) -> None:
    server.answers[BOB] = "451 later"
    first = delivered(ledger, SmtpOutbox(server.settings()), *ALL)
    server.answers.clear()
    second = delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert (statuses(first)[BOB], statuses(second)) == ("deferred", {BOB: "sent"})
    assert server.recipients == [ADA, EVE, BOB]


def test_what_is_no_address_is_told_and_does_not_stop_the_rest(
    ledger: Ledger, server: Server
) -> None:
    told = delivered(ledger, SmtpOutbox(server.settings()), "nobody", ADA)

    assert statuses(told) == {"nobody": "refused", ADA: "sent"}
    assert told[0].detail == "not an email address: it has no @"


def test_a_copy_in_doubt_is_named_and_not_sent_again(
    ledger: Ledger, server: Server
) -> None:
    claimed(ledger, BOB)

    told = delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert statuses(told) == {ADA: "sent", BOB: "in-doubt", EVE: "sent"}
    assert told[-1].detail.startswith("an earlier run ended before it knew")
    assert server.recipients == [ADA, EVE]


def test_a_copy_in_doubt_is_sent_again_where_asked_for(
    store: Store, ledger: Ledger, server: Server
) -> None:
    claimed(ledger, BOB)
    with store.ledger("an outbox").alone():
        assert store.ledger("an outbox").release("2025-W03", NOW) == 1

    told = delivered(ledger, SmtpOutbox(server.settings()), ADA, BOB)

    assert statuses(told) == {ADA: "sent", BOB: "sent"}
    assert server.recipients == [ADA, BOB]
    assert statuses(ledger.deliveries("2025-W03")) == {ADA: "sent", BOB: "sent"}


def test_a_doubt_of_the_connections_stays_one(ledger: Ledger, server: Server) -> None:
    server.drops_after.add(BOB)
    delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    (told,) = delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert (told.recipient, told.status) == (BOB, "in-doubt")
    assert told.detail.startswith("the connection was lost")
    assert server.recipients == list(ALL)


def test_what_another_run_has_claimed_is_left_to_it(
    ledger: Ledger, server: Server
) -> None:
    claimed(ledger, BOB)
    ours = making.run(ledger, SmtpOutbox(server.settings()))
    told = list(ours.deliver(making.copies(an_email(), ALL)))

    assert list(ours.doubts(alone=False)) == []
    assert statuses(told) == {ADA: "sent", EVE: "sent"}
    assert (ours.left, server.recipients) == (1, [ADA, EVE])


def test_an_outbox_that_does_not_answer_leaves_all_untouched(ledger: Ledger) -> None:
    with running(Server()) as gone:
        settings = gone.settings()

    with pytest.raises(OutboxError):
        delivered(ledger, SmtpOutbox(settings), *ALL)

    assert ledger.deliveries("2025-W03") == ()


def test_an_outbox_that_refuses_us_leaves_nobody_in_doubt(
    ledger: Ledger, server: Server
) -> None:
    server.sender_answer = "550 not you"
    with pytest.raises(OutboxError):
        delivered(ledger, SmtpOutbox(server.settings()), *ALL)
    server.sender_answer = "250 OK"

    told = delivered(ledger, SmtpOutbox(server.settings()), *ALL)

    assert statuses(told) == dict.fromkeys(ALL, "sent")


def test_settings_that_make_no_message_claim_nothing(
    ledger: Ledger, tmp_path: Path
) -> None:
    newsletter = a_newsletter(sender="Harbour News <news@paper>")
    outbox = EmlFolder(tmp_path / "outbox")

    with pytest.raises(UsageError):
        list(
            making.delivered(
                ledger, outbox, *ALL, email=an_email(), newsletter=newsletter
            )
        )

    assert ledger.deliveries("2025-W03") == ()


# ── a folder of .eml files ────────────────────────────────────────────────────────


def test_each_recipient_gets_a_file_that_names_nobody(
    ledger: Ledger, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "outbox"

    delivered(ledger, EmlFolder(folder), *ALL)

    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert files == {
        f"{message.name}.eml": message.content for message in map(a_message, ALL)
    }
    assert all(name.startswith("2025-W03.") for name in files)


def test_a_file_in_doubt_is_written_again(ledger: Ledger, tmp_path: Path) -> None:
    claimed(ledger, ADA)

    told = delivered(ledger, EmlFolder(tmp_path / "outbox"), ADA)

    assert statuses(told) == {ADA: "sent"}
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_what_a_killed_run_left_of_a_file_is_written_over(
    ledger: Ledger, tmp_path: Path
) -> None:
    claimed(ledger, ADA)
    left = tmp_path / "outbox" / f".{a_message(ADA).name}.4711.part"
    left.parent.mkdir()
    left.write_bytes(b"Subject: Por")

    delivered(ledger, EmlFolder(left.parent), ADA)

    (file,) = left.parent.iterdir()
    assert file.read_bytes() == a_message(ADA).content


def test_what_went_into_the_folder_is_still_to_be_sent_by_mail(
    store: Store, server: Server, tmp_path: Path
) -> None:
    delivered(store.ledger("eml"), EmlFolder(tmp_path / "outbox"), *ALL)
    delivered(store.ledger("smtp"), SmtpOutbox(server.settings()), *ALL)

    assert server.recipients == list(ALL)


def test_an_edition_with_a_strange_name_stays_in_its_folder(
    ledger: Ledger, tmp_path: Path
) -> None:
    email = an_email(edition="../../etc/паляниця\x00")

    delivered(ledger, EmlFolder(tmp_path / "outbox"), ADA, email=email)

    (file,) = (tmp_path / "outbox").iterdir()
    assert file.name.startswith("etc.")


def test_a_folder_that_cannot_be_made_is_named(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(
        OutboxError, match=r"cannot write into the folder .*file/outbox"
    ):
        delivered(ledger, EmlFolder(tmp_path / "file" / "outbox"), ADA)


def test_a_file_that_cannot_be_written_leaves_nobody_in_doubt(
    ledger: Ledger, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "outbox" / f"{a_message(ADA).name}.eml" / "folder"
    in_the_way.mkdir(parents=True)

    with pytest.raises(OutboxError, match="cannot write into the folder"):
        delivered(ledger, EmlFolder(tmp_path / "outbox"), ADA)

    assert statuses(ledger.deliveries("2025-W03")) == {ADA: "deferred"}
    assert list((tmp_path / "outbox").iterdir()) == [in_the_way.parent]


def test_a_folder_is_its_own_ledger(tmp_path: Path) -> None:
    folder = EmlFolder(tmp_path / "outbox")
    delivered(folder, folder, ADA)

    told = delivered(folder, folder, *ALL)

    assert set(statuses(told)) == set(ALL) - {ADA}
    assert folder.is_used()


def test_a_copy_thrown_away_is_made_again(tmp_path: Path) -> None:
    folder = EmlFolder(tmp_path / "outbox")
    delivered(folder, folder, *ALL)
    (tmp_path / "outbox" / f"{a_message(ADA).name}.eml").unlink()

    assert statuses(delivered(folder, folder, *ALL)) == {ADA: "sent"}
