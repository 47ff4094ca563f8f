"""Convolutions by Winograd's algorithm out of matrix products, with kernels transformed once.

A tile of 4 x 4 results of a 3 x 3 kernel takes 36 multiplications instead of 144 (Lavin and Gray
2016, "Fast Algorithms for Convolutional Neural Networks", section 4.3).
"""

import math
from functools import cache

import numpy
import torch
from numpy.polynomial.polynomial import polyfromroots
from torch import Tensor
from torch.nn import functional

_TILE, _WINDOW = 4, 6
# Where the polynomials are taken, besides infinity. 0.75 and 1.5 instead of the usual 1 and 2 halve
# the rounding error (docs/measurements, "Winograd in bfloat16"), as Barabasz et al. 2020 ("Error
# Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural Networks") expect.
_POINTS = (0.0, 0.75, -0.75, 1.5, -1.5)
# What a strip of tiles holds stays in the cache; kernels of many channels are read once a strip.
_CHANNELS_TIMES_TILES, _FEWEST_TILES = 32768, 192


class ProductsConvolution:
    """A convolution with one kernel, for features of its type of numbers in any layout."""

    def __init__(self, kernel: Tensor) -> None:
        """Transform a kernel of shape (out, in, 3, 3)."""
        outputs, inputs = kernel.shape[:2]
        columns = kernel.permute(2, 3, 1, 0).reshape(9, inputs * outputs).float()
        whole = _transforms(torch.float32)[1] @ columns
        self._kernel = whole.view(-1, inputs, outputs).to(kernel.dtype)

    def __call__(self, features: Tensor, bias: Tensor | None, padding: int) -> Tensor:
        """Convolve features with a border of so many zeros; the result is channels-last."""
        pictures, inputs, height, width = features.shape
        outputs = self._kernel.shape[2]
        of_windows, _, of_products = _transforms(features.dtype)
        height, width = height + 2 * padding - 2, width + 2 * padding - 2
        down, across = -(-height // _TILE), -(-width // _TILE)
        missing_down, missing_across = down * _TILE - height, across * _TILE - width
        border = (0, 0, padding, padding + missing_across, padding, padding + missing_down)
        wide = functional.pad(features.permute(0, 2, 3, 1), border).contiguous()
        squares = features.new_empty(pictures, down, _TILE, across, _TILE, outputs)
        at_once = max(_CHANNELS_TIMES_TILES // max(inputs, outputs), _FEWEST_TILES)
        rows = max(1, at_once // across)
        # Windows as a view: they overlap by two positions.
        picture, row, position, channel = wide.stride()
        strides = (picture, row, position, _TILE * row, _TILE * position, channel)
        windows = wide.as_strided((pictures, _WINDOW, _WINDOW, down, across, inputs), strides)
        for number in range(pictures):
            for top in range(0, down, rows):
                strip = windows[number, :, :, top : top + rows]
                tiles = strip.shape[2] * across
                taken = of_windows @ strip.reshape(_WINDOW**2, -1)
                products = torch.bmm(taken.view(-1, tiles, inputs), self._kernel)
                square = (of_products @ products.flatten(1)).view(_TILE, _TILE, -1, across, outputs)
                if bias is not None:
                    square = square.add_(bias)
                squares[number, top : top + rows] = square.permute(2, 0, 3, 1, 4)
        found = squares.view(pictures, down * _TILE, across * _TILE, outputs)
        return found[:, :height, :width].contiguous().permute(0, 3, 1, 2)


@cache
def _transforms(dtype: torch.dtype) -> tuple[Tensor, Tensor, Tensor]:
    """Return what transforms windows (36, 36), kernels (36, 9) and products (16, 36).

    The three matrices of Toom and Cook for a row, applied to rows and columns at once. A row of the
    first divided by a power of two and of the second multiplied by it leaves the result as it is.
    """
    others = [[other for other in _POINTS if other != point] for point in _POINTS]
    window = numpy.zeros((_WINDOW, _WINDOW))
    kernel, result = numpy.zeros((_WINDOW, 3)), numpy.zeros((_TILE, _WINDOW))
    for place, (point, roots) in enumerate(zip(_POINTS, others, strict=True)):
        window[place, :-1] = polyfromroots(roots)
        kernel[place] = point ** numpy.arange(3) / math.prod(point - root for root in roots)
        result[:, place] = point ** numpy.arange(_TILE)
    window[-1] = polyfromroots(_POINTS)
    kernel[-1, -1] = result[-1, -1] = 1  # infinity
    size = 2 ** numpy.log2(numpy.linalg.norm(window, axis=1, keepdims=True)).round()
    matrices = (window / size, kernel * size, result)
    window, kernel, result = (torch.tensor(numpy.kron(each, each)).to(dtype) for each in matrices)
    return window, kernel, result
