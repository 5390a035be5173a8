"""Language packs: data in a file, checked as it is read, from any folder."""

from pathlib import Path

import pytest

from digest.summarise import languages
from digest.summarise.languages import PackError, language, pack

PACKED = sorted(Path(languages.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("file", PACKED, ids=lambda file: file.stem)
def test_each_packed_language_is_sound_and_tells_speakers(file: Path):
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
        ("according = 'laut'", "de.toml: according: write a list of texts"),
        ("according = [1]", "de.toml: according: write a list of texts"),
        ("asides = 'yes'", "de.toml: asides: write true or false"),
        ("stemmer = 1", "de.toml: stemmer: write one text"),
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


def test_an_empty_pack_is_one_of_no_words():
    assert not pack("", "de.toml").attributes


def test_a_folder_of_packs_is_read_instead_of_ours(tmp_path: Path):
    (tmp_path / "de.toml").write_text("[attribution]\nreporting = 'sagt'\n", "utf-8")

    assert language("de-AT", tmp_path).reporting == {"sagt"}
    assert not language("en", tmp_path).attributes


@pytest.mark.parametrize("code", ["../en", "", "e", "en/../en", "xx"])
def test_a_tag_without_a_pack_has_no_words(code: str):
    assert not language(code).attributes
