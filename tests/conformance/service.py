"""The service's pages, as they are answered, in two languages, one of a long name."""

from pathlib import Path

from tests.serve.running import Site, running

_ADA, _BO, _CY = (f"{name}@reader.example" for name in ("ada", "bo", "cy"))
_LONG = {"title": "Wochenzeitungszusammenfassungsrundschreiben", "sections": ("News",)}


def service_pages(folder: Path) -> dict[str, str]:
    """Return each page as HTML, by what it is."""
    with running(
        folder,
        footer="Published by the Harbour Institute.",
        postal_address="1 Example Street, 01001 Kyiv",
        intro="The week on the coast: ports, grain, ships and law.",
        sections=("Analysis", "News", "Reports from the harbour"),
    ) as site:
        pages = _pages(site, "en") | _pages(site, "uk")
    with running(folder / "long", offered=("en",), **_LONG) as site:
        return pages | {"long": site.get("/subscribe").text}


def _pages(site: Site, language: str) -> dict[str, str]:
    ada, cy = site.subscriber(_ADA), site.subscriber(_CY)
    unconfirmed = {"status": "pending", "source": "form"}
    site.subscriber(_BO, **unconfirmed)
    bo = site.keyring.token("confirm", site.keyring.id(_BO))
    wrong = {"email": "ada@reader", "section": "Sport", "frequency": "hourly"}
    answers = {
        "subscribe": site.get(f"/subscribe?lang={language}"),
        "mistakes": site.post(f"/subscribe?lang={language}", wrong),
        "inbox": site.post(f"/subscribe?lang={language}", {"email": _ADA}),
        "embed": site.get(f"/embed?lang={language}"),
        "confirm": site.get(f"/confirm/{bo}?lang={language}"),
        "confirmed": site.post(f"/confirm/{bo}?lang={language}"),
        "preferences": site.get(f"/preferences/{ada}?lang={language}"),
        "saved": site.post(f"/preferences/{ada}?lang={language}"),
        "leave": site.get(f"/unsubscribe/{ada}?lang={language}"),
        "left": site.post(f"/unsubscribe/{cy}?lang={language}"),
        "erase": site.post(f"/preferences/{ada}?lang={language}", {"action": "erase"}),
        "nowhere": site.get(f"/nowhere?lang={language}"),
    }
    return {f"{name}-{language}": answer.text for name, answer in answers.items()}
