import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import BaseModel

from digest.config import (
    Bounces,
    Dark,
    Deliver,
    Dkim,
    DomainLimit,
    FeedSettings,
    Http,
    Imap,
    Light,
    Logo,
    Newsletter,
    Serve,
    SiteSettings,
    Smtp,
    Theme,
    read,
    schema,
)
from digest.config.document import document
from tests.config.builders import ROOT, feeds_yaml
from tests.config.test_nasty_settings import FEEDS, NEWSLETTERS, REST

MODELS = {
    "newsletter": Newsletter,
    "feeds": FeedSettings,
    "sites": SiteSettings,
    "http": Http,
    "deliver": Deliver,
    "deliver.smtp": Smtp,
    "deliver.smtp.domains": DomainLimit,
    "deliver.dkim": Dkim,
    "deliver.bounces": Bounces,
    "deliver.bounces.imap": Imap,
    "serve": Serve,
    "theme": Theme,
    "theme.light": Light,
    "theme.dark": Dark,
    "theme.logo": Logo,
}
FIELDS = [
    (place, field.alias or name)
    for place, model in MODELS.items()
    for name, field in model.model_fields.items()
]

GOOD = {
    "the least": feeds_yaml(),
    "all of the newsletter": feeds_yaml(
        "language: zh-Hant-TW\ntimezone: America/Argentina/Ushuaia\nperiod: day\n"
        "max_stories: 60\nmax_numbers: 6\nspeaker_confidence: 0.55\n"
        "intro: |\n  One.\n\n  Two: « три ».\nweb: HTTP://a.example:80/?b#c\n"
        "unsubscribe: https://a.example/off?u=1\npostal_address: 1 Street\n"
        "footer: No. 4711/2024"
    ),
    "all of a theme": feeds_yaml(
        rest="theme:\n  light: {paper: '#FFFFFF', ink: '#111111', muted: '#555555',\n"
        "    accent: '#0b57d0', rule: '#dddddd', faint: '#999999'}\n"
        "  dark: {accent: '#a8c7fa'}\n  text_font: Charter, serif\n"
        "  label_font: -apple-system, sans-serif\n  logo: {url: 'https://a.example/l',\n"
        "    alt: A, width: 180, height: 40}"
    ),
    "a theme that changes nothing": feeds_yaml(rest="theme: {}"),
    "unsubscribing by email": feeds_yaml("unsubscribe: mailto:a@b.example?subject=x"),
    "nulls that are allowed": feeds_yaml("web: ~", "path:", "deliver: {smtp: null}"),
    "all of a feed": feeds_yaml(
        "", "section: Été\nfull_text: page\nmax_entries: 1\ndrop: ['^a', '\\d+ €$']"
    ),
    "an alias": feeds_yaml("", "drop: &d ['^a']", "  - {title: b, path: c, drop: *d}"),
    "a feed of plain http and a port": feeds_yaml(
        rest="  - {title: b, url: 'http://127.0.0.1:8080/x'}"
    ),
    "all of sites": feeds_yaml(
        rest="sites:\n  - host: WWW.a.example\n    text: 'main > .body'\n"
        "    without: ['aside, .promo:not(.a)', '[data-ad]']\n"
        "    authors: a[rel=author]"
    ),
    "no sites": feeds_yaml(rest="sites: []"),
    "all of http": feeds_yaml(
        rest="http: {timeout_seconds: 0.5, max_bytes: 1_000, max_redirects: 0,\n"
        "  max_connections: 1, retries: 0, user_agent: a,\n"
        "  contact: https://a.example/, robots: false,\n"
        "  allow: ['localhost:1', '[::1]:65535']}".replace("1_000", "1000")
    ),
    "all of delivery": feeds_yaml(
        rest="deliver:\n  outbox: smtp\n  subscribers: a b.csv\n"
        "  smtp: {host: '::1', port: 25, security: none, timeout_seconds: 300}"
    ),
    "windows": feeds_yaml("period: day").replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + feeds_yaml(),
}

SEEN_BY_EDITORS = [
    feeds_yaml(NEWSLETTERS["an unknown key"][0]),
    feeds_yaml(NEWSLETTERS["too many stories"][0]),
    feeds_yaml(NEWSLETTERS["no such period"][0]),
    feeds_yaml(NEWSLETTERS["credentials"][0]),
    feeds_yaml("", FEEDS["both places"][0]),
    feeds_yaml("", FEEDS["an empty pattern"][0]),
    feeds_yaml(rest="  - title: nowhere"),
    feeds_yaml(rest=REST["smtp and no server"][0]),
    feeds_yaml(rest=REST["a password"][0]),
    feeds_yaml(rest=REST["no port"][0]),
    feeds_yaml(rest=REST["an address for a host"][0]),
]


def is_valid(text: str) -> bool:
    root = document(text).root
    assert root is not None
    return jsonschema.Draft202012Validator(schema()).is_valid(root.plain)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_can_be_read_follows_the_schema(text):
    assert read(text, name="feeds.yaml").newsletter.title == "Harbour Letter"
    assert is_valid(text)


@pytest.mark.parametrize("text", SEEN_BY_EDITORS)
def test_an_editor_that_knows_the_schema_marks_the_mistake(text):
    assert not is_valid(text)


def test_the_committed_schema_is_that_of_the_models():
    committed = (ROOT / "docs/feeds.schema.json").read_text(encoding="utf-8")

    assert committed == json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_schema_is_a_valid_one_and_its_examples_follow_it():
    jsonschema.Draft202012Validator.check_schema(schema())

    for name, part in schema()["$defs"].items():
        for key, field in part["properties"].items():
            check = jsonschema.Draft202012Validator(
                {"$defs": schema()["$defs"], **field}
            )
            for example in field.get("examples", ()):
                assert check.is_valid(example), (name, key)


def test_every_key_is_described_in_the_schema():
    parts = schema()["$defs"].values()

    assert [
        key
        for part in parts
        for key, field in part["properties"].items()
        if not field.get("description")
    ] == []


def rows(document: Path) -> dict[tuple[str, str], list[str]]:
    """Return the rows of the reference's tables by the heading's key and their own."""
    found = {}
    place = ""
    for line in document.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            place = line.split("`")[1] if "`" in line else ""
        if line.startswith("| `"):
            key, *cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            found[place, key.strip("`")] = cells
    return found


def test_the_reference_names_every_key_and_no_other():
    assert sorted(rows(ROOT / "docs/settings.md")) == sorted(FIELDS)


def test_the_reference_tells_every_default():
    told = rows(ROOT / "docs/settings.md")
    words = {"": "*empty*", (): "*empty*", None: "*none*", True: "`true`"}

    for place, model in MODELS.items():
        for name, field in model.model_fields.items():
            default = told[place, field.alias or name][1]
            if field.is_required():
                assert default == "*must be there*"
            elif isinstance(field.default, BaseModel):
                assert default == "*below*"
            else:
                assert default == words.get(field.default, f"`{field.default}`")
