"""What a mail server answers is understood, and its connection is kept and mended."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from digest.deliver import Outcome, SmtpOutbox
from digest.deliver.connection import Login
from digest.errors import OutboxError
from tests.deliver.builders import ADA, BOB, EVE, a_message, an_email
from tests.deliver.keys import a_certificate
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


@WITHOUT_TLS
@pytest.mark.parametrize("way", ["auto", "plain", "login"])
@pytest.mark.parametrize("without", [(), ("PLAIN",), ("LOGIN",)], ids=str)
def test_it_logs_in_as_it_is_told(way: str, without: tuple[str, ...]) -> None:
    with running(Server(), login=True, without=without) as server:
        outbox = SmtpOutbox(
            server.settings(login=way), username=USERNAME, password=PASSWORD
        )
        if way.upper() in without:
            with outbox, pytest.raises(OutboxError, match=f"offers no login .*: {way}"):
                outbox.ready()
            return
        with outbox:
            assert outbox.send(a_message()).status == "sent"

    assert server.logins == [USERNAME]


@WITHOUT_TLS
def test_it_logs_in_with_an_access_token() -> None:
    with (
        running(Server(), login=True) as server,
        SmtpOutbox(
            server.settings(login="xoauth2"), username=USERNAME, password=PASSWORD
        ) as outbox,
    ):
        assert outbox.send(a_message()).status == "sent"

    assert server.logins == [f"user={USERNAME}\x01auth=Bearer {PASSWORD}\x01\x01"]


@WITHOUT_TLS
def test_an_access_token_that_is_refused_is_told_without_it() -> None:
    with (
        running(Server(), login=True) as server,
        SmtpOutbox(
            server.settings(login="xoauth2"), username=USERNAME, password=PASSWORD[1:]
        ) as outbox,
        pytest.raises(OutboxError, match=r"refuses the user name or password \(535\)"),
    ):
        outbox.ready()


def test_a_password_is_not_shown() -> None:
    assert PASSWORD not in repr(Login(username=USERNAME, password=PASSWORD))


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


@pytest.fixture
def trust(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate[1])


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ({"host": "other.example"}, "its certificate is not trusted .*127.0.0.1"),
        ({"days": -1}, "its certificate is not trusted .*expired"),
    ],
    ids=["another host's", "expired"],
)
def test_nothing_goes_to_a_server_that_shows_a_wrong_certificate(
    tmp_path: Path, security: str, made: Mapping[str, Any], reason: str
) -> None:
    path = tmp_path / "certificate.pem"
    path.write_bytes(a_certificate(**made))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    with (
        running(Server(), **{security: context}) as server,
        SmtpOutbox(
            server.settings(security=security),
            trust=ssl.create_default_context(cafile=path),
        ) as outbox,
        pytest.raises(OutboxError, match=reason),
    ):
        outbox.send(a_message())

    assert server.taken == []


@WITHOUT_TLS
def test_a_password_goes_over_an_encrypted_connection(
    tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    with (
        running(Server(), tls=tls, login=True) as server,
        SmtpOutbox(
            server.settings(security="tls"),
            username=USERNAME,
            password=PASSWORD,
            trust=trust,
        ) as outbox,
    ):
        assert outbox.send(a_message()).status == "sent"

    assert server.logins == [USERNAME]


# ── what servers offer ────────────────────────────────────────────────────────────


@pytest.fixture
def pipelining() -> Iterator[Server]:
    with running(Server(offers=("PIPELINING",))) as started:
        yield started


def test_a_server_that_takes_all_at_one_go_gets_all(pipelining: Server) -> None:
    assert statuses(pipelining, ADA, BOB, EVE) == ["sent"] * 3
    assert pipelining.recipients == [ADA, BOB, EVE]
    assert pipelining.connections == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [("550 5.1.1 no such user", "refused"), ("451 4.3.0 later", "deferred")],
)
def test_a_recipient_refused_at_one_go_does_not_stop_the_rest(
    pipelining: Server, answer: str, status: str
) -> None:
    pipelining.answers[BOB] = answer

    assert statuses(pipelining, ADA, BOB, EVE) == ["sent", status, "sent"]
    assert pipelining.recipients == [ADA, EVE]


def test_a_sender_refused_at_one_go_stops_all(pipelining: Server) -> None:
    pipelining.sender_answer = "550 5.7.1 not you"

    with pytest.raises(OutboxError, match=r"does not take mail from the sender"):
        statuses(pipelining, ADA)


def test_a_server_that_goes_away_at_one_go_is_asked_again(pipelining: Server) -> None:
    pipelining.answers[BOB] = "421 4.3.2 closing"

    assert statuses(pipelining, ADA, BOB, EVE) == ["sent", "deferred", "sent"]
    assert pipelining.connections == 2


def test_a_connection_lost_at_one_go_is_tried_once_more(pipelining: Server) -> None:
    pipelining.answers[BOB] = None

    assert statuses(pipelining, ADA, BOB, EVE) == ["sent", "deferred", "sent"]


def dialogue(
    listening: socket.socket, greeting: str, *answers: tuple[int, str]
) -> list[bytes]:
    """Answer as told, each time behind so many lines; return all that was said.

    An answer without a line end is the last: nothing is listened to behind it.
    """
    connection, _ = listening.accept()
    said: list[bytes] = []
    with connection, connection.makefile("rwb") as stream:
        stream.write(greeting.encode())
        stream.flush()
        for count, answer in answers:
            said.extend(stream.readline() for _ in range(count))
            stream.write(answer.encode())
            stream.flush()
        if answers[-1][1].endswith("\n"):
            said.extend(stream.readlines())
    return said


def told(*answers: tuple[int, str]) -> tuple[Outcome, list[bytes]]:
    """Send a message to a server that says what it is told to."""
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        ThreadPoolExecutor(1) as pool,
    ):
        script = (
            (1, "250-server.example\r\n250 PIPELINING\r\n"),
            *answers,
        )
        said = pool.submit(dialogue, listening, "220 server.example\r\n", *script)
        settings = Server(port=listening.getsockname()[1]).settings()
        with SmtpOutbox(settings) as outbox:
            outcome = outbox.send(a_message())
        return outcome, said.result()


def test_a_server_that_wants_a_text_for_nobody_gets_none() -> None:
    outcome, said = told(
        (3, "250 ok\r\n550 5.1.1 nobody\r\n354 go ahead\r\n"),
        (1, "554 no recipients\r\n"),
        (1, "250 reset\r\n"),
        (1, "221 bye\r\n"),
    )

    assert (outcome.status, outcome.code, outcome.blame) == (
        "refused",
        "5.1.1",
        "address",
    )
    assert said[1:] == [
        b"MAIL FROM:<news@paper.example>\r\n",
        b"RCPT TO:<ada@example.org>\r\n",
        b"DATA\r\n",
        b".\r\n",
        b"rset\r\n",
        b"quit\r\n",
    ]


def test_a_server_that_leaves_after_it_said_why_is_understood() -> None:
    outcome, _ = told((3, "250 ok\r\n550 5.7.1 not from you"))

    assert (outcome.status, outcome.blame) == ("refused", "policy")


def test_an_answer_says_whose_fault_it_is(server: Server) -> None:
    server.answers[BOB] = "550 5.1.1 no such user"
    server.text_answers[EVE] = "554 5.7.1 spam"

    with SmtpOutbox(server.settings()) as outbox:
        outcomes = [outbox.send(a_message(who)) for who in (ADA, BOB, EVE)]

    assert [(each.code, each.blame) for each in outcomes] == [
        ("", ""),
        ("5.1.1", "address"),
        ("5.7.1", "policy"),
    ]


def test_an_address_outside_ascii_goes_to_a_server_that_takes_it() -> None:
    message = a_message("ада@пошта.укр")

    with (
        running(Server(), utf8=True) as server,
        SmtpOutbox(server.settings()) as outbox,
    ):
        assert outbox.send(message).status == "sent"
        assert outbox.send(a_message(BOB)).status == "sent"

    assert server.taken[0] == ("ада@xn--80a1acn3a.xn--j1amh", message.content)
    assert {"SMTPUTF8", "BODY=8BITMIME"} <= set(server.options)
    assert server.options.count("SMTPUTF8") == 1


def test_an_address_outside_ascii_is_refused_where_it_cannot_go(server: Server) -> None:
    with SmtpOutbox(server.settings()) as outbox:
        outcome = outbox.send(a_message("ада@пошта.укр"))
        assert outbox.send(a_message(BOB)).status == "sent"

    assert (outcome.status, outcome.code, outcome.blame) == (
        "refused",
        "5.6.7",
        "policy",
    )


@pytest.mark.parametrize(
    "sender", ["a@p.example>\r\nRCPT TO:<eve@example.org", "a b@p", "<a@p>"]
)
def test_no_command_is_smuggled_through_an_envelope(
    server: Server, sender: str
) -> None:
    message = replace(a_message(), sender=sender)

    with SmtpOutbox(server.settings()) as outbox, pytest.raises(ValueError, match="<"):
        outbox.send(message)

    assert server.asked == []
