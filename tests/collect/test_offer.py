import asyncio
from pathlib import Path

import pytest

from digest.collect import Offer, looked_at
from digest.errors import FeedError
from tests.collect.builders import NOW, an_http, an_item, html, prose, rss
from tests.servers import Server


def look(location, *, http, folder=Path()):
    return asyncio.run(looked_at(location, http=http, now=NOW, folder=folder))


def test_a_look_at_a_feed_says_what_it_offers():
    with Server() as server:
        server.serve(
            "/feed",
            rss(
                an_item("https://e.example/a", content=html(prose(1)), days_old=0),
                an_item("https://e.example/b", summary="A teaser […]"),
            ),
        )

        offer = look(server.url("/feed"), http=an_http(server.place))

    assert offer == Offer(
        title="Example Outlet",
        kind="RSS 2.0",
        language="en",
        entries=2,
        whole_texts=1,
        newest=NOW,
    )


def test_a_look_at_no_feed_is_an_error(tmp_path):
    (tmp_path / "a.html").write_text("<!doctype html><p>Hi")

    with pytest.raises(FeedError, match="an HTML page"):
        look("a.html", http=an_http(), folder=tmp_path)
