"""What is judged: every edition, rendered once and written where a person finds it."""

import shutil
from pathlib import Path

import pytest

from tests.conformance.editions import PICTURED, Rendered, editions, rendered
from tests.conformance.tools import BUILD

HERE = Path(__file__).parent

# Landmarks are the mail program's: its page is the one that a mail is shown in.
NOT_FOR_MAIL = ("landmark-one-main", "region")


@pytest.fixture(scope="session")
def all_rendered() -> tuple[Rendered, ...]:
    """Every edition as it is sent and published."""
    return tuple(rendered(name, edition) for name, edition in editions().items())


@pytest.fixture(scope="session")
def written(all_rendered: tuple[Rendered, ...]) -> dict[str, tuple[Path, ...]]:
    """The files of all editions: `email`, `web` and `mail`; and two `broken` ones."""
    folders = {kind: _folder(kind) for kind in ("email", "web", "mail", "broken")}
    for edition in all_rendered:
        html = f"{edition.name}.html"
        (folders["email"] / html).write_text(edition.email.html, encoding="utf-8")
        if not edition.name.endswith(PICTURED):
            (folders["web"] / html).write_text(edition.web, encoding="utf-8")
        (folders["mail"] / f"{edition.name}.eml").write_bytes(edition.eml)
    for kind in ("email", "web"):
        _break(folders[kind] / "bare.html", folders["broken"] / f"{kind}.html")
    return {
        kind: tuple(sorted(folder.glob("[a-z]*.*ml")))
        for kind, folder in folders.items()
    }


@pytest.fixture(scope="session")
def looks(written: dict[str, tuple[Path, ...]]):
    """What a browser sees of every email and page."""
    from tests.conformance.browser import Sight, seen

    sights = [
        Sight(
            name=f"{kind}-{file.stem}",
            url=url,
            site={url: file.read_bytes()},
            passed_over=() if kind == "web" else NOT_FOR_MAIL,
        )
        for kind in ("email", "web", "broken")
        for file in written[kind]
        if (url := f"https://harbour.example/letter/{kind}/{file.stem}/")
    ]
    return seen(sights, BUILD / "conformance" / "pictures")


def _folder(kind: str) -> Path:
    folder = BUILD / "conformance" / kind
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rules = "email" if kind == "broken" else kind
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
