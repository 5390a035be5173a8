"""Language packs: data in a file, checked as it is read, from any folder."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from digest.model import Article
from digest.summarise import in_order, languages, summarise
from digest.summarise.languages import Language, PackError, language, pack
from digest.summarise.languages.counting import Counting

Build = Callable[..., Article]
PACKS = Path(__file__).with_name("packs")  # a third language, for these tests
PACKED = sorted(Path(languages.__file__).parent.glob("*.toml"))
FILES = [*PACKED, *sorted(PACKS.glob("*.toml"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_pack_is_sound_and_tells_speakers(file: Path):
    found = pack(file.read_text(encoding="utf-8"), file.name)

    assert found.attributes
    assert found.stop_words
    assert found.hanging


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reporting = ", "de.toml: is no TOML: "),
        ("[attribution]\nreport = 'sagt'", "de.toml: attribution.report: no such key"),
        (
            "[attribution]\nreporting = ['sagt']",
            "de.toml: attribution.reporting: write",
        ),
        (
            "[words]\nmonths = 'Januar'",
            "de.toml: words.months: write 'Januar' in lower",
        ),
        ("[words]\nroles = 'мэp'", "de.toml: words.roles: 'мэp' mixes two alphabets"),
        ("according = 'laut'", "de.toml: according: write a list of texts"),
        ("according = [1]", "de.toml: according: write a list of texts"),
        ("asides = 'yes'", "de.toml: asides: write true or false"),
        ("stemmer = 1", "de.toml: stemmer: write one text"),
        ("according = ['']", "de.toml: according: a text is empty"),
        ("marks = ['«']", "de.toml: marks: write pairs of two marks"),
        ("pronouns = 'er'", "de.toml: pronouns: write a table: [pronouns]"),
        ("[pronouns]\ner = 'boy'", "de.toml: pronouns.er: 'boy' is none of male, "),
        ("[pronouns]\ner = 1", "de.toml: pronouns.er: write one text"),
        ("numbers = 1", "de.toml: numbers: write a table: [numbers]"),
        ("[numbers]\nunit = ''", "de.toml: numbers.unit: no such key"),
        ("counting = ''", "de.toml: counting: no such key"),
        (
            "[words]\nroles = 'a'\n[names]\nroles = 'b'",
            "de.toml: names.roles: stands in the file twice",
        ),
    ],
)
def test_a_pack_with_a_mistake_is_refused_by_file_and_key(text: str, message: str):
    with pytest.raises(PackError) as caught:
        pack(text, "de.toml")

    assert str(caught.value).startswith(message)


def test_a_pack_that_is_not_utf8_is_refused_by_its_name(tmp_path: Path):
    (tmp_path / "de.toml").write_bytes(b"according = ['\xe4']")

    with pytest.raises(PackError, match=r"de\.toml: is not UTF-8"):
        language("de", tmp_path)


def test_an_empty_pack_is_one_of_no_words():
    assert not pack("", "de.toml").attributes


def test_a_folder_of_packs_is_read_instead_of_ours(tmp_path: Path):
    (tmp_path / "de.toml").write_text("[attribution]\nreporting = 'sagt'\n", "utf-8")

    assert language("de-AT", tmp_path).reporting == {"sagt"}
    assert not language("en", tmp_path).attributes


@pytest.mark.parametrize("code", ["../en", "", "e", "en/../en", "xx"])
def test_a_tag_without_a_pack_has_no_words(code: str):
    assert not language(code).attributes


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        (
            "„Most otworzymy przed zimą” – powiedziała rzeczniczka miasta Anna Lis.",
            "Anna Lis",
            "rzeczniczka miasta",
        ),
        ("Jan Lis dodał, że „most jest prawie gotowy”.", "Jan Lis", None),
        (
            "Zdaniem Anny Lis „most jest prawie gotowy”. Anna Lis czeka.",
            "Anna Lis",
            None,
        ),
    ],
)
def test_a_third_language_needs_no_more_than_its_pack(
    an_article: Build, text: str, speaker: str, role: str | None
):
    (quote,) = summarise(an_article(text, language="pl"), packs=PACKS).quotes

    assert (quote.speaker, quote.role) == (speaker, role)
    assert quote.confidence >= 0.8


def test_a_third_language_has_its_narrator_within_the_marks_too(an_article: Build):
    text = "„Most jest gotowy – mówi Jan Lis. – Brakuje tylko farby”."

    (quote,) = in_order(summarise(an_article(text, language="pl"), packs=PACKS).quotes)

    assert [one.text for one in quote.segments] == [
        "Most jest gotowy",
        "Brakuje tylko farby",
    ]
    assert quote.speaker == "Jan Lis"


def test_without_its_pack_the_same_language_names_nobody(an_article: Build):
    text = "„Most otworzymy przed zimą” – powiedziała Anna Lis."

    quotes = summarise(an_article(text, language="pl")).quotes

    assert [quote.speaker for quote in quotes] == [None]


@pytest.mark.parametrize("kind", [Language, Counting])
def test_every_key_is_explained(kind: type):
    page = (Path(__file__).parents[2] / "docs" / "languages.md").read_text("utf-8")

    keys = {one.name for one in fields(kind)} - {"counting"}
    assert sorted(key for key in keys if f"`{key}`" not in page) == []
