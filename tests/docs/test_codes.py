"""Every finding that a check can make is listed once, and explained on its page."""

import ast
import re
from pathlib import Path

import pytest

from digest.codes import codes

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([a-z-]+)` \| (error|warning) \| (.*) \|$", re.MULTILINE)
ROOMS = {"manuscript": "manuscript", "email": "preflight"}
MAKERS = {"error", "warning", "Finding", "_finding", "_wrong"}


@pytest.mark.parametrize("about", ROOMS)
def test_a_page_explains_every_finding_as_the_list_has_it(about: str):
    page = (ROOT / "docs" / f"{ROOMS[about]}.md").read_text(encoding="utf-8")

    listed = [c for c in codes().values() if c.about == about]

    assert ROW.findall(page) == [(c.name, c.severity, c.meaning) for c in listed]


@pytest.mark.parametrize("about", ROOMS)
def test_every_finding_of_the_list_can_be_made(about: str):
    listed = {code.name for code in codes().values() if code.about == about}

    assert listed <= constants(*syntax(ROOMS[about]))


@pytest.mark.parametrize("about", ROOMS)
def test_every_finding_that_is_made_is_in_the_list(about: str):
    calls = [
        node
        for tree in syntax(ROOMS[about])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MAKERS
    ]
    shape = re.compile(r"[a-z]+(?:-[a-z]+)+")
    made = {text for text in constants(*calls) if shape.fullmatch(text)}

    assert made
    assert made <= codes().keys()


def syntax(room: str) -> list[ast.AST]:
    paths = sorted((ROOT / "digest" / room).glob("*.py"))
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def constants(*trees: ast.AST) -> set[str]:
    nodes = (node for tree in trees for node in ast.walk(tree))
    values = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {value for value in values if isinstance(value, str)}
