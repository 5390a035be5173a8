"""Signing up: a form, a letter, a button."""

import re
from datetime import timedelta

import pytest

from digest.model import Suppression
from tests.serve.running import START, running

ADA = "ada@reader.example"


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as site:
        yield site


def test_whoever_signs_up_is_pending_until_the_button_in_the_letter_is_pressed(site):
    answer = site.post("/subscribe", {"email": " Ada@Reader.example "})

    assert (answer.status, answer.heading) == (200, "Look into your inbox")
    assert site.link().startswith("/confirm/")
    assert site.known().status == "pending"
    asked = site.get(site.link())
    assert asked.heading == "Subscribe to Harbour Letter?"
    assert site.known().status == "pending"

    assert site.post(site.link()).heading == "You are subscribed"
    assert site.known().status == "active"
    assert site.known().confirmed == START
    assert site.post(site.link()).heading == "You are subscribed"


def test_what_was_chosen_is_kept(site):
    chosen = {"name": "Ada", "language": "uk", "section": ["News"]}
    site.post("/subscribe", {"email": ADA, "frequency": "weekly", **chosen})
    site.letter()

    known = site.known()
    assert (known.name, known.language) == ("Ada", "uk")
    assert (known.sections, known.frequency) == (("News",), "weekly")


def test_the_letter_names_the_newsletter_and_says_what_to_do_if_it_was_not_you(site):
    site.post("/subscribe", {"email": ADA})

    letter = site.letter()
    assert letter.subject == "Please confirm: Harbour Letter"
    for part in (letter.text, letter.html):
        assert "Harbour Letter" in part
        assert "If it was not you, do nothing" in " ".join(part.split())
        assert f"https://letters.example/news{site.link()}" in part
        assert ADA not in part


def test_the_letter_is_in_the_language_of_the_page(site):
    answer = site.post("/subscribe?lang=uk", {"email": ADA})

    assert answer.heading == "Перевірте пошту"
    assert site.letter().subject == "Підтвердьте, будь ласка: Harbour Letter"
    assert site.get(site.link()).heading == "Підписатися на «Harbour Letter»?"


@pytest.mark.parametrize("reason", ["", "unsubscribed", "bounced", "complained"])
def test_nobody_learns_from_the_answer_who_is_known(site, reason):
    site.subscriber("known@reader.example")
    if reason:
        id_ = site.keyring.id("known@reader.example")
        gone = Suppression(id=id_, reason=reason, since=START)
        site.store.subscribers.suppress(gone)

    new = site.post("/subscribe", {"email": ADA})
    known = site.post("/subscribe", {"email": "known@reader.example"})

    assert (new.status, new.body) == (known.status, known.body)
    assert _lasting(new) == _lasting(known)


def test_who_is_subscribed_already_is_told_so_by_email_alone(site):
    site.subscriber(sections=("News",))

    site.post("/subscribe", {"email": ADA, "section": "Analysis"})

    assert site.letter().subject == "You are subscribed: Harbour Letter"
    assert site.get(site.link()).heading == "What you get"
    assert site.known().sections == ("News",)


@pytest.mark.parametrize("reason", ["unsubscribed", "bounced", "complained", "erased"])
def test_a_confirmation_brings_back_whoever_had_left(site, reason):
    id_ = site.keyring.id(ADA)
    gone = Suppression(id=id_, reason=reason, since=START)
    site.store.subscribers.suppress(gone)

    site.post("/subscribe", {"email": ADA})
    site.letter()
    assert site.reason() == reason
    site.post(site.link())

    assert site.reason() == ""
    assert site.known().status == "active"


def test_an_address_gets_one_such_letter_in_an_hour(site):
    for _ in range(3):
        site.post("/subscribe", {"email": ADA})
    site.post("/subscribe", {"email": "bo@reader.example"})
    site.letter(2)
    assert [address for address, _ in site.letters] == [ADA, "bo@reader.example"]

    site.later(timedelta(hours=1))
    site.post("/subscribe", {"email": ADA})
    site.letter(3)


