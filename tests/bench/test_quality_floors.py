import tomllib

from hypothesis import given
from hypothesis import strategies as st

from bench import floors, gold_tables, ours, quality
from bench.gold import articles

REACHED = {"en": {"spans": 97.31, "coverage": 60.0}, "uk": {"spans": 90.0}}

scores = st.dictionaries(
    st.sampled_from(["en", "uk", "de"]),
    st.dictionaries(
        st.sampled_from(["spans", "coverage", "facts-key"]), st.floats(0, 100)
    ),
)
# as they stand in the file
lows = scores.map(lambda some: floors.raised({}, some))


def test_our_gold_scores_at_least_its_floors():
    found = gold_tables.asked(articles())
    reached = gold_tables.reached(found, threshold=ours.THRESHOLD)
    low = floors.read(quality.FLOORS)

    assert low.keys() == reached.keys(), "run `python bench/quality.py --raise-floors`"
    assert list(floors.broken(low, reached)) == []


def test_a_score_below_its_floor_is_named():
    low = {"en": {"spans": 97.4, "coverage": 60.0}}

    (line,) = floors.broken(low, REACHED)

    assert line == "en: spans is 97.31, its floor 97.4"


def test_a_score_that_is_gone_is_named():
    (line,) = floors.broken({"en": {"roles": 10.0}}, REACHED)

    assert line == "en: roles is not measured any more (floor 10.0)"


def test_floors_are_raised_to_a_tenth_below_what_is_reached():
    assert floors.raised({"en": {"spans": 95.0}}, REACHED) == {
        "en": {"spans": 97.3, "coverage": 60.0},
        "uk": {"spans": 90.0},
    }


def test_a_floor_stays_where_less_is_reached():
    assert floors.raised({"uk": {"spans": 99.0}}, REACHED)["uk"] == {"spans": 99.0}


@given(lows, scores)
def test_no_floor_is_ever_lowered(low, reached):
    after = floors.raised(low, reached)

    assert all(
        after[language][name] >= score
        for language, known in low.items()
        for name, score in known.items()
    )


@given(lows, scores)
def test_what_is_reached_breaks_none_of_the_floors_it_sets(low, reached):
    broken = set(floors.broken(low, reached))

    assert set(floors.broken(floors.raised(low, reached), reached)) == broken


@given(lows)
def test_floors_are_read_as_they_were_written(low):
    assert tomllib.loads(floors.written(low)) == low


def test_without_a_file_there_are_no_floors(tmp_path):
    assert floors.read(tmp_path / "floors.toml") == {}


def test_raising_the_floors_lowers_none_that_is_not_reached(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text("[en]\nspans = 100.0\nfacts-key = 0.5\n", encoding="utf-8")

    broken = quality.raise_floors(path)

    after = floors.read(path)
    assert after["en"]["spans"] == 100
    assert after["en"]["facts-key"] > 1
    assert [line.partition(" is ")[0] for line in broken] == ["en: spans"]
