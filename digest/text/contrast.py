"""How well a text stands out from its paper: WCAG 2.2's contrast ratio.

Both formulas are those of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; text of
ordinary size needs 4.5 (success criterion 1.4.3).
"""

import math

LEAST_CONTRAST = 4.5
LEAST_BRIGHT = 0.2  # luminance: what stays below it is dark

_WEIGHTS = (0.2126, 0.7152, 0.0722)  # red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, `#rrggbb` each: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def cut_off(ratio: float) -> str:
    """Return a contrast as it is told: never rounded up to what it does not reach."""
    return f"{math.floor(ratio * 100) / 100:.2f}"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, `#rrggbb`: black 0, white 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return sum(
        weight * _linear(channel)
        for weight, channel in zip(_WEIGHTS, channels, strict=True)
    )


def _linear(channel: float) -> float:
    if channel <= 0.04045:  # noqa: PLR2004 - the standard's own number
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
