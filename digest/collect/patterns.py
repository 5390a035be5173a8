"""A feed's own patterns, as its settings have them: paragraphs that are to go."""

import re
from collections.abc import Sequence

from digest.errors import FeedError


def compiled(drop: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Return a feed's own patterns.

    Raises:
        FeedError: one is no regular expression.
    """
    patterns = []
    for pattern in drop:
        try:
            patterns.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            message = f"drop: {pattern!r} is not a regular expression: {error}"
            raise FeedError(message) from error
    return tuple(patterns)
