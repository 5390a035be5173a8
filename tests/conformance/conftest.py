"""What is judged: every edition, rendered once and written where a person finds it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.browser import Seen, Sight, seen
from tests.conformance.editions import (
    HOME,
    PICTURED,
    Rendered,
    a_site,
    editions,
    rendered,
)
from tests.conformance.service import service_pages
from tests.conformance.tools import BUILD

HERE = Path(__file__).parent

# Landmarks are the mail program's: its page is the one that a mail is shown in.
NOT_FOR_MAIL = ("landmark-one-main", "region")

ON_THE_WEB = ("web", "serve")

# Editions whose page is looked at where it stands among others.
ON_THE_SITE = ("ar-6", "en-10", "uk-10")


@pytest.fixture(scope="session")
def all_rendered() -> tuple[Rendered, ...]:
    """Every edition as it is sent and published."""
    return tuple(rendered(name, edition) for name, edition in editions().items())


@pytest.fixture(scope="session")
def written(
    all_rendered: tuple[Rendered, ...], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, ...]]:
    """The files of all editions, by what they are; two of them are broken."""
    kinds = ("email", "web", "site", "serve", "mail", "broken")
    folders = {kind: _folder(kind) for kind in kinds}
    for edition in all_rendered:
        html = f"{edition.name}.html"
        (folders["email"] / html).write_text(edition.email.html, encoding="utf-8")
        if not edition.name.endswith(PICTURED):
            (folders["web"] / html).write_text(edition.web, encoding="utf-8")
        (folders["mail"] / f"{edition.name}.eml").write_bytes(edition.eml)
    for path, text in a_site().items():
        (folders["site"] / path).parent.mkdir(exist_ok=True)
        (folders["site"] / path).write_text(text, encoding="utf-8")
    for name, text in service_pages(tmp_path_factory.mktemp("service")).items():
        (folders["serve"] / f"{name}.html").write_text(text, encoding="utf-8")
    for kind in ("email", "web"):
        _break(folders[kind] / "bare.html", folders["broken"] / f"{kind}.html")
    return {
        kind: tuple(sorted((*folder.rglob("[a-z0-9]*.html"), *folder.glob("*.eml"))))
        for kind, folder in folders.items()
    }


@pytest.fixture(scope="session")
def looks(written: dict[str, tuple[Path, ...]]) -> dict[str, Seen]:
    """What a browser sees of every email and page."""
    alone = [
        Sight(
            name=f"{kind}-{file.stem}",
            url=url,
            site={url: file.read_bytes()},
            passed_over=() if kind in ON_THE_WEB else NOT_FOR_MAIL,
        )
        for kind in ("email", "broken", *ON_THE_WEB)
        for file in written[kind]
        if not (kind == "web" and file.stem in ON_THE_SITE)
        if (url := f"{HOME}/{kind}/{file.stem}/")
    ]
    sights = [*alone, *_of_the_site(written["site"])]
    return seen(sights, BUILD / "conformance" / "pictures")


def _of_the_site(pages: tuple[Path, ...]) -> Iterator[Sight]:
    """Look at each page of the site where it stands, with all the others around it."""
    root = BUILD / "conformance" / "site"
    site = {
        f"{HOME}/{file.relative_to(root)}": file.read_bytes()
        for file in sorted(root.rglob("*.*"))
    }
    for page in pages:
        path = page.relative_to(root)
        name = "-".join(path.with_suffix("").parts)
        yield Sight(name=f"site-{name}", url=f"{HOME}/{path}", site=site)


def _folder(kind: str) -> Path:
    folder = BUILD / "conformance" / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rules = {"broken": "email", "site": "web", "serve": "web"}.get(kind, kind)
    settings = HERE / f"{rules}.htmlvalidate.json"
    if settings.exists():
        shutil.copy(settings, folder / ".htmlvalidate.json")
    return folder


def _break(page: Path, broken: Path) -> None:
    """Write a page with what no tool may let pass: each shows that it has looked."""
    wrong = (
        '<p style="color:#999999;background-color:#aaaaaa;width:900px">'
        'Hardly legible<img src="https://elsewhere.example/a.png"></p></body>'
    )
    html = page.read_text(encoding="utf-8")
    broken.write_text(html.replace("</body>", wrong), encoding="utf-8")
