"""Colours of the house, for screen and paper alike: 4.5:1 at least, inks on paper and white on tones."""

INK = "#23211e"
SOFT = "#5d574e"
"""Small print, captions."""
RULE = "#d6cfc1"
WASH = "#f6f2e9"
PAPER = "#ffffff"

OBSTACLE = "#96401c"
OPPORTUNITY = "#17646b"
NEUTRAL = "#55606b"
DRAFT = "#7a5200"
"""What is still to be written or validated."""

TONES = {"obstacle": OBSTACLE, "opportunity": OPPORTUNITY, "neutral": NEUTRAL}


def mix(colour: str, share: float) -> str:
    """``colour`` over white: ``share`` 1 is the colour itself, 0 is white.

    >>> mix("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21. Source: WCAG 2.2, relative luminance.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(background: str) -> str:
    """Black or white, whichever is easier to read on a background: one of the two always reaches 4.5:1."""
    return max(("#000000", PAPER), key=lambda ink: contrast(ink, background))


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
