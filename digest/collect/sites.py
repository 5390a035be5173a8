"""A site's own rule: where its articles stand, as a person says it in the settings."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from digest.collect.blocks import paragraphs_of
from digest.collect.plain import names, plain
from digest.model import SiteRule

_MAX_NAMES = 20


def rule_for(url: str, rules: Sequence[SiteRule]) -> SiteRule | None:
    """Return the rule that holds for a page: of several, the one of the longest host.

    None: its site needs none.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    fitting = [rule for rule in rules if f".{host}".endswith(f".{rule.host}")]
    return max(fitting, key=lambda rule: len(rule.host), default=None)


def prune(tree: Any, rule: SiteRule) -> None:
    """Take out of a page what its site's rule says is none of the article."""
    for css in rule.without:
        for element in _found(tree, css):
            if element.getparent() is not None:
                element.drop_tree()


def ruled_text(tree: Any, rule: SiteRule) -> str:
    """Return the paragraphs where the rule says that the text is; "": it finds none."""
    if rule.text is None:
        return ""
    found = _found(tree, rule.text)
    held = set(found)
    outer = [each for each in found if held.isdisjoint(each.iterancestors())]
    markup = (etree.tostring(e, encoding="unicode", with_tail=False) for e in outer)
    return "\n\n".join(part for each in markup for part in paragraphs_of(each))


def ruled_authors(tree: Any, rule: SiteRule) -> tuple[str, ...]:
    """Return the names where the rule says that the authors are."""
    if rule.authors is None:
        return ()
    found = _found(tree, rule.authors)[:_MAX_NAMES]
    return names([plain("".join(each.itertext())) for each in found])


def _found(tree: Any, css: str) -> list[Any]:
    elements: list[Any] = _finder(css)(tree)
    return elements


@cache
def _finder(css: str) -> etree.XPath:
    from digest.config import xpath  # and pydantic with it, where there is a rule

    return etree.XPath(xpath(css))
