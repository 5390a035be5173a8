"""What a small edition is rendered to, one element a line, without what frames it."""

import re
from pathlib import Path

from digest.model import ByTheNumbers, Number, Voices
from digest.render import email, environment, web
from tests.render.editions import (
    INTEGRITY,
    TEMPLATES,
    a_newsletter,
    a_quote,
    a_source,
    an_edition,
)

HERE = Path(__file__).parent
EXPECTED = {name: HERE / name for name in ("email.html", "web.html", "email.txt")}

_BLOCK = re.compile(
    r"(?<=>)(?=</?(?:article|blockquote|div|fig|footer|h\d|header|li|main|ol|p|section"
    r"|table|tbody|td|tr|ul)\b)"
)


def made() -> dict[str, str]:
    """Return each of the files as it comes out now."""
    given = {
        "integrity": INTEGRITY,
        "newsletter": a_newsletter(),
        "templates": environment([TEMPLATES]),
    }
    letter = email(_edition(), **given)
    return {
        "email.html": _body(letter.html, "</span></div>"),
        "web.html": _body(web(_edition(), **given), "<body>"),
        "email.txt": letter.text,
    }


def _edition():
    number = Number(figure="14 million", counted="tonnes of grain", source=a_source())
    voice = a_quote("We count ships, not excuses.", a_source(2), "Ivo Marsh")
    return an_edition(
        intro="Ships move again.",
        voices=Voices(title="Voices", quotes=(voice,)),
        by_the_numbers=ByTheNumbers(title="By the numbers", numbers=(number,)),
    )


def _body(html: str, after: str) -> str:
    """Return what a page shows, a block to a line."""
    return _BLOCK.sub("\n", html.partition(after)[2]).strip() + "\n"
