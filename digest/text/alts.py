"""What stands in for a picture where it is not seen: how much of it is printed."""

MOST_ALT_CHARACTERS = 150  # longer ones are read out in one breath, and lost

_LOOSE_ENDS = " ,;:–—-("


def shortened(alt: str) -> str:
    """Return as much of a text as stands in for a picture, cut after a whole word.

    No dots mark the cut: what is left is what its page says, word for word.
    """
    line = " ".join(alt.split())
    if len(line) <= MOST_ALT_CHARACTERS:
        return line
    room, _, _ = line[: MOST_ALT_CHARACTERS + 1].rpartition(" ")
    return (room or line[:MOST_ALT_CHARACTERS]).rstrip(_LOOSE_ENDS)