def test_a_letter_that_could_not_be_sent_is_sent_later(site):
    site.refuses = 1
    site.post("/subscribe", {"email": ADA})
    site.post("/subscribe", {"email": "bo@reader.example"})
    site.letter()
    assert site.letters[0][0] == "bo@reader.example"

    site.later(timedelta(minutes=1))
    site.post("/subscribe", {"email": "cy@reader.example"})  # which wakes it up

    site.letter(3)
    assert min(address for address, _ in site.letters) == ADA


def test_the_link_is_good_for_seven_days(site):
    site.post("/subscribe", {"email": ADA})
    link = site.link()

    site.later(timedelta(days=7))
    assert site.get(link).status == 200
    site.later(timedelta(seconds=1))

    assert (site.get(link).status, site.post(link).status) == (410, 410)
    assert site.known().status == "pending"


def test_links_work_after_a_new_key_was_added(tmp_path):
    with running(tmp_path) as site:
        site.post("/subscribe", {"email": ADA})
        link = site.link()
        ring = site.keyring

    with running(tmp_path, keyring=ring.with_new()) as site:
        assert site.post(link).heading == "You are subscribed"


def test_a_token_is_good_for_its_own_page_alone(site):
    site.post("/subscribe", {"email": ADA})

    assert site.get(site.link().replace("/confirm/", "/preferences/")).status == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write your email address"),
        ("ada", "Write an email address like name@example.org"),
        ("a@b@", "Write an email address like name@example.org"),
        ("a" * 300 + "@reader.example", "Write an email address like"),
    ],
)
def test_a_wrong_address_is_told_beside_its_field(site, typed, said):
    answer = site.post("/subscribe", {"email": typed, "name": "Ada"})

    assert answer.status == 422
    assert f'<a href="#email">{said}' in answer.text
    assert f'id="email-mistake">{said}' in answer.text
    assert 'aria-invalid="true" aria-describedby="email-mistake" autofocus' in (
        answer.text
    )
    assert 'value="Ada"' in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "a" * 101},
        {"language": "de"},
        {"section": ["Sport"]},
        {"frequency": "hourly"},
    ],
)
def test_what_is_not_offered_is_refused(site, fields):
    answer = site.post("/subscribe", {"email": ADA, **fields})

    assert answer.status == 422
    (field,) = fields
    assert '-mistake">' in answer.text
    assert f"{field}-mistake" in answer.text


def test_a_program_that_fills_in_every_field_is_not_written_to(site):
    fine = site.post("/subscribe", {"email": "bo@reader.example"})
    trapped = site.post("/subscribe", {"email": ADA, "website": "https://x.example"})

    assert trapped.body == fine.body
    site.letter()
    assert site.known() is None


def test_one_client_cannot_sign_up_many(site):
    answers = [
        site.post("/subscribe", {"email": f"a{number}@reader.example"}).status
        for number in range(11)
    ]
    elsewhere = site.post("/subscribe", {"email": ADA}, X_Forwarded_For="203.0.113.9")

    assert answers == [200] * 10 + [429]
    assert elsewhere.status == 200


def test_only_so_many_sign_up_in_an_hour(tmp_path):
    with running(tmp_path, signups_per_hour=3) as site:
        answers = [
            site.post(
                "/subscribe",
                {"email": f"a{number}@reader.example"},
                X_Forwarded_For=f"203.0.113.{number}",
            )
            for number in range(4)
        ]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) == 1_201


def test_nobody_is_believed_about_who_asks_but_a_trusted_proxy(tmp_path):
    with running(tmp_path, proxies="192.0.2.1") as site:
        answers = [
            site.post(
                "/subscribe",
                {"email": f"a{number}@reader.example"},
                X_Forwarded_For=f"203.0.113.{number}",
            ).status
            for number in range(11)
        ]

    assert answers[-1] == 429


