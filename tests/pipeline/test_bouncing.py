"""What follows from reports: for whom, how often, and for whom it must not."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from digest.errors import UsageError
from digest.model import Bounce, Delivery, Subscriber, Suppression
from digest.pipeline.bouncing import Followed, follow, followed, waiting
from digest.pipeline.job import Job
from digest.pipeline.mailboxes import Arrived
from digest.store import Store
from tests.bounces.samples import (
    ANN,
    BOUNCE,
    LEAVE,
    MESSAGE_ID,
    RING,
    arf,
    dsn,
    loose,
)
from tests.pipeline.jobs import NOW, a_job

EDITIONS = tuple(f"2025-W{week:02}" for week in range(1, 9))
FULL = {"status": "5.2.2", "diagnostic": "smtp; 552 5.2.2 mailbox full"}


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return a_job(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        opened.subscribers.keep(
            Subscriber(id=ANN, address="ann@reader.example", joined=NOW)
        )
        yield opened


def sent(store: Store, *editions: str, id_: str = ANN) -> None:
    """Note that the editions were sent, one a week, with Message-IDs of their own."""
    ledger = store.ledger("smtp")
    for edition in editions:
        when = NOW + timedelta(weeks=EDITIONS.index(edition))
        ledger.begin(edition, when)
        copy = Delivery(
            edition=edition,
            recipient=id_,
            status="sent",
            message_id=MESSAGE_ID.replace("2025-W03", edition),
        )
        ledger.settle(copy, when)


def about(edition: str, **options: str) -> bytes:
    """Return a report about one edition's copy."""
    raw = dsn(**options).decode()
    return raw.replace("<2025-W03.", f"<{edition}.").encode()


def reading(
    job: Job, store: Store, *mails: bytes, dry_run: bool = False
) -> list[Followed]:
    arrived = [Arrived(raw=raw, read=lambda: None) for raw in mails]
    return list(followed(arrived, job, store, RING, dry_run=dry_run))


def consequences(found: Sequence[Followed]) -> list[str]:
    return [each.consequence for each in found]


def reason(store: Store, id_: str = ANN) -> str | None:
    found = store.subscribers.suppression(id_)
    return found.reason if found else None


# ── what follows ──────────────────────────────────────────────────────────────────


def test_an_address_that_does_not_work_gets_no_more_mail(job: Job, store: Store):
    sent(store, "2025-W03")

    (found,) = reading(job, store, dsn())

    assert (found.id, found.edition) == (ANN, "2025-W03")
    assert found.consequence == "suppressed"
    assert reason(store) == "bounced"


def test_who_complains_gets_no_more_mail(job: Job, store: Store):
    sent(store, "2025-W03")

    assert consequences(reading(job, store, arf())) == ["suppressed"]
    assert reason(store) == "complained"


def test_who_asks_to_be_let_go_by_mail_gets_no_more(job: Job, store: Store):
    letter = f"From: ann@reader.example\nSubject: unsubscribe {LEAVE}\n\n".encode()

    assert consequences(reading(job, store, letter, letter)) == ["suppressed", "known"]
    assert reason(store) == "unsubscribed"


def test_a_policy_costs_nobody_a_subscription_and_is_told(job: Job, store: Store):
    sent(store, "2025-W03")
    blocked = dsn(status="5.7.1", diagnostic="smtp; 550 5.7.1 your server is blocked")

    assert consequences(reading(job, store, blocked, blocked)) == ["told", "known"]
    assert reason(store) is None


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_nothing_follows_from_a_delay_or_a_receipt(job: Job, store: Store, action: str):
    sent(store, "2025-W03")

    assert consequences(reading(job, store, dsn(action=action))) == ["ignored"]
    assert store.subscribers.bounces() == ()


def test_a_report_read_twice_counts_once(job: Job, store: Store):
    sent(store, "2025-W03")

    assert consequences(reading(job, store, dsn(), dsn())) == ["suppressed", "known"]
    assert len(store.subscribers.bounces(ANN)) == 1


def test_a_dry_run_tells_and_changes_nothing(job: Job, store: Store):
    sent(store, "2025-W03")

    assert consequences(reading(job, store, dsn(), dry_run=True)) == ["suppressed"]
    assert reason(store) is None
    assert store.subscribers.bounces() == ()


