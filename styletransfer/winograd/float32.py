"""The fastest of three convolutions in float32, for processors without bfloat16.

torch carries NNPACK, which has F(6 x 6, 3 x 3) for AVX2 and NEON, and does not use it for a single
picture by itself: three times as fast there as what it takes. It transforms its kernel at each
call; where features are small and kernels large that takes longer than all else, and a kernel that
stays transformed is faster (docs/measurements.md, "Without bfloat16", "Structure first,
faster").
"""

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.winograd.products import ProductsConvolution

LAYOUT: torch.memory_format = torch.contiguous_format

# A picture's own three are too few to be worth a transform.
_FEWEST_CHANNELS = 16
# Features count by NNPACK's tiles. With fewer than these, a transform takes longer than multiplying
# directly.
_TILE, _FEWEST_TILES = 6, 12
# So many tiles, of features with so many channels, are too few for NNPACK's transforms of kernels.
_PRODUCTS_TILES, _PRODUCTS_CHANNELS = range(6, 25), 128


def is_available() -> bool:
    """Tell whether NNPACK knows this processor; must have been asked before any convolution."""
    return bool(torch.ops.aten._nnpack_available())


def gains(kernel: Tensor, place: tuple[int, int]) -> bool:  # noqa: ARG001 - the same at any place
    """Tell whether it is faster for a kernel."""
    return min(kernel.shape[:2]) >= _FEWEST_CHANNELS


class Convolution:
    """A convolution with one kernel."""

    def __init__(self, kernel: Tensor) -> None:
        """Take a kernel of shape (out, in, 3, 3)."""
        self._kernel = kernel
        self._is_wide = min(kernel.shape[:2]) >= _PRODUCTS_CHANNELS
        self._products: ProductsConvolution | None = None

    def __call__(self, features: Tensor, bias: Tensor | None, padding: int) -> Tensor:
        """Convolve contiguous features."""
        down, across = (-(-(side + 2 * padding - 2) // _TILE) for side in features.shape[2:])
        tiles = down * across
        if self._is_wide and tiles in _PRODUCTS_TILES:
            if self._products is None:
                self._products = ProductsConvolution(self._kernel)
            return self._products(features, bias, padding).contiguous()
        # Who has come to larger features needs the memory, four times the kernel's, for them.
        self._products = None
        if tiles < _FEWEST_TILES:
            return functional.conv2d(features, self._kernel, bias, padding=padding)
        border = [padding, padding]
        return torch.ops.aten._nnpack_spatial_convolution(features, self._kernel, bias, border)
