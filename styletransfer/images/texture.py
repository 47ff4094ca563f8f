"""A texture out of a style: its pieces in a random order, so that nothing in it can be recognised.

After the first step of Efros and Freeman 2001, "Image Quilting for Texture Synthesis and Transfer":
pieces of a picture side by side. Their borders are blended, not cut, for they are painted over.
"""

import torch
from torch import Tensor

# The side of a piece, as a part of the style's shorter one: strokes go into it, a figure does not.
_PIECE = 0.125
_LEAST = 4  # pixels


def texture(style: Tensor, width: int, height: int, seed: int) -> Tensor:
    """Lay a picture of this size out of random pieces of a style, (1, 3, height, width)."""
    chance = torch.Generator().manual_seed(seed)
    down, across = style.shape[-2:]
    side = max(_LEAST, min(down, across, round(_PIECE * min(down, across))))
    step = side // 2
    # A piece counts most in its middle, so that with the pieces around it no border is seen.
    ramp = (torch.arange(side, device=style.device) + 0.5) / side
    slope = (torch.pi * ramp).sin().square()
    window = torch.outer(slope, slope)
    total = style.new_zeros(1, 3, height + 2 * side, width + 2 * side)
    weight = style.new_zeros(1, 1, height + 2 * side, width + 2 * side)
    for top in range(0, height + side, step):
        for left in range(0, width + side, step):
            row = int(torch.randint(down - side + 1, (), generator=chance))
            column = int(torch.randint(across - side + 1, (), generator=chance))
            piece = style[..., row : row + side, column : column + side]
            total[..., top : top + side, left : left + side] += window * piece
            weight[..., top : top + side, left : left + side] += window
    inside = slice(side, side + height), slice(side, side + width)
    return total[..., inside[0], inside[1]] / weight[..., inside[0], inside[1]]