def test_who_came_back_is_not_put_out_again_by_an_old_report(job: Job, store: Store):
    sent(store, "2025-W03")
    reading(job, store, dsn())
    store.subscribers.allow(ANN)

    assert consequences(reading(job, store, dsn())) == ["known"]
    assert reason(store) is None


def test_who_was_erased_leaves_no_new_trace(job: Job, store: Store):
    sent(store, "2025-W03")
    store.subscribers.erase(ANN, NOW)

    assert consequences(reading(job, store, dsn(), arf())) == ["known", "known"]
    assert reason(store) == "erased"
    assert store.subscribers.bounces() == ()


def test_a_run_killed_between_two_steps_is_made_good(job: Job, store: Store):
    sent(store, "2025-W03")
    store.subscribers.suppress(Suppression(id=ANN, reason="bounced", since=NOW))

    assert consequences(reading(job, store, dsn())) == ["suppressed"]
    assert len(store.subscribers.bounces(ANN)) == 1


# ── passing failures ──────────────────────────────────────────────────────────────


def test_five_editions_in_a_row_are_too_many(job: Job, store: Store):
    sent(store, *EDITIONS[:5])

    found = reading(job, store, *(about(each, **FULL) for each in EDITIONS[:5]))

    assert consequences(found) == ["counted"] * 4 + ["suppressed"]
    assert reason(store) == "bounced"


def test_the_settings_say_how_many(tmp_path: Path, store: Store):
    bounces = "bounces: {address: bounces@harbour.example, soft_limit: 2}"
    job = a_job(tmp_path, more=f"deliver: {{{bounces}}}")
    sent(store, *EDITIONS[:2])

    found = reading(job, store, *(about(each, **FULL) for each in EDITIONS[:2]))

    assert consequences(found) == ["counted", "suppressed"]


def test_one_that_arrived_in_between_sets_back(job: Job, store: Store):
    sent(store, *EDITIONS[:6])
    arrived = EDITIONS[2]

    found = reading(
        job, store, *(about(each, **FULL) for each in EDITIONS[:6] if each != arrived)
    )

    assert consequences(found) == ["counted"] * 5


def test_reports_may_come_late_and_in_any_order(job: Job, store: Store):
    sent(store, *EDITIONS[:6])  # the sixth edition's report is still under way
    order = [EDITIONS[n] for n in (4, 1, 3, 0, 2)]

    found = reading(job, store, *(about(each, **FULL) for each in order))

    assert consequences(found) == ["counted"] * 4 + ["suppressed"]


def test_an_edition_that_a_block_list_stopped_neither_counts_nor_sets_back(
    job: Job, store: Store
):
    sent(store, *EDITIONS[:6])
    blocked = about(EDITIONS[2], status="5.7.1", diagnostic="smtp; 550 5.7.1 blocked")
    full = [about(each, **FULL) for n, each in enumerate(EDITIONS[:6]) if n != 2]

    found = reading(job, store, blocked, *full)

    assert consequences(found) == ["told"] + ["counted"] * 4 + ["suppressed"]


def test_what_the_mail_server_says_at_once_follows_the_same_rules(store: Store):
    sent(store, "2025-W03")
    bounce = Bounce(id=ANN, edition="2025-W03", kind="hard", received=NOW)

    assert follow(bounce, store, now=NOW) == "suppressed"
    assert follow(bounce, store, now=NOW) == "known"


# ── whom it is about ──────────────────────────────────────────────────────────────

FORGED = "From: mallory@elsewhere.example\nTo: ann@reader.example\nSubject: x\n"


def test_a_report_without_our_signs_signs_nobody_off(job: Job, store: Store):
    sent(store, "2025-W03")
    forged = dsn(to="bounces@harbour.example", original=FORGED)

    assert consequences(reading(job, store, forged)) == ["unknown"]
    assert reason(store) is None


def test_a_token_that_we_did_not_sign_signs_nobody_off(job: Job, store: Store):
    sent(store, "2025-W03")
    other = "a" * len(BOUNCE)
    forged = dsn(to=f"bounces+{other}@harbour.example", original=FORGED)

    assert consequences(reading(job, store, forged)) == ["unknown"]