def test_who_does_not_confirm_is_forgotten_at_the_next_start(tmp_path):
    with running(tmp_path) as site:
        site.post("/subscribe", {"email": ADA})
        site.letter()
        site.subscriber("bo@reader.example", status="pending", source="import")
        store = site.store.subscribers

        assert store.expire(START) == 0
        assert store.expire(START + timedelta(seconds=1)) == 1
        assert [each.address for each in store.each()] == ["bo@reader.example"]


def test_the_form_for_other_sites_answers_within_them(site):
    form = site.get("/embed")
    answer = site.post("/embed", {"email": ADA})

    for each in (form, answer):
        assert "frame-ancestors *" in each.headers["content-security-policy"]
        assert "<nav" not in each.text
    assert 'action="/news/embed"' in form.text
    assert answer.heading == "Look into your inbox"
    others = site.get("/subscribe").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in others


def _lasting(answer):
    return {name: value for name, value in answer.headers.items() if name != "date"}


def _leaves(site, reason="unsubscribed"):
    gone = Suppression(id=site.keyring.id(ADA), reason=reason, since=site.now)
    site.store.subscribers.suppress(gone)


def test_an_old_link_does_not_undo_that_somebody_left_later(site):
    site.post("/subscribe", {"email": ADA})
    assert site.post(site.link()).status == 200
    site.later(timedelta(hours=2))
    _leaves(site)

    assert site.post(site.link()).status == 410
    assert site.reason() == "unsubscribed"


def test_who_left_before_confirming_signs_up_again(site):
    site.post("/subscribe", {"email": ADA})
    site.letter()
    site.later(timedelta(hours=2))
    _leaves(site, "complained")
    assert site.post(site.link()).status == 410
    assert site.known().status == "pending"

    site.post("/subscribe", {"email": ADA})

    assert site.post(site.link(2)).status == 200
    assert (site.known().status, site.reason()) == ("active", "")


def test_confirming_again_lifts_nothing(site):
    site.post("/subscribe", {"email": ADA})
    site.post(site.link())
    # A list of those who left elsewhere may bring a day before the sign-up.
    before = START - timedelta(days=1)
    gone = Suppression(id=site.keyring.id(ADA), reason="unsubscribed", since=before)
    site.store.subscribers.suppress(gone)

    site.post(site.link())

    assert site.reason() == "unsubscribed"


@pytest.mark.parametrize("source", ["form", "import"])
@pytest.mark.parametrize("reason", ["unsubscribed", "bounced", "complained"])
def test_the_form_leaves_the_data_of_who_left_alone(site, source, reason):
    site.subscriber(name="Ada", sections=("News",), tags=("vip",), source=source)
    before = site.known()
    site.later(timedelta(days=30))
    _leaves(site, reason)

    site.post("/subscribe", {"email": ADA, "name": "Eve", "section": "Analysis"})
    link = site.link()
    assert (site.known(), site.reason()) == (before, reason)
    button = re.search(r'action="/news(/confirm/[^"]+)"', site.get(link).text)

    assert site.post(button[1]).heading == "You are subscribed"
    assert (site.known(), site.reason()) == (before, "")
    site.later(timedelta(days=1))
    _leaves(site)
    assert site.post(link).status == 410
    assert site.reason() == "unsubscribed"


def test_a_link_whose_time_was_changed_brings_nobody_back(site):
    site.subscriber(source="import")
    _leaves(site)
    site.post("/subscribe", {"email": ADA})
    start, _, moment = site.link().partition("?")[0].rpartition("/")

    for forged in ("x", "-", f"9{moment}", moment[:-1], "1-%C3%A9"):
        assert site.post(f"{start}/{forged}").status == 410
    assert site.reason() == "unsubscribed"


def test_who_was_imported_without_consent_is_not_forgotten_for_a_form(site):
    site.subscriber(status="pending", source="import", name="Ada", confirmed=None)

    site.post("/subscribe", {"email": ADA, "name": "Eve"})
    link = site.link()
    assert site.store.subscribers.expire(START + timedelta(days=30)) == 0
    site.post(link)

    assert (site.known().name, site.known().status) == ("Ada", "active")
