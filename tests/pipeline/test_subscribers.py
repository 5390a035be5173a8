"""Who gets the newsletter comes from one place, and each mistake in it is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.errors import SettingsError, UsageError
from digest.keys import Keyring
from digest.pipeline.keyring import keyring
from digest.pipeline.mailing_list import added
from digest.pipeline.subscribers import recipients
from digest.store import Store
from tests.pipeline.jobs import a_job

ADA, BOB = "ada@example.org", "bob@example.org"
SMTP = "deliver: {outbox: smtp, smtp: {host: mail.newsletter.example}}\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


def test_the_stores_list_counts_where_no_other_is_named(tmp_path: Path, store: Store):
    job = a_job(tmp_path)
    people = {added(ADA, job, store), added(BOB, job, store)}

    found = recipients(job, store)

    assert set(found) == set(found) == people
    assert len(found) == 2


def test_a_file_says_what_its_people_chose(tmp_path: Path, store: Store):
    job = a_job(tmp_path, more="deliver: {subscribers: people.csv}\n")
    added(BOB, job, store)
    (tmp_path / "people.csv").write_text(
        f"email,sections,frequency,status\n{ADA},news,weekly,\n{BOB},,,unsubscribed\n"
    )

    found = recipients(job, store)

    (ada,) = found
    assert (ada.address, ada.sections, ada.frequency) == (ADA, ("News",), "weekly")
    assert (ada.id, ada.status) == (keyring(job).id(ADA), "active")
    assert len(found) == 1


def test_the_environment_comes_first(tmp_path: Path, store: Store):
    environment = {"DIGEST_SUBSCRIBERS": f"email\n{BOB}\n"}
    job = a_job(
        tmp_path, more="deliver: {subscribers: none.csv}\n", environment=environment
    )

    assert [each.address for each in recipients(job, store)] == [BOB]


def test_mistakes_in_a_file_are_told_with_its_name(tmp_path: Path, store: Store):
    job = a_job(tmp_path, more="deliver: {subscribers: people.csv}\n")
    with pytest.raises(UsageError, match=r"people\.csv: cannot read the subscribers"):
        recipients(job, store)
    (tmp_path / "people.csv").write_text("email,sections\nada,Sports\n")

    with pytest.raises(SettingsError) as told:
        recipients(job, store)

    assert [str(mistake) for mistake in told.value.mistakes] == [
        "line 2: email: not an email address: it has no @",
        "line 2: sections: no section is called 'Sports': there are Analysis and News",
    ]


def test_a_file_with_nobody_in_it_is_a_mistake(tmp_path: Path, store: Store):
    job = a_job(tmp_path, environment={"DIGEST_SUBSCRIBERS": "email\n"})

    with pytest.raises(SettingsError, match="no address in it"):
        recipients(job, store)


@pytest.mark.parametrize("outbox", ["eml", "maildir", "stdout"])
def test_with_nobody_the_newsletter_itself_gets_a_copy_to_look_at(
    tmp_path: Path, store: Store, outbox: str
):
    job = a_job(tmp_path, more=f"deliver: {{outbox: {outbox}}}\n")

    (itself,) = recipients(job, store)

    assert itself.address == "letter@newsletter.example"


def test_with_nobody_nothing_is_sent_by_mail(tmp_path: Path, store: Store):
    with pytest.raises(UsageError, match="nobody to send to"):
        recipients(a_job(tmp_path, more=SMTP), store)


def test_an_id_stays_the_same_under_a_new_key(tmp_path: Path, store: Store):
    ring = Keyring.fresh()
    ids = [
        recipient.id
        for keys in (ring, ring.with_new())
        for recipient in recipients(
            a_job(
                tmp_path,
                environment={
                    "DIGEST_KEYS": str(keys),
                    "DIGEST_SUBSCRIBERS": f"email\n{ADA}\n",
                },
            ),
            store,
        )
    ]

    assert ids[0] == ids[1]
