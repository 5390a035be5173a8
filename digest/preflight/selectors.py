"""CSS selectors on a tree: what each finds, and which of two wins."""

from dataclasses import dataclass
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError, parse
from lxml import etree

from digest.preflight.document import Document, Element

Specificity = tuple[int, int, int]

_MAX_SELECTOR = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One selector, ready to be asked."""

    specificity: Specificity
    _xpath: etree.XPath

    def found(self, document: Document) -> list[Element]:
        """Return the elements that it finds."""
        elements: list[Element] = self._xpath(document.root)
        return elements


@lru_cache(maxsize=512)
def selectors(text: str) -> tuple[Selector, ...]:
    """Return the selectors of a rule; none where they depend on what a reader does."""
    if len(text) > _MAX_SELECTOR:
        return ()
    made = []
    try:
        for each in parse(text):
            if each.pseudo_element is None:
                xpath = HTMLTranslator().selector_to_xpath(each)
                compiled = etree.XPath(xpath)
                made.append(Selector(specificity=each.specificity(), _xpath=compiled))
    except (SelectorError, RecursionError, etree.XPathError):
        return ()
    return tuple(made)
