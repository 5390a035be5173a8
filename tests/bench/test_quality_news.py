import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import baselines, news_quotes
from bench.answers import Text
from bench.news_quotes import Labelled, LabelledArticle
from bench.spans import trimmed
from tests.bench.builders import said

SHARED = Path(__file__).parents[3] / "shared"
LABELLED = SHARED / "data" / "quotes_dev.jsonl"
SCORER = SHARED / "tools" / "score_quotes.py"

TEXT = "“We built the dyke,” said Anna Lind. He disagreed: “It will not hold.”"


def a_label(segment, kind, *speakers, optional=False):
    start = TEXT.index(segment)
    place = trimmed(TEXT, start, start + len(segment))
    return Labelled(place=place, kind=kind, speakers=speakers, optional=optional)


def judged(answers, *labels):
    article = LabelledArticle(given=Text(title="", text=TEXT), quotes=labels)
    return news_quotes.verdict([article], [answers])


def scores(answers, *labels, threshold=0.5):
    return news_quotes.scores(judged(answers, *labels), threshold=threshold)


DYKE = a_label("We built the dyke", "name", "Anna Lind")
HOLD = a_label("It will not hold.", "pronoun", "Per Holm")


def test_all_found_and_all_speakers_right_is_a_hundred():
    answers = [
        said(TEXT, "We built the dyke,", "Lind"),
        said(TEXT, "It will not hold", "Holm"),
    ]

    found = scores(answers, DYKE, HOLD)

    assert (found.span.f1, found.end_to_end.f1, found.of_all) == (100, 100, 100)
    assert (found.printed_wrong, found.coverage) == (0, 100)


def test_a_pronoun_as_an_answer_is_wrong():
    found = scores([said(TEXT, "It will not hold", "He")], HOLD)

    assert found.pronoun == 0


def test_a_wrong_speaker_known_surely_would_be_printed():
    answers = [said(TEXT, "We built the dyke", "Per Holm", confidence=0.9)]

    assert scores(answers, DYKE, threshold=0.9).printed_wrong == 100
    assert scores(answers, DYKE, threshold=0.95).printed_wrong == 0


def test_a_report_that_matches_nothing_counts_against_precision():
    answers = [said(TEXT, "We built the dyke", "Lind"), said(TEXT, "disagreed", None)]

    found = scores(answers, DYKE)

    assert (found.span.precision, found.span.recall) == (50, 100)
    assert found.end_to_end.precision == 50


def test_an_optional_quotation_counts_neither_way():
    optional = a_label("It will not hold.", "name", "Per Holm", optional=True)

    missed = scores([said(TEXT, "We built the dyke", "Lind")], DYKE, optional)
    found = scores(
        [said(TEXT, "We built the dyke", "Lind"), said(TEXT, "It will not hold", "X")],
        DYKE,
        optional,
    )

    assert missed == found


def test_a_quotation_without_a_source_is_no_matter_of_speakers():
    nobody = a_label("It will not hold.", "none")

    found = scores([said(TEXT, "It will not hold", "Lind")], nobody)

    assert found.span.f1 == 100
    assert found.coverage == 0


def test_how_sure_an_answer_was_stands_beside_its_verdict():
    answers = [
        said(TEXT, "We built the dyke", "Lind", confidence=0.9),
        said(TEXT, "It will not hold", None),
    ]

    assert news_quotes.sureness(judged(answers, DYKE, HOLD)) == ((0.9, True),)


@pytest.mark.skipif(
    not (LABELLED.exists() and SCORER.exists()),
    reason="the labelled articles of others are not here",
)
def test_the_scores_are_those_of_the_scorer_that_comes_with_the_labels(tmp_path):
    labelled = news_quotes.articles(LABELLED)
    answers = [baselines.nearest_name(article.given) for article in labelled]
    reports = tmp_path / "reports.jsonl"
    reports.write_text("\n".join(_lines(labelled, answers)), encoding="utf-8")

    run = subprocess.run(
        [sys.executable, SCORER, reports, LABELLED, "--json"],
        capture_output=True,
        check=True,
    )
    theirs = json.loads(run.stdout)
    verdict = news_quotes.verdict(labelled, answers)
    ours = news_quotes.scores(verdict, threshold=0)

    assert _comparable(ours) == pytest.approx(
        {
            "span": theirs["span"][2],
            "end to end": theirs["attr_gold"]["end_to_end_PRF"][2],
            "named": theirs["acc_name"]["of_all"],
            "nominal": theirs["acc_nominal"]["of_all"],
            "pronoun": theirs["acc_pronoun_hand"]["of_all"],
            "of all": theirs["attr_recall_estimate"],
        },
        abs=0.1,
    )


def _lines(labelled, answers):
    ids = [
        json.loads(line)["id"]
        for line in LABELLED.read_text(encoding="utf-8").splitlines()
    ]
    for name, article, found in zip(ids, labelled, answers, strict=True):
        quotes = [
            {
                "text": article.given.text[one.place.start : one.place.end],
                "start": one.place.start,
                "end": one.place.end,
                "speaker": one.speaker,
            }
            for one in found
        ]
        yield json.dumps({"id": name, "quotes": quotes})


def _comparable(ours):
    return {
        "span": ours.span.f1,
        "end to end": ours.end_to_end.f1,
        "named": ours.named,
        "nominal": ours.nominal,
        "pronoun": ours.pronoun,
        "of all": ours.of_all,
    }
