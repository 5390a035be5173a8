"""A connection to the mail server: opened, encrypted, logged in; or why it is not."""

import smtplib
import ssl
from dataclasses import dataclass, field
from ipaddress import ip_address

from digest.config import Smtp
from digest.errors import OutboxError

# Mail programs on people's own machines have no name in the DNS: they say this, too.
_OUR_NAME = "[127.0.0.1]"
_LASTING = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    ssl.SSLCertVerificationError,
)
_MECHANISMS = {
    "auto": ("PLAIN", "LOGIN"),
    "plain": ("PLAIN",),
    "login": ("LOGIN",),
    "xoauth2": ("XOAUTH2",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user name, and a password or, for XOAUTH2, an access token."""

    username: str
    password: str = field(repr=False)

    def bearer(self, challenge: bytes | None = None) -> str:
        """Answer as XOAUTH2 wants it; to a refusal, which is a challenge, nothing."""
        if challenge is not None:
            return ""
        return f"user={self.username}\x01auth=Bearer {self.password}\x01\x01"


def opened(
    settings: Smtp, *, login: Login | None, trust: ssl.SSLContext | None
) -> smtplib.SMTP:
    """Connect, encrypt and log in.

    `trust` says which certificates are believed; None: those the system believes.

    Raises:
        OutboxError: the server cannot be used.
    """
    context = trust or ssl.create_default_context()
    try:
        connection = _connected(settings, context)
    except OSError as error:
        lasts = isinstance(error, _LASTING)
        raise trouble(settings, _reason(error), is_lasting=lasts) from error
    try:
        if settings.security == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        if login:
            _log_in(connection, login, settings)
    except OSError as error:
        connection.close()
        lasts = isinstance(error, _LASTING)
        raise trouble(settings, _reason(error), is_lasting=lasts) from error
    except UnicodeEncodeError:
        connection.close()
        # Not `from` the error: it holds the secret.
        reason = "the user name and password must be ASCII"
        raise trouble(settings, reason, is_lasting=True) from None
    except OutboxError:
        connection.close()
        raise
    return connection


def trouble(settings: Smtp, reason: str, *, is_lasting: bool = False) -> OutboxError:
    """Return the error that says which server cannot be used, and why.

    `is_lasting` says that trying again later would change nothing.
    """
    server = f"{settings.host}:{settings.port}"
    message = f"the mail server {server} cannot be used: {reason}"
    return OutboxError(message, is_lasting=is_lasting)


def _connected(settings: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    host, port, seconds = settings.host, settings.port, settings.timeout_seconds
    if settings.security == "tls":
        return smtplib.SMTP_SSL(host, port, _OUR_NAME, timeout=seconds, context=context)
    return smtplib.SMTP(host, port, _OUR_NAME, timeout=seconds)


def _log_in(connection: smtplib.SMTP, login: Login, settings: Smtp) -> None:
    """Log in by the first way that works, of those that are wanted and offered."""
    offered = connection.esmtp_features.get("auth", "").upper().split()
    ways = [way for way in _MECHANISMS[settings.login] if way in offered]
    if not offered:
        reason = (
            "SMTP AUTH extension not supported by server. See deliver.smtp.security"
        )
        raise trouble(settings, reason, is_lasting=True)
    if not ways:
        reason = f"it offers no login as deliver.smtp.login wants it: {settings.login}"
        raise trouble(settings, reason, is_lasting=True)
    if not _is_private(connection):
        reason = (
            "the connection is not encrypted, and no password is sent over it: "
            "see deliver.smtp.security"
        )
        raise trouble(settings, reason, is_lasting=True)
    for way in ways[:-1]:
        try:
            _authenticate(connection, way, login)
        except smtplib.SMTPAuthenticationError:
            continue  # some servers offer what they do not do
        return
    _authenticate(connection, ways[-1], login)


def _authenticate(connection: smtplib.SMTP, way: str, login: Login) -> None:
    connection.user, connection.password = login.username, login.password
    match way:
        case "PLAIN":
            connection.auth(way, connection.auth_plain)
        case "LOGIN":
            connection.auth(way, connection.auth_login)
        case _:
            connection.auth(way, login.bearer)


def _is_private(connection: smtplib.SMTP) -> bool:
    """Tell whether nobody can read along: it is encrypted, or stays on this machine."""
    socket = connection.sock
    if isinstance(socket, ssl.SSLSocket):
        return True
    peer = str(socket.getpeername()[0]) if socket else ""
    return ip_address(peer.partition("%")[0]).is_loopback


def _reason(error: OSError) -> str:
    """Return why the server cannot be used, in our words: its own may tell too much."""
    match error:
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return f"it refuses the user name or password ({code})"
        case smtplib.SMTPNotSupportedError():
            return f"{error} See deliver.smtp.security"
        case smtplib.SMTPResponseException(smtp_code=code):
            return f"it answers {code}"
        case ssl.SSLCertVerificationError(verify_message=why):
            return f"its certificate is not trusted ({why})"
        case _:
            return error.strerror or str(error)
