"""The way from a small picture to the full size, level by level."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

# Shapes first, by similar places of the styles, or the styles' statistics alone.
Method = Literal["structure", "statistics"]

# The long side of what can be painted, in pixels.
LEAST_SIZE, MOST_SIZE = 64, 4096

# Gatys et al. 2015, figure 2: style from the first layer of each block.
DEEP_STYLE_LAYERS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1")
# Gatys et al. 2015, section Methods: content from relu4_2.
DEEP_CONTENT_LAYER = "relu4_2"
# What brushwork needs.
SHALLOW_STYLE_LAYERS = DEEP_STYLE_LAYERS[:3]

# Thousand multiply-adds a pixel of VGG-19's convolutions up to the deepest layer of each kind.
_DEEP_COST = 361
_FINE_COST = 270
_SHALLOW_COST = 112

# The coarsest level's long side in pixels: from smaller ones the shapes come out bolder, and faces
# get lost (docs/measurements, "Faces").
_COARSEST = 256
# Levels above are painted with shallow layers only, for the time and the memory that it takes.
_LARGEST_FINE = 1024
# The first fine level finds the texture, a second one only its detail (docs/measurements, "1024
# px by four layers").
_FIRST_FINE, _SECOND_FINE = 16, 10
# Where the composition is settled, of how much weight the content is (docs/measurements, "Fine
# levels").
_FINE_CONTENT = 0.07
_SHALLOW_CONTENT = 0.1


# Where shapes are matched, before texture is painted: long sides in pixels and, between one choice
# of similar places and the next, iterations (docs/measurements, "Structure first").
_MATCHED = ((96, 8), (96, 8), (192, 8), (192, 4))
# Afterwards the texture needs fewer iterations, and the shapes are the canvas's own.
_TEXTURE, _TEXTURE_CONTENT = 10, 0.1


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the picture: its long side, how long and by which layers it is painted.

    Where it is `matched`, it is painted by similar places of the style, not by its statistics.
    """

    long_side: int
    iterations: int
    style_layers: tuple[str, ...]
    content_layer: str
    content_weight: float
    cost: float
    matched: bool = False

    @property
    def layers(self) -> frozenset[str]:
        """All layers that the encoder has to give."""
        return frozenset((*self.style_layers, self.content_layer))


def levels(long_side: int) -> list[Level]:
    """Return the levels from the coarsest to the full size, for a long side in pixels.

    Each is about twice as large as the one before, as in Gatys et al. 2017, section 6
    ("Controlling Perceptual Factors in Neural Style Transfer").
    """
    doublings = max(0, round(math.log2(long_side / _COARSEST)))
    if not doublings:
        return [_coarsest(long_side, 26)]
    ratio = (long_side / _COARSEST) ** (1 / doublings)
    finer = [round(_COARSEST * ratio**number) for number in range(1, doublings + 1)]
    first, *others = finer
    return [
        _coarsest(_COARSEST, 10),
        _fine(first, _FIRST_FINE),
        *(
            _fine(side, _SECOND_FINE) if side <= _LARGEST_FINE else _shallow(side)
            for side in others
        ),
    ]


def structure_levels(long_side: int) -> list[Level]:
    """Return the levels that redraw shapes first, from the coarsest to the full size in pixels."""
    sides = [(side, count) for side, count in _MATCHED if side <= long_side] or [(long_side, 16)]
    first, *others = levels(long_side)[1:] or [_fine(long_side, _TEXTURE)]
    texture = _fine(first.long_side, _TEXTURE)
    return [
        *(_matched(side, count) for side, count in sides),
        replace(texture, content_weight=_TEXTURE_CONTENT),
        *others,
    ]


def levels_by(method: Method, long_side: int) -> list[Level]:
    """Return the levels of a painting by a method, for a long side in pixels."""
    return structure_levels(long_side) if method == "structure" else levels(long_side)


def work_of(plan: Sequence[Level]) -> float:
    """Return the cost of all iterations of some levels."""
    return sum(level.iterations * level.cost for level in plan)


def _matched(long_side: int, iterations: int) -> Level:
    layers, cost = DEEP_STYLE_LAYERS[:4], _FINE_COST * long_side**2
    return Level(long_side, iterations, layers, DEEP_CONTENT_LAYER, 0.0, cost, matched=True)


def _coarsest(long_side: int, iterations: int) -> Level:
    cost = _DEEP_COST * long_side**2
    return Level(long_side, iterations, DEEP_STYLE_LAYERS, DEEP_CONTENT_LAYER, 1.0, cost)


def _fine(long_side: int, iterations: int) -> Level:
    # The deepest layer has said what it has to say; relu4_1 carries most of the texture.
    layers, cost = DEEP_STYLE_LAYERS[:4], _FINE_COST * long_side**2
    return Level(long_side, iterations, layers, DEEP_CONTENT_LAYER, _FINE_CONTENT, cost)


def _shallow(long_side: int) -> Level:
    # The shapes are there already: less than half of the work for brushwork (docs/measurements,
    # "Schedule").
    cost = _SHALLOW_COST * long_side**2
    return Level(long_side, 13, SHALLOW_STYLE_LAYERS, "relu3_1", _SHALLOW_CONTENT, cost)
