"""Deliver one edition to many, telling of each that is settled: made to be killed."""

import sys
from collections.abc import Iterator
from pathlib import Path

from digest.config import Smtp
from digest.deliver import EmlFolder, Outbox, SmtpOutbox
from digest.model import Delivery
from digest.store import Store
from tests.deliver import making
from tests.deliver.builders import an_email

RECIPIENTS = tuple(f"reader{number:03}@example.org" for number in range(100))


def outbox_at(place: str) -> Outbox:
    """Return a mail server on this machine's port, or a folder."""
    if place.isdigit():
        return SmtpOutbox(Smtp(host="127.0.0.1", port=int(place), security="none"))
    return EmlFolder(Path(place))


def sending(path: Path, place: str) -> Iterator[Delivery]:
    outbox = outbox_at(place)
    with Store.open(path) as store:
        ledger = store.ledger("eml" if isinstance(outbox, EmlFolder) else "smtp")
        yield from making.delivered(ledger, outbox, *RECIPIENTS, email=an_email())


def main(path: str, place: str) -> None:
    for delivery in sending(Path(path), place):
        sys.stdout.write(f"{delivery.recipient}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
