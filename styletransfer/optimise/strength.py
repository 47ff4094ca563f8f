"""What the strength of a painting means: even steps from the photo to nearly the style alone.

The figures were chosen so that the distance to the photo grows evenly (docs/measurements,
"Strength").
"""

# Style against content at strength 50, which shows what the paper shows; chosen by eye.
_STYLE_WEIGHT = 1.5
# How many steps of strength multiply that weight by ten, below 50 and above: above, the style is
# near already, and less changes at once.
_PER_DECADE_BELOW = 25.0
_PER_DECADE_ABOVE = 50.0
# A weight alone does not get far from the photo that the painter begins with; from here on it
# begins with a mixture, which at 100 has this share of the style. The exponent makes steps of
# strength even to the eye (docs/measurements, "Stronger, evenly").
_MIXED_FROM = 50
_MIXED_EVENLY = 0.6
# Shapes are the style's own from this strength on. In the middle they are looked for by so much of
# the canvas (docs/measurements, "Structure first").
_MATCHED_FROM = 50
_OF_CANVAS = 0.3
_LARGEST_SHARE = 0.9


def style_weight(strength: int) -> float:
    """Return the weight of the style against the content, for a strength 0..100."""
    per_decade = _PER_DECADE_BELOW if strength < 50 else _PER_DECADE_ABOVE
    return _STYLE_WEIGHT * 10 ** ((strength - 50) / per_decade)


def photo_share(strength: int) -> float:
    """Return how much of the photo stays where shapes are matched, 0..1, for a strength 0..100."""
    return max(0.0, 1 - strength / _MATCHED_FROM)


def canvas_share(strength: int) -> float:
    """Return how much of the canvas, not the photo, similar places are looked for by, 0..1."""
    return _OF_CANVAS + (1 - _OF_CANVAS) * max(0, strength - 50) / 100


def style_share(strength: int) -> float:
    """Return how much of the style's texture is mixed into the first canvas, 0..0.9."""
    mixed = max(0, strength - _MIXED_FROM) / (100 - _MIXED_FROM)
    return _LARGEST_SHARE * mixed**_MIXED_EVENLY
