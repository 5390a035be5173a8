"""One article by hand, and many as JSON lines."""

import io
import json
from pathlib import Path

import pytest

from digest.text.verbatim import find
from tests.cli.conftest import Digest
from tests.cli.newsletters import SENTENCES, settings
from tests.examples.gold import PAGE, articles
from tests.servers import Server

SEED = Path(__file__).parents[3] / "shared" / "data" / "ukrainealert-north-korea.txt"
TEXT = "Boats from Paldiski\n\n" + "\n\n".join(SENTENCES)

FURNITURE = (
    "Stay updated",
    "directly to your inbox",
    "Further reading",
    "The views expressed in",
    "Eurasia Center",
    "Follow us on social media",
    "support our work",
    "Image:",
    "EYEPRESS",
    "Tactical Group",
)


@pytest.fixture
def seed(digest: Digest) -> dict:
    if not SEED.is_file():
        pytest.skip(f"the real article is not here: {SEED.name}")
    ran = digest("summarise", SEED, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def utterances(quotes: list[dict]) -> dict[int, list[dict]]:
    grouped: dict[int, list[dict]] = {}
    for quote in quotes:
        grouped.setdefault(quote["utterance"], []).append(quote)
    return grouped


def test_the_real_article_has_its_three_utterances_with_their_speakers(seed: dict):
    told = {
        (quotes[0]["speaker"], quotes[0]["role"], len(quotes))
        for quotes in utterances(seed["quotes"]).values()
    }

    assert told == {
        ("Yaroslav Chepurnyi", "Ukrainian army spokesman, Lieutenant Colonel", 1),
        ("Andrii Yusov", "Ukrainian military intelligence spokesman", 2),
        ("senior US officials", None, 1),
    }


def test_the_real_articles_quotations_are_word_for_word(seed: dict):
    texts = [quote["text"] for quote in seed["quotes"]]

    for quote in seed["quotes"]:
        assert seed["text"][quote["start"] : quote["end"]] == quote["text"]
    ends = [(words[:2], words[-1]) for words in map(str.split, texts)]
    assert ends == [
        (["more", "capable"], "neighbors"),
        (["They", "are"], "infantryman"),
        (["For", "the"], "experience"),
        (["This", "is"], "world."),
    ]


def test_the_real_articles_key_figures_are_among_its_facts(seed: dict):
    facts = [fact["text"] for fact in seed["facts"]]
    wanted = ("11,000 soldiers", "1.3 million active", "$2000 per")

    found = [figure for figure in wanted if any(figure in fact for fact in facts)]

    assert len(found) >= 2
    assert all(seed["text"][f["start"] : f["end"]] == f["text"] for f in seed["facts"])
    assert all(fact[0].isupper() and fact[-1] in ".!”" for fact in facts)


def test_the_real_article_keeps_its_author_and_loses_its_furniture(seed: dict):
    everything = json.dumps(seed, ensure_ascii=False)

    assert seed["title"].startswith("North Korea is using Russia’s")
    assert seed["authors"] == ["Alina Hrytsenko"]
    assert seed["author_note"].startswith("Alina Hrytsenko is an analyst at")
    assert [part for part in FURNITURE if part in everything] == []


def test_the_page_of_a_sample_article_gives_what_its_feed_gives(digest: Digest):
    found = json.loads(digest("summarise", PAGE, "--json").out)
    (expected,) = (a for a in articles() if a.title == found["title"])

    assert found["authors"] == list(expected.authors)
    assert found["author_note"] == expected.author_note
    assert [never for never in expected.never if find(never, found["text"])] == []
    assert all(find(fact, found["text"]) for fact in expected.facts)


def test_a_page_is_fetched_by_its_address(digest: Digest, tmp_path: Path):
    with Server() as server:
        server.serve("/page", PAGE.read_bytes(), content_type="text/html")
        settings = tmp_path / "feeds.yaml"
        settings.write_text(
            "newsletter: {title: T, from: T <t@example.org>}\n"
            "feeds: [{path: feed.xml, title: F}]\n"
            f'http: {{allow: ["{server.place}"]}}\n'
        )
        ran = digest("summarise", server.url("/page"), "--json")

    assert ran.code == 0, ran.err
    assert len(json.loads(ran.out)["quotes"]) > 1


def test_a_page_that_cannot_be_had_is_told_in_one_line(digest: Digest):
    ran = digest("summarise", "http://127.0.0.1:9/page")

    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1


def test_people_get_lines_to_read(digest: Digest, tmp_path: Path):
    (tmp_path / "boats.txt").write_text(TEXT)

    out = digest("summarise", "boats.txt").out

    assert out.startswith("Boats from Paldiski\n")
    assert "> — Anders Lindqvist" in out


def stdin(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content))


