from digest.collect.recurrence import (
    MAX_REMEMBERED,
    fingerprint,
    furniture_in,
    recurring,
    remembered,
)
from tests.collect.builders import prose

BOX = "Our members make this possible."


def text(seed, *more):
    return "\n\n".join([*prose(seed), *more])


def test_a_paragraph_in_three_articles_is_furniture():
    texts = [text(seed, BOX) for seed in range(3)]

    assert recurring(texts, {}) == {fingerprint(BOX)}


def test_typography_makes_no_other_paragraph_of_it():
    assert fingerprint("Our  Members make\u00a0this possible.") == fingerprint(BOX)


def test_earlier_articles_count():
    before = remembered([text(1, BOX), text(2, BOX)], {})

    assert recurring([text(3, BOX)], before) == {fingerprint(BOX)}


def test_twice_is_enough_for_a_short_paragraph_at_the_edges_of_a_first_small_batch():
    assert recurring([text(1, BOX), text(2, BOX)], {}) == {fingerprint(BOX)}
    assert recurring([text(n, BOX) if n < 2 else text(n) for n in range(9)], {}) == (
        frozenset()
    )


def test_a_text_that_is_mostly_anothers_copy_stays_whole():
    texts = [text(1, BOX)] * 3

    recurrent = recurring(texts, {})

    assert fingerprint(prose(1)[0]) in recurrent
    assert furniture_in(texts[0], recurrent) == frozenset()


def test_a_wall_that_stands_for_every_article_is_furniture():
    wall = "Please log in to read on. It takes a minute."

    assert furniture_in(wall, recurring([wall] * 3, {})) == {fingerprint(wall)}


def test_what_is_remembered_stays_within_bounds_and_keeps_what_recurs():
    before = {f"{number:016x}": 1 for number in range(MAX_REMEMBERED)}

    counts = remembered([BOX, BOX], before)

    assert len(counts) == MAX_REMEMBERED
    assert counts[fingerprint(BOX)] == 2
