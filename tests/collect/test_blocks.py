import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.blocks import paragraphs_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", ("One.", "Two.")),
        ("One.<br><br/>Two.<br>Still two.", ("One.", "Two. Still two.")),
        ("<ul><li>One</li><li>Two</li></ul>", ("One", "Two")),
        ("<h2>Head</h2>A <b>bold</b> <a href=x>link</a>.", ("Head", "A bold link.")),
        ("<p>A<script>alert('<p>no</p>')</script>B</p>", ("AB",)),
        ("<figure><img src=x><figcaption>No</figcaption></figure><p>Yes</p>", ("Yes",)),
        ("<aside><p>No</p></aside><nav>No</nav><form><input>No</form>Yes", ("Yes",)),
        ("<img src=x><iframe src=y>No</iframe>Yes", ("Yes",)),
        ("<div class='a sharedaddy'><p>No</p></div><p>Yes</p>", ("Yes",)),
        ("<p style='display: none'>No</p><p hidden>No</p><p>Yes</p>", ("Yes",)),
        ("<table><tr><td>a<td>b</tr><tr><td>c</tr></table>", ("a b", "c")),
        ("AT&amp;T &lt;b&gt; &eacute;t&eacute;", ("AT&T <b> été",)),
        ("Plain one.\n\nPlain two.", ("Plain one.", "Plain two.")),
        ("<!-- no --><?php no ?><p>Yes</p>", ("Yes",)),
        ("<p>never <b>closed", ("never closed",)),
        ("", ()),
    ],
)  # fmt: skip
def test_blocks_make_paragraphs_and_furniture_makes_none(markup, expected):
    assert paragraphs_of(markup) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + "deep",
        "<b>" * 50_000 + "bold",
        "<p " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">text",
        "<p>" * 100_000,
        "<br>" * 100_000,
        "&amp" * 50_000,
        "<" * 200_000,
        "<!--" * 50_000,
        "<table><tr><td>" * 10_000,
    ],
)
def test_nasty_markup_is_read_quickly(markup):
    started = time.process_time()

    paragraphs_of(markup)

    assert time.process_time() - started < 5


@given(st.text(st.sampled_from("<>/pbr&;=\"' aé\x00\ud800!-divscript"), max_size=80))
def test_any_text_has_paragraphs_on_one_line_each(markup):
    for paragraph in paragraphs_of(markup):
        assert paragraph == " ".join(paragraph.split())
        assert paragraph
