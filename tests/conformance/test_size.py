"""How long an email becomes: mail programs cut off what is too long."""

import pytest

from digest.render import email, environment
from digest.text.limits import MAX_HTML_BYTES
from tests.conformance.editions import INTEGRITY, ROOT, a_newsletter, composed

TEN_STORIES = 40_000  # bytes of HTML


@pytest.mark.parametrize("pictured", [False, True])
def test_ten_english_stories_as_they_are_composed_are_short(pictured):
    made = email(
        composed("en", 10, pictured=pictured),
        integrity=INTEGRITY,
        newsletter=a_newsletter("en"),
        templates=environment([ROOT / "templates"]),
    )

    assert made.html.count("<h3") == 10
    assert len(made.html.encode()) <= TEN_STORIES


def test_no_edition_is_longer_than_mail_programs_show(all_rendered):
    sizes = {one.name: len(one.email.html.encode()) for one in all_rendered}

    assert {name: size for name, size in sizes.items() if size > MAX_HTML_BYTES} == {}
