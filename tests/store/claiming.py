"""Claim each copy of an edition that is to be had, and say of each that it was had."""

import os
import sys

from digest.store import Store
from digest.text.places import place
from tests.store.builders import NOW

COPIES = tuple(f"{number:03}" for number in range(150))


def main() -> None:
    given = os.environ["DIGEST_STORE"]  # noqa: TID251 – a password is no argument
    with Store.open(place(given)) as store:
        ledger = store.ledger("smtp")
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for recipient in COPIES:
            if ledger.claim("2025-W03", recipient, f"<{recipient}@x.example>", NOW):
                sys.stdout.write(f"{recipient}\n")


if __name__ == "__main__":
    main()
