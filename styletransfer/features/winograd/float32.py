"""The fastest of three convolutions in float32, for processors without bfloat16.

torch carries NNPACK, which has F(6 x 6, 3 x 3) for AVX2 and NEON, and does not use it for a single
picture by itself: three times as fast there as what it takes. It transforms its kernel at each
call; where features are small and kernels large that takes longer than all else, and a kernel that
stays transformed is faster (docs/measurements, "Without bfloat16", "Structure first,
faster").
"""

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.winograd.products import ProductsConvolution

LAYOUT: torch.memory_format = torch.contiguous_format

# A picture's own three are too few to be worth a transform.
_FEWEST_CHANNELS = 16
# Features count by NNPACK's tiles. With fewer than these, a transform takes longer than multiplying
# directly.
_TILE, _FEWEST_TILES = 6, 12
# NNPACK transforms all tiles of a picture, 8 x 8 numbers for each channel in and out, before it
# multiplies, and keeps the memory for good: that of 512 x 512 pixels, and more of them by strips.
_TILE_BYTES, _MOST_WORKSPACE = 8 * 8 * 4, 256 << 20
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
        workspace = tiles * _TILE_BYTES * sum(self._kernel.shape[:2])
        return self._by_strips(features, bias, padding, strips=-(-workspace // _MOST_WORKSPACE))

    def _by_strips(
        self, features: Tensor, bias: Tensor | None, padding: int, strips: int
    ) -> Tensor:
        """Convolve so many strips of rows one after the other, each with the rows that it sees."""
        pictures, _, height, width = features.shape
        border, height, width = (
            [padding, padding],
            height + 2 * padding - 2,
            width + 2 * padding - 2,
        )
        convolve = torch.ops.aten._nnpack_spatial_convolution
        if strips == 1:
            return convolve(features, self._kernel, bias, border)
        found = features.new_empty(pictures, self._kernel.shape[0], height, width)
        rows = -(-height // (strips * _TILE)) * _TILE
        for top in range(0, height, rows):
            bottom = min(top + rows, height)
            start = max(0, top - padding)
            strip = convolve(
                features[:, :, start : bottom - padding + 2], self._kernel, bias, border
            )
            found[:, :, top:bottom] = strip[:, :, top - start : bottom - start]
        return found
