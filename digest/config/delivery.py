"""Where emails go, as settings: outbox, mail server, signatures, bounces, service."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from digest.config.contradictions import ContradictionError, in_bounces, in_deliver
from digest.config.part import Part
from digest.config.values import (
    Address,
    DomainName,
    Host,
    HttpsAddress,
    Label,
    Line,
)

_SMTP_NEEDS_A_SERVER: JsonDict = {
    "if": {"required": ["outbox"], "properties": {"outbox": {"const": "smtp"}}},
    "then": {"required": ["smtp"], "properties": {"smtp": {"type": "object"}}},
}
Seconds = Annotated[
    float, Field(strict=True, gt=0, le=300, allow_inf_nan=False, examples=[30])
]
_Rate = Annotated[
    float, Field(strict=True, gt=0, le=100_000, allow_inf_nan=False, examples=[20])
]


class DomainLimit(Part):
    """How many emails go to addresses at one domain."""

    domain: Annotated[DomainName, Field(examples=["gmail.com"])]
    """What stands behind the @; `*` for each domain that has no limit of its own."""

    per_second: _Rate
    """How many emails are sent there in a second at most."""


class Smtp(Part):
    """The mail server; its user name and password come from the environment.

    They are DIGEST_SMTP_USERNAME and DIGEST_SMTP_PASSWORD.
    """

    host: Annotated[Host, Field(examples=["mail.newsletter.example"])]
    """The mail server's name."""

    port: Annotated[int, Field(strict=True, ge=1, le=65_535, examples=[587])] = 587
    """The mail server's port: as a rule 587 for `starttls`, 465 for `tls`."""

    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is kept private.

    `starttls` begins in the clear and is then encrypted, `tls` is encrypted from its
    start, and `none` is for a server on the same machine.
    """

    timeout_seconds: Seconds = 30
    """How long the mail server may take to answer, in seconds."""

    login: Literal["auto", "plain", "login", "xoauth2"] = "auto"
    """How we log in: `auto` takes the best that the server offers of the first two.

    For `xoauth2` the password is the access token.
    """

    connections: Annotated[int, Field(strict=True, ge=1, le=100, examples=[8])] = 4
    """How many connections are kept open at the same time."""

    per_second: Annotated[_Rate | None, Field(examples=[50])] = None
    """How many emails are sent in a second at most; none: as many as go."""

    domains: tuple[DomainLimit, ...] = ()
    """How many emails go to addresses at single domains at most."""

    retry_minutes: Annotated[
        float, Field(strict=True, ge=0, le=1_440, allow_inf_nan=False, examples=[60])
    ] = 10
    """How long a run goes on trying what the mail server puts off, in minutes.

    What is still put off then is tried by the next run.
    """


class Dkim(Part):
    """A key that emails are signed with."""

    selector: Annotated[Label, Field(examples=["news2025"])]
    """The key's name in the DNS: its record is at SELECTOR._domainkey.DOMAIN."""

    key: Annotated[Line, Field(examples=["dkim/news2025.pem"])]
    """The path of the private key, PEM, RSA or Ed25519, seen from feeds.yaml's folder.

    Or `env:NAME`, where that variable of the environment holds the key itself.
    """

    domain: Annotated[DomainName | None, Field(examples=["newsletter.example"])] = None
    """The domain that signs; else that of the newsletter's `from`."""


class Imap(Part):
    """A mailbox on a mail server, over TLS.

    User and password come from DIGEST_IMAP_USERNAME and DIGEST_IMAP_PASSWORD.
    """

    host: Annotated[Host, Field(examples=["mail.newsletter.example"])]
    """The mail server's name."""

    port: Annotated[int, Field(strict=True, ge=1, le=65_535, examples=[993])] = 993
    """The mail server's port."""

    security: Literal["tls", "starttls", "none"] = "tls"
    """How the connection is kept private, as for `smtp`."""

    folder: Annotated[Line, Field(examples=["Bounces"])] = "INBOX"
    """The folder that is read."""

    timeout_seconds: Seconds = 30
    """How long the mail server may take to answer, in seconds."""


class Bounces(Part):
    """Where reports go of emails that did not arrive, and what follows from them."""

    address: Annotated[Address, Field(examples=["bounces@newsletter.example"])]
    """The address that reports go to; each email has one of its own, with a `+`."""

    maildir: Annotated[Line | None, Field(examples=["/var/mail/bounces"])] = None
    """The folder that these reports arrive in, a Maildir."""

    imap: Imap | None = None
    """Or the mailbox that they arrive in."""

    soft_limit: Annotated[int, Field(strict=True, ge=1, le=50, examples=[5])] = 5
    """After how many editions in a row that bounced for a passing reason, such as a
    full mailbox, nothing more is sent."""

    @model_validator(mode="after")
    def _is_read_from_one_place(self) -> Self:
        found = in_bounces({"maildir": self.maildir, "imap": self.imap})
        if found:
            raise ContradictionError(found[0].message)
        return self


class Deliver(Part):
    """Where finished emails go, and to whom."""

    model_config = ConfigDict(json_schema_extra=_SMTP_NEEDS_A_SERVER)

    outbox: Literal["eml", "maildir", "stdout", "smtp"] = "eml"
    """Where emails go: `eml` or `maildir` (files in a folder; nothing is sent),
    `stdout` (printed) or `smtp`."""

    subscribers: Annotated[Line | None, Field(examples=["subscribers.csv"])] = None
    """The path of a CSV file that has a column `email`; else the store's list counts,
    which `digest subscribers` keeps."""

    smtp: Smtp | None = None
    """The mail server, for `outbox: smtp`."""

    dkim: Annotated[tuple[Dkim, ...], Field(max_length=2)] = ()
    """The keys that emails are signed with, where the mail server does not do it."""

    bounces: Bounces | None = None
    """Where reports go of emails that did not arrive."""

    @model_validator(mode="after")
    def _has_a_server(self) -> Self:
        found = in_deliver({"outbox": self.outbox, "smtp": self.smtp})
        if found:
            raise ContradictionError(found[0].message)
        return self


class Serve(Part):
    """The service that subscribers use: `digest serve`."""

    address: Annotated[HttpsAddress, Field(examples=["https://letters.example/news/"])]
    """The address that the service is reached at from outside, its path included."""

    privacy: Annotated[
        HttpsAddress | None, Field(examples=["https://newsletter.example/privacy"])
    ] = None
    """A page that says what becomes of subscribers' data."""

    signups_per_hour: Annotated[
        int, Field(strict=True, ge=1, le=1_000_000, examples=[200])
    ] = 200
    """How many emails that ask for a confirmation are sent in an hour at most."""
