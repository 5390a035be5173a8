"""The search as a reader uses it: in a real browser, from a folder or a server."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from digest.model import Section
from digest.render import Issue, environment, site
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_fact,
    a_newsletter,
    a_story,
    an_edition,
)

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


def told(headline, **changes):
    return a_story(headline, **{"standfirst": "", "facts": (), "quotes": ()} | changes)


STORIES = {
    "2025-W01": [
        told("Grain moves again", standfirst="1,200 ships a month pass the strait."),
        told("The café of Gdańsk", standfirst="A part of the harbour is art."),
        told("<img src=x onerror=alert(1)>", standfirst="</script><b>bold</b>"),
    ],
    "2025-W02": [
        told("П’ять портів Одеси", standfirst="Їхній вантаж росте."),
        told("Ships wait", facts=(a_fact("Grain is what the ships wait for."),)),
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    issues = [
        Issue(
            edition=an_edition(
                name=name,
                date=date.fromisocalendar(2025, int(name[-2:]), 4),
                sections=(Section(title="News", stories=tuple(stories)),),
            ),
            integrity=INTEGRITY,
        )
        for name, stories in STORIES.items()
    ]
    files = site(issues, newsletter=a_newsletter(), templates=environment([TEMPLATES]))
    for path, text in files.items():
        (made / path).parent.mkdir(exist_ok=True)
        (made / path).write_text(text, encoding="utf-8")
    return made


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


@pytest.fixture(scope="module", params=["folder", "server"])
def home(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Where the site is: the same files, opened in two ways."""
    if request.param == "folder":
        yield folder.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser, home: str):
    page = browser.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda said: page.faults.append(said.text))
    page.on("dialog", lambda dialog: page.faults.append(dialog.message))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}/search.html")
    yield page
    page.close()
    assert page.faults == []
    assert [url for url in asked if not url.startswith(home)] == []


def searched(page, words: str) -> list[str]:
    """Type words, wait until the answer is announced; return the headlines found."""
    page.evaluate("document.querySelector('#status').textContent = 'waiting'")
    page.get_by_role("searchbox").fill(words)
    playwright.expect(page.get_by_role("status")).not_to_have_text("waiting")
    return page.locator("#results h2").all_inner_texts()


FOUND = {
    "GRAIN": ["Grain moves again", "Ships wait"],
    "ships grain": ["Ships wait", "Grain moves again"],
    "cafe gdansk": ["The café of Gdańsk"],
    "ОДЕСИ": ["П’ять портів Одеси"],
    "п'ять їх": ["П’ять портів Одеси"],
    "1,200": ["Grain moves again"],
    "art": ["The café of Gdańsk"],
    "onerror": ["<img src=x onerror=alert(1)>"],
    "tait": [],
}


def test_words_are_found_whatever_their_case_accents_and_order(page):
    assert {words: searched(page, words) for words in FOUND} == FOUND


def test_how_many_are_found_is_announced(page):
    searched(page, "grain")
    status = page.get_by_role("status")
    assert status.inner_text() == "2 results"

    searched(page, "cafe")
    assert status.inner_text() == "1 result"

    assert searched(page, "zeppelin") == []
    assert status.inner_text() == "Nothing found"
    assert not page.locator("#all").is_visible()


def test_without_words_it_is_the_list_again(page):
    searched(page, "grain")
    searched(page, " ")

    assert page.get_by_role("status").inner_text() == ""
    assert page.locator("#all li").first.is_visible()
    assert not page.locator("#results").is_visible()


def test_the_words_found_are_marked_as_the_source_has_them(page):
    searched(page, "gdansk part")

    assert page.locator("#results mark").all_inner_texts() == ["Gdańsk", "part"]


def test_it_is_used_and_left_and_come_back_to_by_the_keyboard_alone(page):
    page.get_by_role("searchbox").focus()
    page.keyboard.type("odesa порт")
    page.keyboard.press("Control+A")
    page.keyboard.type("порт")
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_role("status")).to_have_text("1 result")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("2025-W02/index.html#story-1$"))
    page.go_back()

    playwright.expect(page.get_by_role("status")).to_have_text("1 result")
    assert page.get_by_role("searchbox").input_value() == "порт"


def test_without_scripts_it_is_a_plain_list_of_editions_and_headlines(browser, home):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{home}/search.html")

    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator("#all h3").count() == 2
    assert page.locator("#all li").count() == 5
    page.get_by_text("П’ять портів Одеси").click()
    assert page.url.endswith("2025-W02/index.html#story-1")
    page.close()


def test_no_page_is_wider_than_its_window(browser, folder):
    page = browser.new_page()
    for path in sorted(folder.rglob("*.html")):
        page.goto(path.as_uri())
        for width in (320, 375, 768, 1200):
            page.set_viewport_size({"width": width, "height": 800})
            overflow = "document.documentElement.scrollWidth - innerWidth"
            assert page.evaluate(overflow) <= 0, (path.name, width)
    page.close()
