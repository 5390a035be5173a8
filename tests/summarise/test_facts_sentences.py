"""Where a sentence ends: abbreviations, initials, numbers and marks do not end one."""

import pytest

from digest.summarise.languages import language
from digest.summarise.page import cut_up


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["Mr. J. K. Adams of the U.S. Navy paid $3.5 million.", "It sank."]),
        ("en", ["It left at 5 p.m. on Jan. 5.", "The next one did not."]),
        ("en", ["He left the U.S.", "The Danube rose."]),
        ("en", ["The author J.K. Brown came.", "No. 5 was late…", "Then it rained."]),
        ("en", ["“Why?” Smith asked.", "“I go.”", "He went."]),
        ("en", ["It was the truth.", "\" 'The Files' was a show.", "#One was not."]),
        ("en", ["It rained.", "\u200eWe left.", "[Now] they go."]),
        ("uk", ["У м. Києві на вул. Б. Грінченка було 5 тис. осіб.", "Вони пішли."]),
        ("uk", ["Це було у 2024 р.", "Він пішов.", "Ст. 5 закону діє."]),
        ("uk", ["Т. Г. Шевченко, ім. якого носить університет, отримав 3,5 млн грн."]),
        ("uk", ["Він сказав: «Так. Ні».", "Потім пішов…", "Усе."]),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(code: str, written: list[str]):
    text = " ".join(written)

    found = cut_up(text, language(code)).sentences

    assert [span.of(text) for span in found] == written
