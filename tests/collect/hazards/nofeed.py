"""Hazards of answers that are no feed."""

from tests.collect.hazards.hazard import Family
from tests.collect.hazards.saying import fails, feed

FAMILY = Family(
    name="no feed",
    about="What is no feed at all is told by its first characters, before any parser.",
    guard="prolog",
    unguarded="a log-in page is taken for a feed without news, for ever",
    hazards=(
        fails(
            "HTML instead of a feed",
            "<!doctype html><title>Hi</title><p>Log in",
            says="an HTML page",
        ),
        fails("HTML that forgot to say so", "<p>Log in to go on", says=""),
        fails(
            "XHTML with a declaration",
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
            says="an HTML page",
        ),
        fails(
            "a sitemap",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>',
            says="another kind",
        ),
        fails(
            "SVG with a script",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            says="another kind",
        ),
        fails("a PDF", b"%PDF-1.7\n" + b"\x00\xff" * 500, says="neither XML nor JSON"),
        fails(
            "a picture",
            b"\x89PNG\r\n\x1a\n" + b"\x00\xff" * 500,
            says="neither XML nor JSON",
        ),
        fails("words", "Under maintenance", says="neither XML nor JSON"),
        fails(
            "a feed without entries",
            feed("<item></item>").replace("<item></item>", ""),
            says="no entries",
        ),
    ),
)
