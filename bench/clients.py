"""Distil what mail programs can show: caniemail's data → digest/preflight/clients.json.

    npm pack caniemail && tar xzf caniemail-*.tgz
    python bench/clients.py package/data/caniemail.json

The npm package carries the data of caniemail.com as they are published there. Kept are
the mail programs that most readers have, the newest test of each, and of HTML and CSS
those features that at least one of them does not show, or shows in part only.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_TARGET = Path(__file__).parents[1] / "digest" / "preflight" / "clients.json"
_LICENCE = "MIT, Copyright (c) 2019 HTeuMeuLeu"
_CLIENTS = {
    "gmail.desktop-webmail": "Gmail (web)",
    "gmail.ios": "Gmail (iOS)",
    "gmail.android": "Gmail (Android)",
    "apple-mail.macos": "Apple Mail (macOS)",
    "apple-mail.ios": "Apple Mail (iOS)",
    "outlook.windows": "Outlook (Windows, Word)",
    "outlook.outlook-com": "Outlook (web, 365)",
    "outlook.macos": "Outlook (macOS)",
    "outlook.ios": "Outlook (iOS)",
    "outlook.android": "Outlook (Android)",
    "yahoo.desktop-webmail": "Yahoo (web)",
    "yahoo.ios": "Yahoo (iOS)",
    "yahoo.android": "Yahoo (Android)",
    "aol.desktop-webmail": "AOL (web)",
    "samsung-email.android": "Samsung Email",
    "protonmail.desktop-webmail": "Proton Mail (web)",
    "protonmail.ios": "Proton Mail (iOS)",
    "protonmail.android": "Proton Mail (Android)",
    "thunderbird.macos": "Thunderbird",
    "hey.desktop-webmail": "HEY (web)",
    "fastmail.desktop-webmail": "Fastmail (web)",
    "gmx.desktop-webmail": "GMX (web)",
    "web-de.desktop-webmail": "WEB.DE (web)",
}


def distilled(published: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is shipped; clients are named by their place in the list."""
    return {
        "source": "https://www.caniemail.com/",
        "date": published["last_update_date"].partition(" ")[0],
        "licence": _LICENCE,
        "clients": list(_CLIENTS.values()),
        "features": {
            feature["slug"]: {"title": feature["title"].strip(), **gaps}
            for feature in sorted(published["data"], key=lambda each: each["slug"])
            if feature["category"] in {"css", "html"} and (gaps := _gaps(feature))
        },
    }


def _gaps(feature: Mapping[str, Any]) -> dict[str, list[int]]:
    """Return which clients do not show it, and which in part only."""
    marks = list(_newest_marks(feature["stats"]))
    found = {
        "no": [place for place, mark in enumerate(marks) if mark == "n"],
        "partly": [place for place, mark in enumerate(marks) if mark == "a"],
    }
    return {kind: places for kind, places in found.items() if places}


def _newest_marks(stats: Mapping[str, Any]) -> Iterator[str]:
    """Yield y (yes), n (no), a (in part) or u (unknown) for each client."""
    for client in _CLIENTS:
        family, _, platform = client.partition(".")
        versions = stats.get(family, {}).get(platform, {})
        yield list(versions.values())[-1][:1] if versions else "u"


def _lines(made: Mapping[str, Any]) -> str:
    """Return it as JSON with a feature on each line, so that changes can be read."""
    features = made["features"]
    head = json.dumps({**made, "features": 0}, indent=2, ensure_ascii=False)
    rows = ",\n".join(
        f"    {json.dumps(slug)}: {json.dumps(features[slug], ensure_ascii=False)}"
        for slug in features
    )
    return head.removesuffix("0\n}") + "{\n" + rows + "\n  }\n}\n"


def main(arguments: Sequence[str]) -> None:
    published = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    made = distilled(published)
    _TARGET.write_text(_lines(made), encoding="utf-8")
    print(f"{_TARGET.name}: {len(made['features'])} features, of {made['date']}")


if __name__ == "__main__":
    main(sys.argv[1:])
