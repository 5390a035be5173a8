"""The links in every email: what one gets, leaving, being forgotten."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from digest.model import Suppression
from tests.serve.running import START, running

ADA = "ada@reader.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def site(tmp_path):
    with running(tmp_path) as site:
        yield site


def test_a_subscriber_changes_what_he_gets(site):
    page = f"/preferences/{site.subscriber(sections=('News',), tags=('vip',))}"
    assert 'value="News" checked' in site.get(page).text

    given = {"name": "Ada", "section": ["Analysis"], "frequency": "monthly"}
    answer = site.post(page, {"language": "en", **given})

    assert "Saved." in answer.text
    known = site.known()
    assert (known.name, known.language, known.sections) == ("Ada", "", ("Analysis",))
    assert (known.frequency, known.tags) == ("monthly", ("vip",))
    assert 'value="Analysis" checked' in site.get(page).text


def test_the_page_is_in_the_language_that_was_chosen(site):
    page = f"/preferences/{site.subscriber()}"
    assert site.get(page, Accept_Language="uk").heading == "Що ви отримуєте"
    assert site.get(page).heading == "What you get"

    answer = site.post(page, {"language": "uk"})

    assert answer.heading == "Що ви отримуєте"
    assert site.get(page, Accept_Language="en").heading == "Що ви отримуєте"
    assert site.get(f"{page}?lang=en").heading == "What you get"


def test_a_section_that_is_no_longer_offered_can_be_kept_or_left(site):
    page = f"/preferences/{site.subscriber(sections=('Sport', 'News'))}"

    assert site.post(page, {"section": ["Sport"]}).status == 200
    assert site.known().sections == ("Sport",)
    assert site.post(page, {"section": ["News"]}).status == 200
    assert site.post(page, {"section": ["Sport"]}).status == 422


def test_what_is_wrong_changes_nothing(site):
    page = f"/preferences/{site.subscriber(frequency='weekly')}"

    assert site.post(page, {"frequency": "hourly", "name": "Ada"}).status == 422
    assert (site.known().frequency, site.known().name) == ("weekly", "")


def test_looking_at_the_link_unsubscribes_nobody(site):
    answer = site.get(f"/unsubscribe/{site.subscriber()}")

    assert answer.heading == "Unsubscribe from Harbour Letter?"
    assert site.reason() == ""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click"),
        (
            "multipart/form-data; boundary=b",
            (
                b"--b\r\nContent-Disposition: form-data; name=List-Unsubscribe"
                b"\r\n\r\nOne-Click\r\n--b--\r\n"
            ),
        ),
    ],
)
def test_one_click_unsubscribes_at_once_without_cookie_or_redirect(site, kind, body):
    path = f"/unsubscribe/{site.subscriber()}"

    answer = site.ask("POST", path, body, {"Content-Type": kind})

    assert answer.status == 200
    assert not {"set-cookie", "location"} & {*answer.headers}
    assert site.reason() == "unsubscribed"
    assert 'digest_unsubscribes_total{how="one-click"} 1.0' in site.get("/metrics").text


@pytest.mark.parametrize("status", ["active", "pending", "gone"])
def test_leaving_works_for_whoever_the_token_names_and_as_often_as_asked(site, status):
    token = site.subscriber(status="active" if status == "gone" else status)
    if status == "gone":
        site.store.subscribers.remove(site.keyring.id(ADA))

    answers = [site.post(f"/unsubscribe/{token}", ONE_CLICK) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].heading == "You are unsubscribed"
    assert site.reason() == "unsubscribed"


def test_many_who_leave_at_once_leave_once(site):
    path = f"/unsubscribe/{site.subscriber()}"

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: site.post(path, ONE_CLICK), range(50)))

    assert {answer.status for answer in answers} == {200}
    assert len(site.store.subscribers.suppressions()) == 1


def test_a_reason_stronger_than_leaving_stays(site):
    token = site.subscriber()
    id_ = site.keyring.id(ADA)
    gone = Suppression(id=id_, reason="complained", since=START)
    site.store.subscribers.suppress(gone)

    answer = site.post(f"/unsubscribe/{token}", ONE_CLICK)

    assert answer.status == 200
    assert site.reason() == "complained"
    assert "return" not in answer.text
    site.post(f"/preferences/{token}", {"action": "return"})
    assert site.reason() == "complained"


def test_who_left_by_mistake_comes_back_with_all_that_was_chosen(site):
    token = site.subscriber(sections=("News",))

    left = site.post(f"/unsubscribe/{token}")
    assert 'value="return"' in left.text
    back = site.post(f"/preferences/{token}", {"action": "return"})

    assert back.heading == "What you get"
    assert site.reason() == ""
    assert site.known().sections == ("News",)


def test_data_is_erased_after_a_second_question(site):
    page = f"/preferences/{site.subscriber()}"

    asked = site.post(page, {"action": "erase"})
    assert asked.heading == "Erase all your data?"
    assert site.known() is not None
    done = site.post(page, {"action": "erase-all"})

    assert done.heading == "Your data is erased"
    assert site.known() is None
    assert site.reason() == "erased"
    assert site.get(page).heading == "You are unsubscribed"
    assert site.post(page, {"action": "erase-all"}).status == 200


def test_who_is_not_on_the_list_can_leave_it_all_the_same(site):
    token = site.keyring.token("subscriber", site.keyring.id(ADA))

    assert site.get(f"/preferences/{token}").heading == "Your choices are not kept here"
    assert site.get(f"/unsubscribe/{token}").status == 200
    assert site.post(f"/unsubscribe/{token}", ONE_CLICK).status == 200
    assert site.reason() == "unsubscribed"


@pytest.mark.parametrize("page", ["confirm", "preferences", "unsubscribe"])
def test_a_token_of_nobodys_is_not_found(site, page):
    right = site.subscriber()

    for token in ("x", right[:-1], right[:-1] + ("a" if right[-1] != "a" else "b")):
        assert site.get(f"/{page}/{token}").status == 404
        assert site.post(f"/{page}/{token}", ONE_CLICK).status == 404
    assert site.reason() == ""


@pytest.mark.parametrize("page", ["unsubscribe", "preferences"])
def test_a_link_of_nobodys_says_where_ones_own_is(site, page):
    for path in (f"/{page}", f"/{page}/"):
        answer = site.get(path)
        assert (answer.status, answer.heading) == (
            200,
            "Use the link in your own email",
        )
        assert "write to the newsletter" in answer.text
        said = site.get(f"{path}?lang=uk")
        assert said.heading == "Скористайтеся посиланням зі свого листа"


@pytest.mark.parametrize("status", ["active", "pending"])
def test_who_unsubscribed_can_still_erase_all_data(site, status):
    token = site.subscriber(status=status)

    for left in (
        site.post(f"/unsubscribe/{token}", ONE_CLICK),
        site.get(f"/preferences/{token}"),
    ):
        assert left.heading == "You are unsubscribed"
        assert 'name="action" value="erase"' in left.text
    site.post(f"/preferences/{token}", {"action": "erase-all"})

    assert (site.known(), site.reason()) == (None, "erased")
    assert "Erase my data" not in site.get(f"/preferences/{token}").text
