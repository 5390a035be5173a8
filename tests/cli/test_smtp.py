"""Delivery through a real mail server, as settings and environment say."""

from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import NOW, newsletter
from tests.deliver.smtp_server import PASSWORD, USERNAME, Server, running

PEOPLE = "email\nann@example.org\nbob@example.org\ncleo@example.org\n"


def by_mail(folder: Path, port: int) -> None:
    """Write a newsletter that is sent through a server on this machine."""
    settings = newsletter(folder)
    (folder / "people.csv").write_text(PEOPLE)
    with settings.open("a") as file:
        file.write(
            "deliver:\n  outbox: smtp\n  subscribers: people.csv\n"
            f"  smtp: {{host: 127.0.0.1, port: {port}, security: none,"
            " retry_minutes: 0}\n"
        )


def test_every_subscriber_gets_the_edition_once(digest: Digest, tmp_path: Path):
    with running(Server()) as server:
        by_mail(tmp_path, server.port)
        first = digest("run", "--now", NOW)
        second = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert first.code == second.code == 0, first.err
    assert sorted(server.recipients) == PEOPLE.split()[1:]
    assert "3 sent before" in second.err


def test_a_recipient_the_server_puts_off_is_tried_by_the_next_run(
    digest: Digest, tmp_path: Path
):
    with running(Server(answers={"bob@example.org": "451 later"})) as server:
        by_mail(tmp_path, server.port)
        first = digest("run", "--now", NOW)
        server.answers.clear()
        second = digest("run", "--now", "2025-01-18T06:00:00Z")

    assert (first.code, second.code) == (1, 0)
    assert "put off by the server" in first.err
    assert sorted(server.recipients) == PEOPLE.split()[1:]


def test_a_recipient_refused_for_good_does_not_stop_the_others(
    digest: Digest, tmp_path: Path
):
    with running(Server(answers={"ann@example.org": "550 unknown"})) as server:
        by_mail(tmp_path, server.port)
        ran = digest("run", "--now", NOW)

    assert ran.code == 0
    assert "1 copy refused" in ran.err
    assert sorted(server.recipients) == PEOPLE.split()[2:]


def test_a_server_that_is_down_leaves_all_for_the_next_run(
    digest: Digest, tmp_path: Path
):
    with running(Server()) as server:
        port = server.port
    by_mail(tmp_path, port)

    ran = digest("run", "--now", NOW)

    assert ran.code == 1
    assert "3 left for the next run" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_user_and_password_come_from_the_environment(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DIGEST_SMTP_USERNAME", USERNAME)
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", PASSWORD)
    with running(Server(), login=True) as server:
        by_mail(tmp_path, server.port)
        ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    assert set(server.logins) == {USERNAME}
    assert PASSWORD not in ran.err + ran.out


def test_half_a_login_is_a_mistake(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DIGEST_SMTP_USERNAME", USERNAME)
    by_mail(tmp_path, 9)

    ran = digest("doctor")

    assert ran.code == 1
    assert "DIGEST_SMTP_PASSWORD" in ran.out


def test_no_address_is_ever_printed(digest: Digest, tmp_path: Path):
    answers = {"ann@example.org": "550 <ann@example.org> unknown"}
    with running(Server(answers=answers)) as server:
        by_mail(tmp_path, server.port)
        ran = digest("run", "--now", NOW)

    assert "@example.org" not in ran.out + ran.err


def test_an_edition_the_server_missed_is_finished_in_the_next_period(
    digest: Digest, tmp_path: Path
):
    with running(Server()) as server:
        port = server.port
    by_mail(tmp_path, port)
    digest("run", "--now", NOW)

    with running(Server()) as server:
        settings = (tmp_path / "feeds.yaml").read_text()
        (tmp_path / "feeds.yaml").write_text(
            settings.replace(f"port: {port}", f"port: {server.port}")
        )
        ran = digest("run", "--now", "2025-01-21T06:00:00Z")

    assert ran.code == 0, ran.err
    assert "2025-W03: 3 copies" in ran.err
    assert sorted(server.recipients) == PEOPLE.split()[1:]


def test_an_edition_whose_manuscript_is_gone_is_told_until_it_is_given_up(
    digest: Digest, tmp_path: Path
):
    with running(Server(answers={"bob@example.org": "451 later"})) as server:
        by_mail(tmp_path, server.port)
        digest("run", "--now", NOW)
        server.answers.clear()
        manuscript = tmp_path / "out/editions/2025-W03.md"
        manuscript.unlink()
        gone = digest("run", "--now", "2025-02-18T06:00:00Z")
        digest("deliveries", manuscript.stem, "pause")
        given_up = digest("run", "--now", "2025-02-18T07:00:00Z")

    assert gone.code == 1
    assert f"put {manuscript.name} back" in gone.err
    assert given_up.code == 0
    assert manuscript.stem not in given_up.err


def test_what_was_written_as_files_is_still_to_be_mailed(
    digest: Digest, tmp_path: Path
):
    settings = newsletter(tmp_path)
    digest("run", "--now", NOW)
    assert "port" not in settings.read_text()

    with running(Server()) as server:
        by_mail(tmp_path, server.port)
        ran = digest("run", "--now", NOW)

    assert ran.code == 0, ran.err
    assert sorted(server.recipients) == PEOPLE.split()[1:]


def test_nobody_to_send_to_is_told_before_any_work(digest: Digest, tmp_path: Path):
    by_mail(tmp_path, 9)
    settings = tmp_path / "feeds.yaml"
    settings.write_text(settings.read_text().replace("  subscribers: people.csv\n", ""))

    ran = digest("run", "--now", NOW)

    assert ran.code == 2
    assert "DIGEST_SUBSCRIBERS" in ran.err
    assert not (tmp_path / "out").exists()
