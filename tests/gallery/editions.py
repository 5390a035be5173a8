"""The editions that the gallery shows, and what they are rendered to."""

from dataclasses import dataclass
from pathlib import Path

from digest import render
from digest.config import Newsletter, Theme
from digest.manuscript import read
from digest.model import Edition, Integrity
from tests.gallery.sixty import sixty_stories

_HERE = Path(__file__).parent
MANUSCRIPTS = _HERE / "editions"
TEMPLATES = (_HERE / "templates", _HERE.parents[1] / "templates")

# No article stands behind these editions, so nothing is said of having checked them.
_UNCHECKED = Integrity(quotes=0, quotes_found=0, figures=0, figures_found=0)

_THEME = Theme.model_validate(
    {
        "light": {
            "paper": "#ffffff",
            "ink": "#14212b",
            "muted": "#4f5f6b",
            "accent": "#0b5c63",
            "rule": "#d5dee4",
            "faint": "#8fa3b0",
        },
        "dark": {
            "paper": "#0f1a20",
            "ink": "#e6edf1",
            "muted": "#9fb0ba",
            "accent": "#6cc3c9",
            "rule": "#2b3a43",
            "faint": "#63757f",
        },
        "text_font": "Helvetica, Arial, sans-serif",
        "logo": {
            "url": "https://harbour.example/logo.png",
            "alt": "Harbour & Field",
            "width": 112,
            "height": 60,
        },
    }
)
THEMES = {"themed": _THEME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An edition as its readers get it."""

    html: str
    text: str
    page: str


def editions() -> tuple[Edition, ...]:
    """Return the editions: those that are written, then the one that is too long."""
    paths = sorted(MANUSCRIPTS.glob("*.md"))
    written = (read(path.read_text(encoding="utf-8"), name=path.name) for path in paths)
    return (*written, sixty_stories())


def shown(edition: Edition) -> Shown:
    """Render an edition."""
    templates = render.environment(TEMPLATES, THEMES.get(edition.name))
    given = {
        "integrity": _UNCHECKED,
        "newsletter": _newsletter(edition),
        "templates": templates,
    }
    mail = render.email(edition, **given)
    return Shown(html=mail.html, text=mail.text, page=render.web(edition, **given))


def _newsletter(edition: Edition) -> Newsletter:
    return Newsletter(
        title=edition.title,
        from_="The Harbour Letter <letter@harbour.example>",
        language=edition.language,
        web="https://harbour.example/letter",
        unsubscribe="https://harbour.example/leave",
        postal_address="The Harbour Letter, 4 Quay Street, Port Elsen",
    )
