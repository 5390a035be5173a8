import pytest

from bench.names import is_pronoun, same_speaker


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Keir Starmer", "Starmer"),
        ("Prime Minister Keir Starmer", "Keir Starmer"),
        ("Keir Starmer, the prime minister,", "Starmer"),
        ("the prime minister, Keir Starmer", "Keir Starmer"),
        ("Keir", "Keir Starmer"),
        ("Martin Luther King Jr.", "King"),
        ("a spokesman", "a spokesman for the company"),
        ("Bank of Elsewhere president John Smith", "Smith"),
        ("Anna Berg-Lind", "Lind"),
        ("Starmer’s", "Starmer"),
        ("Sen. Anna Lind (D-Ohio)", "Anna Lind"),
        ("міністр Олена Коваль", "Коваль"),
    ],
)
def test_two_descriptions_of_one_speaker_agree(one, other):
    assert same_speaker(one, other)
    assert same_speaker(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Keir Starmer", "Angela Rayner"),
        ("a spokesman", "a spokeswoman"),
        ("Anna", "Anna’s brother"),
        ("", "Starmer"),
        ("…", "Starmer"),
    ],
)
def test_two_speakers_do_not(one, other):
    assert not same_speaker(one, other)
    assert not same_speaker(other, one)


@pytest.mark.parametrize("answer", ["he", "She", "they both", "who"])
def test_a_pronoun_is_no_answer(answer):
    assert is_pronoun(answer)


@pytest.mark.parametrize("answer", ["", "Starmer", "It was the prime minister"])
def test_a_name_is(answer):
    assert not is_pronoun(answer)
