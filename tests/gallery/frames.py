"""Pages made to be photographed: the end of one, a text in a terminal, images."""

import html
import re
from pathlib import Path

# A frame as tall as what it shows, its end at the window's. Its width is told: it is
# measured while the window is still wider than a phone's.
_END = """<!doctype html>
<meta charset="utf-8">
<title>The end</title>
<style>
:root {{ color-scheme: light dark }}
body {{ position: relative; height: {height}px; margin: 0; overflow: hidden }}
iframe {{ position: absolute; bottom: 0; width: {width}px; border: 0 }}
</style>
<iframe srcdoc="{page}"
  onload="this.style.height = this.contentDocument.body.scrollHeight + 'px'"></iframe>
"""
_IMAGE = Path(__file__).with_name("harbour.svg")
_REMOTE = re.compile(r'(?<=<img )([^>]*?)\bsrc="https://[^"]*"')
_TERMINAL = """<!doctype html>
<meta charset="utf-8">
<title>A terminal</title>
<style>
body {{ margin: 0; padding: 16px 24px; background: #111; color: #ddd }}
pre {{ margin: 0; white-space: pre-wrap; word-break: break-all }}
pre {{ font: 15px/20px "DejaVu Sans Mono", Menlo, Consolas, monospace }}
</style>
<pre>{text}</pre>
"""


def end(page: str, *, width: int, height: int) -> str:
    """Return a page that shows the last `height` pixels of another."""
    return _END.format(page=html.escape(page), width=width, height=height)


def terminal(text: str) -> str:
    """Return a page that shows a text as a terminal does."""
    return _TERMINAL.format(text=html.escape(text))


def with_images(page: str) -> str:
    """Return a page whose images need no network: a drawing stands for each."""
    return _REMOTE.sub(rf'\1src="{_IMAGE.as_uri()}"', page)
