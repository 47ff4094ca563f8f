"""The way from a small picture to the full size, level by level."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Gatys et al. 2015, figure 2: style from the first layer of each block.
DEEP_STYLE_LAYERS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1")
# Gatys et al. 2015, section Methods: content from relu4_2.
DEEP_CONTENT_LAYER = "relu4_2"
# What brushwork needs.
SHALLOW_STYLE_LAYERS = DEEP_STYLE_LAYERS[:3]

# Thousand multiply-adds a pixel of VGG-19's convolutions up to the deepest layer of each kind.
_DEEP_COST = 361
_FINE_COST = 241
_SHALLOW_COST = 112

_RATIO = math.sqrt(2)  # between two levels; Gatys et al. 2017 ("Controlling Perceptual Factors")
# The coarsest level's long side is at least this, in pixels: from smaller ones the shapes come out
# bolder, and faces get lost (docs/measurements.md, "Faces").
_SMALLEST = 220
_LARGEST_DEEP = 370  # levels above are painted with fewer layers
_LARGEST_FINE = 600  # and those above with fewer still


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the picture: its long side, how long and by which layers it is painted."""

    long_side: int
    iterations: int
    style_layers: tuple[str, ...]
    content_layer: str
    content_weight: float
    cost: float

    @property
    def layers(self) -> frozenset[str]:
        """All layers that the encoder has to give."""
        return frozenset((*self.style_layers, self.content_layer))


def levels(long_side: int) -> list[Level]:
    """Return the levels from the coarsest to the full size, for a long side in pixels."""
    sides = [long_side]
    while sides[0] / _RATIO >= _SMALLEST:
        sides.insert(0, round(sides[0] / _RATIO))
    return [_level(side, number) for number, side in enumerate(sides)]


def work_of(plan: Sequence[Level]) -> float:
    """Return the cost of all iterations of some levels."""
    return sum(level.iterations * level.cost for level in plan)


def _level(long_side: int, number: int) -> Level:
    pixels = long_side**2
    if number == 0:
        return Level(long_side, 32, DEEP_STYLE_LAYERS, DEEP_CONTENT_LAYER, 1.0, _DEEP_COST * pixels)
    if long_side <= _LARGEST_DEEP:
        return Level(long_side, 6, DEEP_STYLE_LAYERS, DEEP_CONTENT_LAYER, 1.0, _DEEP_COST * pixels)
    # Composition is settled here, texture is not: relu4_1 carries most of it (docs/measurements.md,
    # "Fine levels").
    if long_side <= _LARGEST_FINE:
        return Level(long_side, 12, DEEP_STYLE_LAYERS[:4], "relu4_1", 0.14, _FINE_COST * pixels)
    # The shapes are there already: a third of the work for brushwork (docs/measurements.md,
    # "Schedule").
    return Level(long_side, 16, SHALLOW_STYLE_LAYERS, "relu3_1", 0.1, _SHALLOW_COST * pixels)
