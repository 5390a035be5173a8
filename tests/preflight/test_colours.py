"""Which colours a reader sees: inline styles, rules, their order, light and dark."""

import pytest

from tests.preflight.emails import a_good_one

GOOD = a_good_one()
HTML = """<html lang="en" dir="ltr"><head><style>{css}</style></head>
<body style="background:#ffffff"><p{attributes}>Enough is said.</p></body></html>"""


def codes(css: str = "", attributes: str = "") -> set[str]:
    html = HTML.format(css=css, attributes=f" {attributes}")
    return GOOD.changed(html=html).codes & {"contrast", "contrast-dark"}


NIGHT = "@media (prefers-color-scheme: dark) {{ {} }}"


@pytest.mark.parametrize(
    ("css", "attributes", "expected"),
    [
        ("", "", {"contrast-dark"}),  # what has no colour is white on white at night
        ("", 'style="color:#777777"', {"contrast", "contrast-dark"}),
        ("", 'style="color:#767676"', set()),
        ("p { color: #767676 }", "", set()),
        ("p { color: #ffffff }", 'style="color:#767676"', set()),
        (
            "p { color: #ffffff !important }",
            'style="color:#000"',
            {"contrast", "contrast-dark"},
        ),
        (".a { color: #000000 } p { color: #ffffff }", 'class="a"', set()),
        ("p { color: #fff } p { color: #000 }", "", set()),
        ("p, :is(x { color: #fff }", 'style="color:#000"', set()),
        ("", 'style="color:rgba(0, 0, 0, 0.3)"', {"contrast", "contrast-dark"}),
        (
            "",
            'style="color:#000;background:url(x) #111"',
            {"contrast", "contrast-dark"},
        ),
        ("", 'bgcolor="#111111" style="color:#000"', {"contrast", "contrast-dark"}),
        (NIGHT.format("p { color: #fff }"), 'style="color:#000"', set()),
        (
            NIGHT.format("p { color: #fff !important }"),
            'style="color:#000"',
            {"contrast-dark"},
        ),
        (
            NIGHT.format("body { background: #000 !important }"),
            'style="color:#000"',
            {"contrast-dark"},
        ),
        (
            NIGHT.format("p { color: #fff; background: #000 }"),
            "",
            set(),
        ),
        ("@media print { p { color: #fff } }", 'style="color:#000"', set()),
        (
            "@media (max-width: 10px) { p { color: #fff !important } }",
            'style="color:#000"',
            set(),
        ),
    ],
)
def test_contrast_is_that_of_the_cascade(css: str, attributes: str, expected: set[str]):
    assert codes(css, attributes) == expected


def test_hidden_text_needs_no_contrast():
    hidden = 'style="display:none;color:#ffffff;background:#ffffff"'

    assert codes("", hidden) == set()
