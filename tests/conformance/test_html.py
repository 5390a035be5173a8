"""Two validators, which nobody here wrote, find no mistake in what is rendered."""

import pytest

from tests.conformance.tools import (
    HTML_VALIDATE,
    NU,
    email_errors,
    html_validate,
    needed,
    nu,
    page_remarks,
)

KINDS = ("email", "web", "site", "serve", "broken")
by_html_validate = needed("node", HTML_VALIDATE)
by_nu = needed("java", NU)


@pytest.fixture(scope="module")
def html_validated(written):
    return html_validate(file for kind in KINDS for file in written[kind])


@pytest.fixture(scope="module")
def nu_checked(written):
    return nu(file for kind in KINDS for file in written[kind])


@by_html_validate
def test_html_validate_finds_nothing_in_emails_and_pages(html_validated):
    assert {*html_validated} <= {"broken/email.html", "broken/web.html"}, html_validated


@by_nu
def test_the_nu_checker_finds_no_error_in_emails(nu_checked):
    assert email_errors(_of("email", nu_checked)) == {}


@by_nu
def test_the_nu_checker_finds_nothing_at_all_in_web_pages(nu_checked):
    pages = {
        name: said
        for kind in ("web", "site", "serve")
        for name, said in _of(kind, nu_checked).items()
    }

    assert page_remarks(pages) == {}


@by_html_validate
@by_nu
@pytest.mark.parametrize("page", ["broken/email.html", "broken/web.html"])
def test_both_find_what_was_broken(html_validated, nu_checked, page):
    assert any("img" in found for found in html_validated[page])
    assert any("alt" in found for found in email_errors(nu_checked)[page])


def _of(kind, found):
    return {file: said for file, said in found.items() if file.startswith(f"{kind}/")}
