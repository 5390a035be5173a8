"""What Chromium sees of a page: who is asked for what, what sticks out, what fades.

All pages are measured in one go and in a loop of its own, so that no loop is left
running for other tests to trip over. Nothing leaves this machine: each page answers
at the address it is made for, and whatever else it asks for is noted and refused.
"""

import asyncio
import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, Route, async_playwright

from tests.conformance.tools import AXE, CHROMIUM

WIDTHS = (320, 375, 600, 1200)
PHONE = 375
_HEIGHT = 800
_LONG = 2_000  # what is looked at in forced dark: enough to meet every kind of text
_SCHEMES = ("light", "dark")
_AT_A_TIME = 2  # as many as this machine has cores
_MEASURES = Path(__file__).parent / "measures.js"
_PICTURE = base64.b64decode(  # one grey pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A page to be looked at: its address, and the files of its site by address.

    `passed_over` names the rules of axe that are none of its business.
    """

    name: str
    url: str
    site: Mapping[str, bytes]
    passed_over: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was seen of a page; every collection is empty where all is well."""

    name: str
    sticking_out: dict[str, list[str]] = field(default_factory=dict)
    violations: dict[str, list[str]] = field(default_factory=dict)
    faint: list[str] = field(default_factory=list)
    texts: int = 0
    asked_elsewhere: list[str] = field(default_factory=list)


def seen(sights: Iterable[Sight], pictures: Path) -> dict[str, Seen]:
    """Look at every page, and keep pictures for a person's eye."""
    pictures.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_all_seen(tuple(sights), pictures))


async def _all_seen(sights: tuple[Sight, ...], pictures: Path) -> dict[str, Seen]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--force-color-profile=srgb", "--hide-scrollbars"],
        )
        turns = asyncio.Semaphore(_AT_A_TIME)

        async def looked(sight: Sight) -> Seen:
            async with turns:
                return await _looked(browser, sight, pictures)

        found = await asyncio.gather(*map(looked, sights))
        await browser.close()
    return {one.name: one for one in found}


async def _looked(browser: Browser, sight: Sight, pictures: Path) -> Seen:
    report = Seen(name=sight.name)
    page = await _opened(browser, sight, report)
    await _measure_widths(page, report, pictures)
    await _ask_axe(page, sight, report, pictures)
    await _force_dark(page, report, pictures)
    await page.evaluate("stripStyles()")
    await _measure_width(page, report, "stripped")
    await page.context.close()
    await _refuse_images(browser, sight, report, pictures)
    return report


async def _opened(
    browser: Browser, sight: Sight, report: Seen, *, images: bool = True
) -> Page:
    context = await browser.new_context(
        viewport={"width": PHONE, "height": _HEIGHT},
        device_scale_factor=2,  # so that the stems of letters have their full colour
        bypass_csp=True,
    )

    async def answer(route: Route) -> None:
        request = route.request
        known = sight.site.get(request.url.partition("#")[0])
        if known is not None:
            await route.fulfill(body=known, content_type=_type(request.url))
        elif request.resource_type == "image" and images:
            report.asked_elsewhere.append(request.url)
            await route.fulfill(body=_PICTURE, content_type="image/png")
        else:
            report.asked_elsewhere.append(request.url)
            await route.abort()

    await context.route("**/*", answer)
    await context.add_init_script(path=_MEASURES)
    page = await context.new_page()
    await page.goto(sight.url)
    return page


def _type(url: str) -> str:
    endings = {
        ".json": "application/json",
        ".js": "text/javascript",
        ".xml": "text/xml",
    }
    known = (kind for ending, kind in endings.items() if url.endswith(ending))
    return next(known, "text/html; charset=utf-8")


async def _measure_widths(page: Page, report: Seen, pictures: Path) -> None:
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": _HEIGHT})
        await _measure_width(page, report, str(width))
        if width in {PHONE, WIDTHS[-1]}:
            await _picture(page, pictures / f"{report.name}-{width}-light.png")
    await page.set_viewport_size({"width": PHONE, "height": _HEIGHT})


async def _measure_width(page: Page, report: Seen, name: str) -> None:
    found = await page.evaluate("stickingOut()")
    if found:
        report.sticking_out[name] = found


async def _ask_axe(page: Page, sight: Sight, report: Seen, pictures: Path) -> None:
    await page.add_script_tag(path=AXE)
    for scheme in _SCHEMES:
        await page.emulate_media(color_scheme=scheme)
        given = f"{json.dumps(scheme)}, {json.dumps(sight.passed_over)}"
        found = await page.evaluate(f"violations({given})")
        if found:
            report.violations[scheme] = found
    await _picture(page, pictures / f"{report.name}-{PHONE}-dark.png")


async def _force_dark(page: Page, report: Seen, pictures: Path) -> None:
    """See a mail program turn the colours itself, unasked and knowing none of ours."""
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": PHONE, "height": _LONG})
    await page.evaluate("forgetDark()")
    client = await page.context.new_cdp_session(page)
    await client.send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    picture = await page.screenshot()
    (pictures / f"{report.name}-{PHONE}-forced-dark.png").write_bytes(picture)
    encoded = base64.b64encode(picture).decode("ascii")
    measured = await page.evaluate(f"faintTexts({json.dumps(encoded)})")
    report.texts, report.faint = measured["texts"], measured["faint"]


async def _refuse_images(
    browser: Browser, sight: Sight, report: Seen, pictures: Path
) -> None:
    if b"<img" not in sight.site[sight.url.partition("#")[0]]:
        return
    page = await _opened(browser, sight, report, images=False)
    await _measure_width(page, report, "images-off")
    await _picture(page, pictures / f"{report.name}-{PHONE}-images-off.png")
    await page.context.close()


async def _picture(page: Page, path: Path) -> None:
    """The beginning is enough to see how a page looks."""
    await page.screenshot(path=path)
