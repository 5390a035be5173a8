"""`digest summarise --jsonl --workers N`: more cores, the same bytes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Digest
from tests.cli.newsletters import SENTENCES

TEXT = "\n\n".join(SENTENCES)


def written(folder: Path, *, articles: int) -> Path:
    lines = [
        json.dumps(
            {"id": str(n), "title": f"No. {n}", "text": TEXT + f"\n\nIt is {n}."}
        )
        for n in range(articles)
    ]
    path = folder / "many.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def test_any_number_of_workers_gives_the_same_bytes(digest: Digest, tmp_path: Path):
    written(tmp_path, articles=100)

    alone = digest("summarise", "many.jsonl", "--jsonl")
    together = digest("summarise", "many.jsonl", "--jsonl", "--workers", "3")

    assert alone.code == together.code == 0
    assert len(alone.out.splitlines()) == 100
    assert together.out == alone.out


def test_a_line_that_is_no_article_is_named_after_the_same_answers(
    digest: Digest, tmp_path: Path
):
    with written(tmp_path, articles=40).open("a", encoding="utf-8") as lines:
        lines.write("nonsense\n" + json.dumps({"id": "z", "text": TEXT}))

    alone = digest("summarise", "many.jsonl", "--jsonl")
    together = digest("summarise", "many.jsonl", "--jsonl", "--workers", "2")

    assert (together.code, together.out, together.err) == (2, alone.out, alone.err)
    assert len(alone.out.splitlines()) == 40
    assert "line 42" in alone.err


@pytest.mark.parametrize("workers", ["0", "-1", "1.5", "65", "many"])
def test_a_number_of_workers_that_cannot_be_is_wrong_usage(
    digest: Digest, workers: str
):
    ran = digest("summarise", "x.jsonl", "--jsonl", "--workers", workers)

    assert ran.code == 2
    assert "--workers" in ran.err


def test_workers_are_for_many_articles(digest: Digest):
    ran = digest("summarise", "x.txt", "--workers", "2")

    assert ran.code == 2
    assert "--jsonl" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="a terminal's interrupt is POSIX's")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_says_little_and_leaves_no_worker(sent: signal.Signals):
    with subprocess.Popen(
        [sys.executable, "-m", "digest", "summarise", "-", "--jsonl", "--workers", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        assert run.stdin
        assert run.stdout
        article = json.dumps({"id": "a", "title": "", "text": TEXT}).encode() + b"\n"
        run.stdin.write(article * 32 * 8)
        run.stdin.flush()
        run.stdout.readline()  # both workers are at work

        # As a terminal does; a kill reaches only the parent.
        if sent == signal.SIGINT:
            os.killpg(run.pid, sent)
        else:
            run.kill()
        _, errors = run.communicate(timeout=30)  # ends when the last worker has

        assert run.returncode != 0
        assert b"Traceback" not in errors
