"""What every answer has: its path, its headers, its bounds; and what is counted."""

import logging

import pytest

from tests.serve.running import FORM, running

ADA = "ada@reader.example"


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as site:
        yield site


def test_the_service_is_reached_with_and_without_the_path_that_it_stands_below(site):
    token = site.subscriber()

    for prefix in ("", "/news"):
        assert site.get(f"{prefix}/").status == 200
        assert site.get(f"{prefix}/subscribe").status == 200
        assert site.get(f"{prefix}/preferences/{token}").status == 200
    assert site.get("/news").status == 200
    assert site.get("/newspaper/subscribe").status == 404


def test_all_links_stand_below_the_path(site):
    text = site.get(f"/preferences/{site.subscriber()}").text

    assert 'href="/news/subscribe"' in text
    assert 'href="/"' not in text
    assert 'href="http' not in text


def test_at_the_top_of_a_host_links_have_no_path(tmp_path):
    with running(tmp_path, address="https://letters.example") as site:
        assert 'action="/subscribe"' in site.get("/").text


def test_every_answer_keeps_browsers_careful(site):
    answers = [site.get(path) for path in ("/", "/nowhere", "/health", "/robots.txt")]
    answers.append(site.ask("DELETE", "/subscribe"))

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "set-cookie" not in answer.headers


def test_pages_with_tokens_are_kept_by_nobody_and_not_indexed(site):
    answer = site.get(f"/preferences/{site.subscriber()}")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "Disallow: /news/preferences/\n" in site.get("/robots.txt").text


@pytest.mark.parametrize(
    ("method", "path", "status", "heading"),
    [
        ("GET", "/nowhere", 404, "This page is not here"),
        ("PUT", "/subscribe", 405, "That cannot be done here"),
        ("POST", "/archive/", 405, "That cannot be done here"),
    ],
)
def test_what_is_not_there_is_told_in_a_page(site, method, path, status, heading):
    answer = site.ask(method, path)

    assert (answer.status, answer.heading) == (status, heading)
    assert ("allow" in answer.headers) == (status == 405)


def test_the_favicon_is_no_page(site):
    assert site.get("/favicon.ico").status == 204


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM, b"email=" + b"a" * 20_000, 413),
        (FORM, b"a=1&" * 100, 400),
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=b", b"nothing of the kind", 400),
        ("application/json", b"{}", 400),
    ],
)
def test_what_is_no_form_or_too_much_is_refused(site, kind, body, status):
    answer = site.ask("POST", "/subscribe", body, {"Content-Type": kind})

    assert answer.status == status
    assert answer.heading


def test_whoever_asks_too_often_is_told_when_to_come_back(site):
    answers = [site.get("/robots.txt").status for _ in range(3)]
    pages = [site.get("/subscribe") for _ in range(101)]

    assert answers == [200] * 3
    assert [page.status for page in pages] == [200] * 100 + [429]
    assert pages[-1].headers["retry-after"] == "1"
    token = site.subscriber()
    assert site.post(f"/unsubscribe/{token}").status == 200, "leaving is never slowed"


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "uk-UA,uk;q=0.9,en;q=0.5", "uk"),
        ("", "de, en;q=0.2, uk;q=0.7", "uk"),
        ("", "uk;q=0, *", "en"),
        ("?lang=uk", "en", "uk"),
        ("?lang=xx", "uk", "uk"),
        ("?lang=", "q=;;,,", "en"),
    ],
)
def test_pages_are_in_the_language_asked_for(site, asked, accepted, language):
    answer = site.get(f"/subscribe{asked}", Accept_Language=accepted)

    assert f'<html lang="{language}"' in answer.text
    goes_along = f'action="/news/subscribe?lang={language}"' in answer.text
    assert goes_along == (asked == "?lang=uk")


def test_health_says_whether_the_store_answers(site):
    answer = site.get("/health")

    assert (answer.status, answer.body) == (200, b'{"status":"ok"}')


def test_numbers_are_told_and_never_who(site):
    token = site.subscriber()
    site.post("/subscribe", {"email": "bo@reader.example"})
    site.post(site.link())
    site.post(f"/unsubscribe/{token}")
    site.get("/nowhere/secret")

    text = site.get("/metrics").text

    for line in (
        'digest_subscribers{status="active"} 2.0',
        'digest_suppressions{reason="unsubscribed"} 1.0',
        "digest_signups_total 1.0",
        "digest_confirmations_total 1.0",
        'digest_unsubscribes_total{how="page"} 1.0',
        'digest_requests_total{code="404",method="GET",route="other"} 1.0',
        'digest_letters_total{kind="confirm"} 1.0',
    ):
        assert line in text
    for secret in ("@", token, "secret", site.keyring.id(ADA)):
        assert secret not in text


def test_numbers_are_told_to_nobody_from_outside(site):
    assert site.get("/metrics", X_Forwarded_For="93.184.216.34").status == 404
    assert site.get("/metrics", X_Forwarded_For="10.0.0.9").status == 200


def test_the_log_has_routes_and_no_addresses_or_tokens(site, caplog):
    caplog.set_level(logging.INFO, "digest.serve")
    token = site.subscriber()

    site.post("/subscribe", {"email": ADA})
    site.post(f"/unsubscribe/{token}?x={ADA}")

    said = [record.getMessage() for record in caplog.records]
    assert any(each.startswith("POST /unsubscribe/{token} 200 ") for each in said)
    assert not any(ADA in each or token in each for each in said)