def test_a_bounce_address_is_no_token_to_leave_with(job: Job, store: Store):
    reply = f"From: x@y.example\nTo: bounces+{BOUNCE}@h.example\n\nHi".encode()

    (found,) = reading(job, store, reply)

    assert (found.report.kind, found.consequence) == ("other", "ignored")
    assert reason(store) is None


def test_our_message_id_tells_whose_copy_it_was(job: Job, store: Store):
    sent(store, "2025-W03")
    original = f"{FORGED}Message-ID: {MESSAGE_ID}\n"
    raw = dsn(to="postmaster@harbour.example", original=original)

    (found,) = reading(job, store, raw)

    assert (found.id, found.consequence) == (ANN, "suppressed")


def test_without_the_returned_mail_it_is_about_the_newest_edition(
    job: Job, store: Store
):
    sent(store, *EDITIONS[:3])

    (found,) = reading(job, store, loose("550 5.1.1 user unknown"))

    assert (found.id, found.edition) == (ANN, EDITIONS[2])


def test_a_message_id_of_another_s_copy_does_not_name_the_edition(
    job: Job, store: Store
):
    bob = RING.id("bob@reader.example")
    sent(store, "2025-W03", id_=bob)
    sent(store, "2025-W01")

    (found,) = reading(job, store, dsn())

    assert (found.id, found.edition) == (ANN, "2025-W01")


# ── where they wait ───────────────────────────────────────────────────────────────


def a_maildir(folder: Path, **mails: bytes) -> Path:
    for part in ("new", "cur", "tmp"):
        (folder / "box" / part).mkdir(parents=True)
    for name, raw in mails.items():
        (folder / "box" / "new" / name).write_bytes(raw)
    return folder / "box"


def test_a_maildir_is_read_once(tmp_path: Path, job: Job, store: Store):
    sent(store, "2025-W03")
    box = a_maildir(tmp_path, a=dsn(), b=arf())

    for expected in (["suppressed", "suppressed"], []):
        with waiting(job, maildir=box) as mails:
            assert consequences(list(followed(mails, job, store, RING))) == expected

    assert list((box / "new").iterdir()) == []
    assert sorted(path.name for path in (box / "cur").iterdir()) == ["a:2,S", "b:2,S"]


def test_flags_of_other_programs_are_kept(tmp_path: Path, job: Job, store: Store):
    box = a_maildir(tmp_path)
    (box / "cur" / "a:2,F").write_bytes(arf())
    sent(store, "2025-W03")

    with waiting(job, maildir=box) as mails:
        list(followed(mails, job, store, RING))

    assert [path.name for path in (box / "cur").iterdir()] == ["a:2,FS"]


def test_what_nobody_can_make_anything_of_is_left_for_a_person(
    tmp_path: Path, job: Job, store: Store
):
    other = b"From: bob@reader.example\nSubject: A story for you\n\nHello.\n"
    forged = dsn(to="bounces@harbour.example", original=FORGED)
    box = a_maildir(tmp_path, a=other, b=forged)

    with waiting(job, maildir=box) as mails:
        list(followed(mails, job, store, RING))

    assert sorted(path.name for path in (box / "new").iterdir()) == ["a", "b"]


def test_a_dry_run_marks_nothing(tmp_path: Path, job: Job, store: Store):
    box = a_maildir(tmp_path, a=dsn())

    with waiting(job, maildir=box) as mails:
        list(followed(mails, job, store, RING, dry_run=True))

    assert [path.name for path in (box / "new").iterdir()] == ["a"]


def test_a_folder_that_is_no_maildir_is_a_mistake(tmp_path: Path, job: Job):
    with (
        pytest.raises(UsageError, match="not a Maildir"),
        waiting(job, maildir=tmp_path) as mails,
    ):
        next(mails)


def test_nowhere_to_read_from_is_a_mistake(job: Job):
    with pytest.raises(UsageError, match=r"deliver\.bounces"), waiting(job):
        pass


def test_a_mailbox_on_a_server_needs_a_login(tmp_path: Path):
    bounces = "{address: bounces@harbour.example, imap: {host: 127.0.0.1}}"
    job = a_job(tmp_path, more=f"deliver: {{bounces: {bounces}}}")

    with pytest.raises(UsageError, match="DIGEST_IMAP_USERNAME"), waiting(job):
        pass
