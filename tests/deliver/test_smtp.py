"""What a mail server answers is understood, and its connection is kept and mended."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digest.deliver import SmtpOutbox
from digest.errors import OutboxError
from tests.deliver.builders import ADA, BOB, EVE, a_message, an_email
from tests.deliver.smtp_server import PASSWORD, USERNAME, Server, running

WITHOUT_TLS = pytest.mark.filterwarnings(
    "ignore:Requiring AUTH while not requiring TLS:UserWarning"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as started:
        yield started


def statuses(server: Server, *recipients: str) -> list[str]:
    with SmtpOutbox(server.settings()) as outbox:
        return [outbox.send(a_message(recipient)).status for recipient in recipients]


def test_a_message_arrives_byte_for_byte(server: Server) -> None:
    message = a_message(email=an_email(text=".\n..dots\n.end\n", html="<p>ї</p>\n."))

    with SmtpOutbox(server.settings()) as outbox:
        assert outbox.send(message).status == "sent"

    assert server.taken == [(ADA, message.content)]
    assert server.senders == {"news@paper.example"}


def test_many_messages_go_over_one_connection(server: Server) -> None:
    assert statuses(server, ADA, BOB, EVE) == ["sent"] * 3
    assert server.connections == 1


def test_nothing_is_opened_where_nothing_is_sent(server: Server) -> None:
    with SmtpOutbox(server.settings()):
        pass

    assert server.connections == 0


@pytest.mark.parametrize(
    ("answer", "status"),
    [("550 5.1.1 no such user", "refused"), ("451 4.3.0 later", "deferred")],
)
def test_an_answer_about_one_recipient_does_not_stop_the_rest(
    server: Server, answer: str, status: str
) -> None:
    server.answers[BOB] = answer

    assert statuses(server, ADA, BOB, EVE) == ["sent", status, "sent"]
    assert server.recipients == [ADA, EVE]
    assert server.connections == 1


@pytest.mark.parametrize(
    ("answer", "status"), [("554 spam", "refused"), ("452 disk full", "deferred")]
)
def test_an_answer_about_the_text_does_not_stop_the_rest(
    server: Server, answer: str, status: str
) -> None:
    server.text_answers[BOB] = answer

    assert statuses(server, ADA, BOB, EVE) == ["sent", status, "sent"]


def test_the_reason_holds_no_address(server: Server) -> None:
    server.answers[BOB] = "550 5.1.1 <Bob@example.org>: bob is unknown, bobsled is not"

    with SmtpOutbox(server.settings()) as outbox:
        outcome = outbox.send(a_message(BOB))

    assert outcome.detail == "550 5.1.1 … … is unknown, bobsled is not"


def test_a_connection_lost_before_the_text_is_tried_once_more(server: Server) -> None:
    server.answers[BOB] = None

    assert statuses(server, ADA, BOB, EVE) == ["sent", "deferred", "sent"]
    assert server.asked == [ADA, BOB, BOB, EVE]


def test_a_connection_lost_after_the_text_leaves_a_doubt(server: Server) -> None:
    server.drops_after.add(BOB)

    assert statuses(server, ADA, BOB, EVE) == ["sent", "in-doubt", "sent"]
    assert server.recipients == [ADA, BOB, EVE]


def test_a_connection_closed_between_messages_is_opened_again(server: Server) -> None:
    server.leaves_after = 1

    assert statuses(server, ADA, BOB) == ["sent", "sent"]
    assert server.connections == 2


def test_a_server_that_goes_away_politely_is_asked_again(server: Server) -> None:
    server.answers[BOB] = "421 4.3.2 closing"
    server.text_answers[ADA] = "421 4.3.2 closing"

    assert statuses(server, ADA, BOB, EVE) == ["deferred", "deferred", "sent"]
    assert server.connections == 3


def test_a_sender_who_is_not_welcome_stops_all(server: Server) -> None:
    server.sender_answer = "550 5.7.1 not you, news@paper.example"

    with pytest.raises(
        OutboxError, match=r"does not take mail from the sender \(550\)"
    ):
        statuses(server, ADA, BOB)


def test_a_sender_who_sends_too_fast_is_deferred(server: Server) -> None:
    server.sender_answer = "450 4.2.1 slow down"

    assert statuses(server, ADA, BOB) == ["deferred", "deferred"]


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    with pytest.raises(
        OutboxError, match=rf"127\.0\.0\.1:{port} cannot be used: .*efus"
    ):
        statuses(Server(port=port), ADA)


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = Server(port=silent.getsockname()[1]).settings(timeout_seconds=0.1)

        with (
            SmtpOutbox(settings) as outbox,
            pytest.raises(OutboxError, match="timed out"),
        ):
            outbox.ready()


def test_a_server_that_wants_nothing_of_us_is_named() -> None:
    def greet(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"554 5.3.2 no service\r\n")

    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        ThreadPoolExecutor(1) as pool,
    ):
        pool.submit(greet, listening)
        settings = Server(port=listening.getsockname()[1]).settings()

        with SmtpOutbox(settings) as outbox, pytest.raises(OutboxError, match="554"):
            outbox.ready()


def test_a_break_inside_leaves_the_connection_closed(server: Server) -> None:
    def interrupted() -> None:
        with SmtpOutbox(server.settings()) as outbox:
            outbox.ready()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert server.taken == []


# ── logging in ────────────────────────────────────────────────────────────────────


@WITHOUT_TLS
def test_it_logs_in_with_what_the_environment_gave() -> None:
    with (
        running(Server(), login=True) as server,
        SmtpOutbox(server.settings(), username=USERNAME, password=PASSWORD) as outbox,
    ):
        assert outbox.send(a_message()).status == "sent"

    assert server.logins == [USERNAME]


@WITHOUT_TLS
@pytest.mark.parametrize(
    ("offers", "password", "reason"),
    [
        ("login", "wrong horse", r"refuses the user name or password \(535\)"),
        ("login", "wröng horse", "must be ASCII"),
        ("nothing", "wrong horse", "AUTH extension not supported"),
    ],
)
def test_a_login_that_fails_is_told_without_the_secret(
    offers: str, password: str, reason: str
) -> None:
    with (
        running(Server(), login=offers == "login") as server,
        SmtpOutbox(server.settings(), username=USERNAME, password=password) as outbox,
        pytest.raises(OutboxError, match=reason) as caught,
    ):
        outbox.ready()

    told = f"{caught.value} {caught.value.__cause__!r} {caught.value.args}"
    assert "horse" not in told
    assert USERNAME not in told


@WITHOUT_TLS
def test_a_server_that_wants_a_login_is_understood() -> None:
    with (
        running(Server(), login=True) as server,
        SmtpOutbox(server.settings()) as outbox,
        pytest.raises(OutboxError, match=r"mail from the sender \(530\)"),
    ):
        outbox.send(a_message())


# ── encryption ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed: no certificate to test with")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-nodes", "-subj", "/CN=127.0.0.1"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    return key, certificate


@pytest.fixture
def tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    return context


def test_a_password_is_not_sent_where_encryption_is_not_offered(
    server: Server,
) -> None:
    settings = server.settings(security="starttls")

    with (
        SmtpOutbox(settings, username=USERNAME, password=PASSWORD) as outbox,
        pytest.raises(OutboxError, match="STARTTLS extension not supported by server"),
    ):
        outbox.ready()

    assert server.logins == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_encrypted_to_a_server_that_is_trusted(
    certificate: tuple[Path, Path], tls: ssl.SSLContext, security: str
) -> None:
    trust = ssl.create_default_context(cafile=certificate[1])

    with (
        running(Server(), **{security: tls}) as server,
        SmtpOutbox(server.settings(security=security), trust=trust) as outbox,
    ):
        assert outbox.send(a_message()).status == "sent"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_nothing_goes_to_a_server_that_is_not_trusted(
    tls: ssl.SSLContext, security: str
) -> None:
    with (
        running(Server(), **{security: tls}) as server,
        SmtpOutbox(server.settings(security=security)) as outbox,
        pytest.raises(OutboxError, match="its certificate is not trusted"),
    ):
        outbox.send(a_message())

    assert server.taken == []
