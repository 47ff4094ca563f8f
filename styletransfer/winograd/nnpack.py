"""NNPACK's convolutions in float32, for processors without bfloat16.

torch carries NNPACK, which has F(6 x 6, 3 x 3) for AVX2 and NEON, and does not use it for a single
picture by itself: three times as fast there as what it takes (docs/measurements.md, "Without
bfloat16").
"""

import torch
from torch import Tensor
from torch.nn import functional

LAYOUT: torch.memory_format = torch.contiguous_format

# With fewer tiles, transforming the kernel takes longer than multiplying directly; 6 and 24 were
# measured on both sides of it (docs/measurements.md, "Without bfloat16").
_TILE, _FEWEST_TILES = 6, 12
# A picture's own three are too few to be worth a transform.
_FEWEST_CHANNELS = 16


def is_available() -> bool:
    """Tell whether NNPACK knows this processor; must have been asked before any convolution."""
    return bool(torch.ops.aten._nnpack_available())


def gains(kernel: Tensor, place: tuple[int, int]) -> bool:  # noqa: ARG001 - the same at any place
    """Tell whether it is faster for a kernel."""
    return min(kernel.shape[:2]) >= _FEWEST_CHANNELS


def transformed(kernel: Tensor) -> Tensor:
    """Return the kernel as it is: NNPACK transforms it at each call."""
    return kernel


def convolved(features: Tensor, kernel: Tensor, bias: Tensor | None, padding: int) -> Tensor:
    """Convolve contiguous float32 features."""
    down, across = (-(-(side + 2 * padding - 2) // _TILE) for side in features.shape[2:])
    if down * across < _FEWEST_TILES:
        return functional.conv2d(features, kernel, bias, padding=padding)
    border = [padding, padding]
    return torch.ops.aten._nnpack_spatial_convolution(features, kernel, bias, border)
