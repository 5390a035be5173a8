"""What a finding says: where, what, what to do; and nothing makes a check stumble."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.preflight import preflight
from tests.preflight.emails import a_good_one, rendered
from tests.render.editions import a_fact, a_newsletter, a_story, an_edition

GOOD = a_good_one()
NASTY = (
    "<" * 200_000,
    "<a href='" * 20_000,
    "<style>" + "{" * 200_000,
    "<style>" + "a{b:c;}" * 30_000,
    "<p style='" + "(" * 200_000 + "'>x",
    "<style>" + "a " * 100_000 + "{color:red}</style><p>x",
    "<style>@media " + "(" * 100_000 + "{p{color:red}}</style><p>x",
    "<p style='font:" + "1" * 200_000 + "px'>x",
    "&amp;" * 40_000,
    "<div>" * 40_000,
    "<p>" + "{{" * 100_000,
    "<mj" + "-" * 200_000,
    "<a href='mailto:" + "a" * 100_000 + "@'>x</a>",
    "<a href='http://[" + ":" * 100_000 + "'>x</a>",
    "<a href='https://x:99999999/'>x</a>",
    "<img alt='" + "x" * 200_000 + "'>",
    "\x00\ufffe\ud800",
    "<?xml version='1.0' encoding='utf-16'?><html><body>x",
)


def found(html: str, code: str):
    findings = GOOD.changed(html=html).findings
    return next(finding for finding in findings if finding.code == code)


def test_a_finding_in_a_fact_names_its_line():
    fact = GOOD.edition.stories[2].facts[1]

    pale = f'<span style="color:#eeeeee">{fact.text}</span>'
    html = GOOD.email.html.replace(fact.text, pale, 1)

    finding = found(html, "contrast")
    assert finding.line == fact.line
    assert (
        finding.place
        == "email.html: span “One in five of its students is older than 45.”"
    )


def test_a_finding_below_a_headline_names_the_storys_line():
    html = GOOD.email.html.replace("<b ", '<img src="cid:a" width="9"><b ', 1)

    assert found(html, "image-alt").line == GOOD.edition.stories[0].line


def test_a_finding_in_the_closing_lines_names_no_line():
    html = GOOD.email.html.replace("Forwarded to you?", '<img src="cid:a" width="9">')

    assert found(html, "image-alt").line is None


def test_a_finding_in_the_text_names_its_line_there():
    text = GOOD.email.text.replace("The Harbour Letter\n", "The Harbour Letter \n", 1)

    (finding,) = GOOD.changed(text=text).findings

    assert finding.place == "email.txt line 1"


def test_a_fault_at_many_places_is_told_once():
    html = GOOD.email.html.replace("#615c54", "#aaaaaa")

    contrasts = [f for f in GOOD.changed(html=html).findings if f.code == "contrast"]

    assert len(contrasts) == 1
    assert "more places" in contrasts[0].message


def test_errors_and_warnings_are_told_apart():
    severities = {
        f.code: f.severity for f in GOOD.changed(subject="Open", text="").findings
    }

    assert severities["subject-length"] == "warning"
    assert severities["text-missing"] == "error"


def test_a_story_may_say_none_and_talk_of_html():
    story = a_story(
        "None",
        standfirst="undefined",
        facts=(
            a_fact("Use <b> or &lt; for {{ that }}, says None · undefined · null."),
        ),
    )

    assert rendered(an_edition(story)).codes <= {"entity-printed"}


def test_no_html_is_told():
    assert GOOD.changed(html=" ").codes == {"html-unread"}


def test_far_too_much_html_is_told_at_once():
    codes = GOOD.changed(html="<p>" * 5_000_000).codes

    assert codes == {"html-clipped", "html-unread"}


@pytest.mark.parametrize("html", NASTY, ids=lambda html: ascii(html[:20]))
def test_nasty_html_is_looked_at_quickly(html: str):
    begun = time.process_time()

    findings = GOOD.changed(html=html, text=html).findings

    assert findings
    assert time.process_time() - begun < 4


@given(st.text(), st.text(), st.text())
def test_whatever_is_rendered_can_be_looked_at(html: str, text: str, subject: str):
    broken = GOOD.changed(html=f"<p>{html}", text=text, subject=subject)

    assert broken.findings == broken.findings


def test_http_is_told_once_by_the_manuscripts_own_check():
    story = a_story()
    source = replace(story.bylines[0].source, url="http://review.example/one")
    byline = replace(story.bylines[0], source=source)

    codes = rendered(an_edition(replace(story, bylines=(byline,)))).codes

    assert "link-insecure" not in codes


def test_the_subject_is_looked_at_even_without_an_edition_in_it():
    empty = rendered(an_edition(sections=()), a_newsletter())

    assert "heading-missing" not in {
        f.code
        for f in preflight(
            empty.email, edition=empty.edition, newsletter=empty.newsletter
        ).findings
    }