@pytest.mark.parametrize("content", [b"", b" \n\0", b"M\xfcnchen"])
def test_input_that_is_no_text_is_refused_and_never_repaired(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
):
    (tmp_path / "article.txt").write_bytes(content)
    monkeypatch.setattr("sys.stdin", stdin(content))

    for place in ("article.txt", "-"):
        assert digest("summarise", place, "--json").code == 2


def test_half_a_surrogate_pair_comes_back_as_it_was(digest: Digest, tmp_path: Path):
    line = json.dumps({"id": "\ud800", "title": "", "text": TEXT})
    (tmp_path / "many.jsonl").write_text("\ufeff" + line)

    ran = digest("summarise", "many.jsonl", "--jsonl")

    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["id"] == "\ud800"


def test_one_article_or_many_must_be_chosen(digest: Digest):
    assert digest("summarise", "x", "--json", "--jsonl").code == 2


def test_standard_input_is_read_for_a_dash(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", stdin(TEXT.encode()))

    found = json.loads(digest("summarise", "-", "--json", "--facts", "2").out)

    assert found["title"] == "Boats from Paldiski"
    assert len(found["facts"]) == 2


def test_json_lines_are_answered_in_order_with_offsets_into_the_text_given(
    digest: Digest, tmp_path: Path
):
    texts = {"b": TEXT, "a": "Subscribe to our newsletter.\n\n" + TEXT, "c": ""}
    given = [json.dumps({"id": i, "title": "", "text": t}) for i, t in texts.items()]
    (tmp_path / "many.jsonl").write_text("\n".join(given) + "\n\n")

    ran = digest("summarise", "many.jsonl", "--jsonl", "--facts", "3")
    answers = [json.loads(line) for line in ran.out.splitlines()]

    assert [answer["id"] for answer in answers] == ["b", "a", "c"]
    for answer in answers[:2]:
        assert len(answer["facts"]) == 3
        assert answer["quotes"]
        for found in (*answer["facts"], *answer["quotes"]):
            text = texts[answer["id"]]
            assert text[found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize(
    "line",
    [b"[]", b"{}", b"nonsense", b'{"id": 1, "text": "x"}', b"\xff", b"[" * 100_000],
)
def test_a_line_that_is_no_article_is_named(
    digest: Digest, tmp_path: Path, line: bytes
):
    good = json.dumps({"id": "a", "title": "", "text": "x"}).encode()
    (tmp_path / "many.jsonl").write_bytes(good + b"\n" + line + b"\n")

    ran = digest("summarise", "many.jsonl", "--jsonl")

    assert ran.code == 2
    assert "line 2" in ran.err


def test_a_file_that_is_not_there_is_wrong_usage(digest: Digest):
    ran = digest("summarise", "none.txt")

    assert ran.code == 2
    assert "none.txt" in ran.err


def test_each_line_is_read_in_its_own_language(digest: Digest, tmp_path: Path):
    text = (
        "«Міст знову відкриють до першого снігу», — сказала інженерка Оксана Кравець."
    )
    (tmp_path / "many.jsonl").write_text(json.dumps({"id": "1", "text": text}))

    ran = digest("summarise", "many.jsonl", "--jsonl")

    (quote,) = json.loads(ran.out)["quotes"]
    assert quote["speaker"] == "Оксана Кравець"


def test_an_articles_date_rubric_and_picture_are_told(digest: Digest, tmp_path: Path):
    page = tmp_path / "a.html"
    head = (
        "<meta property=article:published_time content=2025-01-10T08:00:00Z>"
        "<meta property=article:section content=World>"
        "<meta property=og:image content=https://e.example/ship.jpg>"
    )
    body = "".join(f"<p>{each}</p>" for each in SENTENCES)
    page.write_text(f"<html><head>{head}</head><body><article>{body}")

    told = json.loads(digest("summarise", page, "--json").out)

    assert told["published"] == "2025-01-10T08:00:00+00:00"
    assert told["rubric"] == "World"
    assert told["image"]["url"] == "https://e.example/ship.jpg"
    assert told["image"]["width"] is None


def test_an_article_at_an_address_is_read_by_its_sites_rule(
    digest: Digest, tmp_path: Path
):
    with Server() as server:
        allowed = f"http: {{allow: ['{server.place}']}}\n"
        sites = "sites: [{host: 127.0.0.1, text: .own}]\n"
        settings(tmp_path, "feed.xml", more=allowed + sites)
        body = "".join(f"<p>{each}</p>" for each in SENTENCES)
        html = f"<html><body><article>{body}</article><p class=own>{SENTENCES[0]}</p>"
        server.serve("/a", html, content_type="text/html")

        ran = digest("summarise", server.url("/a"), "--json")

    assert json.loads(ran.out)["text"] == SENTENCES[0]
