"""A reader without JavaScript: a form, a letter, a button, choices, and leaving."""

import asyncio
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from threading import Event
from urllib.parse import urlsplit

from playwright.async_api import Page, Route, async_playwright

from tests.cli.newsletters import newsletter
from tests.cli.test_serve import served
from tests.conformance.tools import CHROMIUM, needed
from tests.deliver.smtp_server import Server, running

pytestmark = needed(CHROMIUM)

HOME = "https://letters.example/news/"
ADA = "ada@reader.example"


@dataclass
class Inbox(Server):
    """A mail server that tells when something has arrived."""

    arrived: Event = field(default_factory=Event)

    async def handle_DATA(self, *said: object) -> str:  # noqa: N802 - aiosmtpd's name
        answer = await super().handle_DATA(*said)
        self.arrived.set()
        return answer


def test_a_reader_without_scripts_signs_up_chooses_and_leaves(tmp_path):
    with running(Inbox()) as server:
        feeds = newsletter(tmp_path).read_text()
        (tmp_path / "feeds.yaml").write_text(
            f"{feeds}    section: News\n"
            "  - {path: other.xml, title: Other, section: Analysis}\n"
            f"serve:\n  address: {HOME}\n"
            "deliver:\n  outbox: smtp\n"
            f"  smtp: {{host: 127.0.0.1, port: {server.port}, security: none}}\n"
        )
        with served(tmp_path) as site:
            headings = asyncio.run(_a_reader(site.port, server))

    assert headings == [
        "Subscribe to Harbour Letter",
        "Look into your inbox",
        "Subscribe to Harbour Letter?",
        "You are subscribed",
        "What you get",
        "What you get",
        "Unsubscribe from Harbour Letter?",
        "You are unsubscribed",
    ]


async def _a_reader(port: int, server: Inbox) -> list[str]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        context = await browser.new_context(java_script_enabled=False, locale="en")

        async def behind_a_proxy(route: Route) -> None:
            path = urlsplit(route.request.url).path
            answer = await route.fetch(url=f"http://127.0.0.1:{port}{path}")
            await route.fulfill(response=answer)

        await context.route(f"{HOME}**", behind_a_proxy)
        page = await context.new_page()
        headings = await _visit(page, server)
        await browser.close()
    return headings


async def _visit(page: Page, server: Inbox) -> list[str]:
    headings = []

    async def seen() -> None:
        headings.append(await page.inner_text("h1"))

    await page.goto(f"{HOME}subscribe")
    await seen()
    await page.get_by_label("Email address").fill(ADA)
    await page.get_by_label("Analysis").check()
    await page.get_by_role("button", name="Subscribe").click()
    await seen()
    await page.goto(await _link(server))
    await seen()
    await page.get_by_role("button", name="Yes, subscribe").click()
    await seen()
    await page.get_by_role("link", name="Choose what you get").click()
    await seen()
    assert await page.get_by_label("Analysis").is_checked()
    await page.get_by_label("The first edition of each month").check()
    await page.get_by_role("button", name="Save").click()
    await seen()
    assert await page.get_by_label("The first edition of each month").is_checked()
    await page.get_by_role("link", name="Unsubscribe").click()
    await seen()
    await page.get_by_role("button", name="Yes, unsubscribe").click()
    await seen()
    return headings


async def _link(server: Inbox) -> str:
    """Wait for the letter, and return the address in it."""
    assert await asyncio.to_thread(server.arrived.wait, 20), "no letter came"
    (_, content), *_ = server.taken
    letter = message_from_bytes(content, policy=policy.default)
    plain = letter.get_body(("plain",))
    assert plain
    found = re.search(rf"{HOME}\S+", plain.get_content())
    assert found
    return found.group()
