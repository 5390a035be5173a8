import json
import subprocess
import sys

import pytest

from bench import quality
from bench.calibration import calibration
from bench.tables import Table, as_json, between_marks, markdown, plain

TABLE = Table(
    title="Dykes",
    header=("dyke", "sacks", "held"),
    rows=(("Brimhaven", 11_000, 98.76), ("Sundhaven", 7, None)),
    note="Counted by hand.",
)


def test_a_plain_table_is_aligned():
    assert plain(TABLE).splitlines() == [
        "Dykes",
        "dyke        sacks  held",
        "─────────  ──────  ────",
        "Brimhaven  11,000  98.8",
        "Sundhaven       7     –",
        "Counted by hand.",
    ]


def test_a_table_as_markdown():
    assert markdown(TABLE).splitlines() == [
        "**Dykes**",
        "",
        "| dyke | sacks | held |",
        "| --- | --: | --: |",
        "| Brimhaven | 11,000 | 98.8 |",
        "| Sundhaven | 7 | – |",
        "",
        "Counted by hand.",
    ]


PAGE = """# Dykes

<!-- measured: by hand -->
old
<!-- measured: end -->

After.
"""


def test_tables_take_the_place_of_those_between_a_page_s_marks():
    once = between_marks(PAGE, [TABLE])

    assert once.startswith("# Dykes\n\n<!-- measured: by hand -->\n\n**Dykes**\n")
    assert once.endswith("Counted by hand.\n\n<!-- measured: end -->\n\nAfter.\n")
    assert between_marks(once, [TABLE]) == once


@pytest.mark.parametrize(
    "page", ["", "<!-- measured: end -->\n", "<!-- measured: a -->"]
)
def test_a_page_without_its_marks_is_left_as_it_is(page):
    with pytest.raises(ValueError, match="two marks"):
        between_marks(page, [TABLE])


def test_the_page_on_quality_has_its_marks():
    page = (quality.ROOT / "docs" / "quality.md").read_text(encoding="utf-8")

    assert between_marks(page, [TABLE]) != page


def test_a_table_as_json_keeps_its_values():
    (table,) = json.loads(as_json([TABLE]))

    assert table["rows"] == [
        {"dyke": "Brimhaven", "sacks": 11000, "held": 98.76},
        {"dyke": "Sundhaven", "sacks": 7, "held": None},
    ]


def test_a_calibration_counts_each_answer_once():
    answers = ((0.0, False), (0.8, True), (0.85, False), (0.95, True), (1.0, True))

    rows = {row[0]: row[1:] for row in calibration({"ours": answers}).rows}

    assert rows["0.80 to 0.90"] == (2, 50.0)
    assert rows["0.95 to 1.00"] == (2, 100.0)
    assert rows["0.50 to 0.60"] == (0, None)
    assert sum(row[0] for row in rows.values()) == len(answers)


def test_without_the_articles_of_others_our_gold_is_measured_all_the_same(tmp_path):
    run = subprocess.run(
        [sys.executable, quality.__file__, "--data", tmp_path, "--json"],
        capture_output=True,
        check=True,
        text=True,
    )

    titles = [table["title"] for table in json.loads(run.stdout)]
    assert all("gold" in title or "Confidence" in title for title in titles)
    assert run.stderr.count("skipped: there is no ") == 2
