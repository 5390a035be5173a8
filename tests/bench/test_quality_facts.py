import json
import subprocess
import sys
from itertools import pairwise

import pytest

from bench import baselines
from bench.answers import Text
from bench.news_facts import Summarised, articles, difference, rouge
from bench.quality import ROOT
from bench.spans import Place

TEXT = (
    "The dyke at Brimhaven held on Friday. The mayor, Anna Lind, praised the dyke. "
    "Sacks are dear. Nobody was hurt when the river rose by two metres at Brimhaven. "
    "The river is long."
)
ENDS = [at + 1 for at, letter in enumerate(TEXT) if letter == "."]
SENTENCES = [Place(start + (start > 0), end) for start, end in pairwise([0, *ENDS])]
GIVEN = Text(title="", text=TEXT)


def summarised(summary):
    return Summarised(source="ours", given=GIVEN, summary=summary)


def test_the_lead_is_the_first_sentences():
    assert baselines.lead(GIVEN, SENTENCES, 3) == tuple(SENTENCES[:3])


def test_the_rankers_choose_sentences_of_the_article():
    pytest.importorskip("sumy")

    chosen = {
        name: choose(GIVEN, SENTENCES, 2)
        for name, choose in baselines.rankers().items()
    }

    assert set(chosen) == {"LexRank", "TextRank", "LSA", "Luhn"}
    assert all(set(places) < set(SENTENCES) for places in chosen.values())
    assert all(len(places) == 2 for places in chosen.values())


def test_the_rankers_choose_the_same_in_every_run():
    pytest.importorskip("sumy")

    chosen = {_chosen(hash_seed) for hash_seed in ("1", "2")}

    assert len(chosen) == 1


def _chosen(hash_seed):
    program = (
        "from bench.baselines import rankers; from bench.gold import articles;"
        "from bench.answers import Text; from bench.ours import sentences\n"
        "for a in articles()[:12]:\n"
        "    given = Text(title=a.title, text=a.text, language=a.language)\n"
        "    print(rankers()['LSA'](given, sentences(given), 2))"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed},
    ).stdout


def test_an_answer_in_the_summary_s_words_scores_a_hundred():
    pytest.importorskip("rouge_score")
    first = "The dyke at Brimhaven held on Friday."

    (score,) = rouge([summarised(first)], [SENTENCES[:1]])

    assert score == (100, 100, 7)


def test_an_answer_in_other_words_scores_nothing():
    pytest.importorskip("rouge_score")

    (score,) = rouge([summarised("Ships sail.")], [SENTENCES[2:3]])

    assert score == (0, 0, 3)


def test_an_answer_that_is_better_everywhere_is_surely_better():
    pytest.importorskip("numpy")

    gap = difference([3.0, 4.0, 5.0], [1.0, 2.0, 3.0])

    assert gap == pytest.approx((2, 2, 2))


def test_an_answer_that_is_better_by_chance_is_not_surely_better():
    pytest.importorskip("numpy")

    gap = difference([9.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0])

    assert gap.low < 0 < gap.mean < gap.high


def test_the_same_answers_have_the_same_interval_in_every_run():
    pytest.importorskip("numpy")
    ours = [number**0.5 for number in range(40)]
    theirs = [number**0.3 for number in range(40)]

    assert difference(ours, theirs) == difference(ours, theirs)


def test_summarised_articles_are_read_line_by_line(tmp_path):
    line = {
        "source": "ours",
        "title": "Dyke",
        "text": "It held.",
        "summary": ["A", "B"],
    }
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")

    (article,) = articles(path)

    assert article == Summarised(
        source="ours", given=Text(title="Dyke", text="It held."), summary="A\nB"
    )
