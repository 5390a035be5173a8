"""Keep harvests without end, and say of each when it is kept: made to be killed.

Each feed gets a memory and articles that belong together: see `whole`.
"""

import os
import sys
from itertools import count

from digest.model import FeedMemory
from digest.store import Store
from digest.text.places import place
from tests.store.builders import NOW, a_harvest, an_article

PAGES = 30


def feed(writer: str, number: int) -> str:
    return f"https://{writer}.example/feed/{number}"


def pages(location: str) -> frozenset[str]:
    return frozenset(f"{location}/page/{page:02}" for page in range(PAGES))


def keep(store: Store, location: str) -> None:
    text = "A paragraph that takes some room.\n\n" * 100
    memory = FeedMemory(
        etag=location,
        entry_ids=pages(location),
        paragraphs=dict.fromkeys(pages(location), 3),
    )
    kept = [an_article(page, text=text) for page in sorted(pages(location))]
    store.keep(a_harvest(*kept, location=location, memory=memory), now=NOW)


def main(writer: str, *limit: str) -> None:
    numbers = range(int(limit[0])) if limit else count()
    given = os.environ["DIGEST_STORE"]  # noqa: TID251 – a password is no argument
    with Store.open(place(given)) as store:
        for number in numbers:
            keep(store, feed(writer, number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
