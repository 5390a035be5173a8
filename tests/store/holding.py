"""Hold the lock on sending, say so, and do nothing else: made to be killed."""

import os
import sys

from digest.store import Store
from digest.text.places import place


def main(how: str) -> None:
    given = os.environ["DIGEST_STORE"]  # noqa: TID251 – a password is no argument
    with Store.open(place(given)) as store:
        ledger = store.ledger("smtp")
        with ledger.sending() if how == "sending" else ledger.alone():
            sys.stdout.write("held\n")
            sys.stdout.flush()
            sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
