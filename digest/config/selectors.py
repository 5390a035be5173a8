"""CSS selectors: how a person says where something stands on a page."""

from functools import cache

from cssselect import HTMLTranslator, SelectorError

from digest.config.words import shown

MAX_SELECTOR = (
    300  # characters; what is longer was copied by a browser, and breaks soon
)


def selector(value: str) -> str:
    """Return a CSS selector as it is, or refuse it."""
    if not value.strip():
        message = (
            "write a CSS selector, such as '.story-body': an empty one stands here"
        )
        raise ValueError(message)
    if len(value) > MAX_SELECTOR:
        message = f"write a selector of at most {MAX_SELECTOR} characters"
        raise ValueError(message)
    try:
        xpath(value)
    except (SelectorError, RecursionError) as error:
        message = (
            f"not a CSS selector: {error}; "
            "write one such as '.story-body' or 'div#article p'"
        )
        raise ValueError(message) from None
    return value


def removable(value: str) -> str:
    """Return the selector of what is left out as it is, or refuse one for all."""
    if value.strip().lower() in {"*", "html", "body", ":root"}:
        message = f"{shown(value)} is the whole page: say what is to be left out"
        raise ValueError(message)
    return selector(value)


@cache
def xpath(css: str) -> str:
    """Return the XPath that finds what a CSS selector finds, anywhere on a page.

    Raises:
        SelectorError: it is no selector.
    """
    return HTMLTranslator().css_to_xpath(css, prefix="descendant-or-self::")
