"""Who gets the newsletter: what subscribers chose, and why some get nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Frequency = Literal["each", "weekly", "monthly"]
SubscriberStatus = Literal["pending", "active"]
SubscriberSource = Literal["form", "import", "added"]
SuppressionReason = Literal["unsubscribed", "bounced", "complained", "erased"]
BounceKind = Literal["hard", "soft", "policy", "complaint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A subscriber and what he or she chose.

    `id` is a keyed hash of the address: it stands in for the address wherever that has
    no business, in the ledger, in logs, in links. `language` is a tag, "" for the
    newsletter's own; `sections` are those wanted, none for all. `pending` is whoever
    has not confirmed the address yet.
    """

    id: str
    address: str
    name: str = ""
    language: str = ""
    sections: tuple[str, ...] = ()
    frequency: Frequency = "each"
    tags: tuple[str, ...] = ()
    status: SubscriberStatus = "active"
    source: SubscriberSource = "added"
    joined: datetime
    confirmed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why mail is no longer sent to somebody; `detail` holds no address."""

    id: str
    reason: SuppressionReason
    since: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One report that a copy did not arrive, or was called spam.

    `edition` is "" where the report does not tell; `code` is the enhanced status code
    (RFC 3463), such as 5.1.1, or "".
    """

    id: str
    edition: str
    kind: BounceKind
    received: datetime
    code: str = ""
    detail: str = ""
