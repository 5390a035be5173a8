"""Learn what the signs of a speaker weigh, from articles with labelled quotations.

    python bench/learn_speakers.py ARTICLES.jsonl [--check] [--write]

The file is the one `bench/quality.py` scores (see `news_quotes`), with the places of
the speakers besides: `{"speaker_start", "speaker_end"}`. Without `--write` nothing is
changed; `--check` prints how weights learned of four fifths of the articles do on the
fifth that they have not seen, for all five.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.logit import Choice, fitted
from bench.names import is_pronoun, same_speaker
from digest.summarise import weights as packed
from digest.summarise.languages import language
from digest.summarise.marks import Stretch
from digest.summarise.page import Page, cut_up
from digest.summarise.speakers import Option, likeliest, options
from digest.summarise.speech import speech

L1, L2, LEAST = 1.0, 0.05, 4
ROUNDS = 3  # who spoke last is a sign: weights are learned again from their own answers
FOLDS = 5
OPTIONAL = 0.3  # what a quotation counts that is too short to be scored
NOTE = """\
# What the signs of a speaker weigh: sign = weight, in log-odds.
#
# Written by bench/learn_speakers.py, which writes it anew. A sign says where one
# stands ("before" or "after" the quotation in its sentence, "above" it, "over" it in
# another paragraph, "below" as a byline; "last" and "next": whoever speaks the stretch
# before or after) and what is around it: the parts are verb (of speech), weak (such as
# often are), was (auxiliaries), who, and, in, the, he, name, role, word, -ing, marks.

"""

# News hardly prints dialogues, so what tells one can't be learned from it.
SET = {
    "other under asked": 6.0,  # a question, and the next paragraph answers
    "other in turn": 4.0,  # the two go on taking turns
}

SET_NOTE = """\
# Not learned: who answers whom. News hardly prints dialogues."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An article cut up, and for each stretch the label that fits it, if one does."""

    page: Page
    heard: Sequence[Stretch]
    labels: Sequence[Gold | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--l1", type=float, default=L1)
    asked = parser.parse_args()
    given = list(_given(asked.articles))
    if asked.check:
        _check(given, l1=asked.l1)
    learned = _learned(given, l1=asked.l1)
    print(f"learned of all: {len(learned)} signs; on what they were learned of:")
    _report([(one, options(one.page, one.heard, learned)) for one in given])
    if asked.write:
        file = Path(packed.__file__).with_name("speakers.toml")
        file.write_text(_toml(learned), encoding="utf-8", newline="\n")
        print(f"wrote {file.name}")


def _given(file: Path) -> Iterator[Given]:
    english = language("en")
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            page = cut_up(article["text"], english)
            heard = speech(page)
            if heard:
                labels = [_label(one, article["quotes"]) for one in heard]
                yield Given(page=page, heard=heard, labels=labels)


def _label(stretch: Stretch, labels: Sequence[Gold]) -> Gold | None:
    """Return the label that nearly all of a stretch lies in."""
    start, end = stretch.inner.start, stretch.inner.end
    for label in labels:
        shared = min(end, label["end"]) - max(start, label["start"])
        if shared >= 0.9 * (end - start):
            return label
    return None


def _learned(given: Sequence[Given], *, l1: float) -> dict[str, float]:
    learned: dict[str, float] = {}
    for _ in range(ROUNDS):
        choices = [
            choice
            for one in given
            for choice in _choices(one, options(one.page, one.heard, learned))
        ]
        learned = fitted(choices, l1=l1, l2=L2, least=LEAST)
    return learned


def _choices(given: Given, offered: Sequence[Sequence[Option]]) -> Iterator[Choice]:
    for label, options_ in zip(given.labels, offered, strict=True):
        yield Choice(
            signs=[option.signs for option in options_],
            right=[_is_right(option, label) for option in options_],
            weight=OPTIONAL if label and label["optional"] else 1.0,
        )


def _is_right(option: Option, label: Gold | None) -> bool:
    one = option.candidate
    nobody = one.phrase is None and one.carried is None and not one.other
    if label is None or label["speaker_type"] == "none":
        return nobody
    if one.phrase is not None and one.phrase.kind == "pronoun":
        start, end = label["speaker_start"], label["speaker_end"]
        return one.phrase.start < end and start < one.phrase.end
    return not nobody and _means(option.meaning.name, label)


def _means(name: str | None, label: Gold) -> bool:
    if not name or is_pronoun(name):
        return False
    return any(same_speaker(name, right) for right in _names(label))


def _names(label: Gold) -> Sequence[str]:
    if label["speaker_type"] != "pronoun":
        return [label["speaker"]]
    names: Sequence[str] = (label.get("resolved") or {}).get("names") or []
    return names


def _check(given: Sequence[Given], *, l1: float) -> None:
    order = list(range(len(given)))
    random.Random(0).shuffle(order)  # noqa: S311
    judged = []
    for fold in range(FOLDS):
        unseen = {at for place, at in enumerate(order) if place % FOLDS == fold}
        seen = [one for at, one in enumerate(given) if at not in unseen]
        learned = _learned(seen, l1=l1)
        unheard = [given[at] for at in sorted(unseen)]
        judged += [(one, options(one.page, one.heard, learned)) for one in unheard]
    print("on articles not seen:")
    _report(judged)


def _report(judged: Sequence[tuple[Given, list[list[Option]]]]) -> None:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for given, offered in judged:
        for label, options_ in zip(given.labels, offered, strict=True):
            kind = _kind(label)
            if label is not None and kind:
                total[kind] += 1
                right[kind] += _means(likeliest(options_), label)
    for kind in sorted(total):
        share = 100 * right[kind] / total[kind]
        print(f"  {kind:15} {total[kind]:5}  {share:5.1f} % right")


def _kind(label: Gold | None) -> str | None:
    if label is None or label["optional"] or label["speaker_type"] == "none":
        return None
    resolved = (label.get("resolved") or {}).get("by")
    kind: str = label["speaker_type"]
    return f"pronoun by {resolved}" if kind == "pronoun" else kind


def _toml(learned: Mapping[str, float]) -> str:
    lines = [
        f"{json.dumps(sign, ensure_ascii=False)} = {learned[sign]}"
        for sign in sorted(learned)
    ]
    kept = [f"{json.dumps(sign)} = {weight}" for sign, weight in SET.items()]
    return "\n".join([f"{NOTE}[weights]", *lines, "", SET_NOTE, "[set]", *kept, ""])


if __name__ == "__main__":
    main()
