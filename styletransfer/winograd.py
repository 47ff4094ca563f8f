"""Convolutions by Winograd's algorithm, for processors without bfloat16.

A tile of 6 x 6 results of a 3 x 3 kernel takes 64 multiplications instead of 324 (Lavin and Gray
2016, "Fast Algorithms for Convolutional Neural Networks", section 4). torch carries NNPACK, which
has it for float32 on AVX2 and NEON, and does not use it for a single picture by itself: three times
as fast there as what it takes (docs/measurements.md, "Without bfloat16").
"""

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

# With fewer tiles, transforming the kernel takes longer than multiplying directly; 6 and 24 were
# measured on both sides of it (docs/measurements.md, "Without bfloat16").
_TILE, _FEWEST_TILES = 6, 12


def is_available() -> bool:
    """Tell whether this machine has it; must have been asked before the first convolution."""
    return bool(torch.ops.aten._nnpack_available())


class WinogradConvolution(nn.Module):
    """A 3 x 3 convolution of contiguous float32 features, which is never trained itself."""

    def __init__(self, kernel: Tensor, bias: Tensor, padding: int) -> None:
        """Take a kernel of shape (out, in, 3, 3), a bias (out,) and a border of zeros, 0 or 1."""
        super().__init__()
        self.kernel: Tensor
        self.bias: Tensor
        self.backward_kernel: Tensor
        self.register_buffer("kernel", kernel)
        self.register_buffer("bias", bias)
        # Turned by half a circle and from the results to the features it is its own gradient.
        self.register_buffer("backward_kernel", kernel.flip(2, 3).transpose(0, 1).contiguous())
        self.padding = padding

    def forward(self, features: Tensor) -> Tensor:
        """Return the features of the next layer, not yet rectified."""
        return cast("Tensor", _Convolution.apply(features, self))


class _Convolution(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, features: Tensor, layer: WinogradConvolution) -> Tensor:
        ctx.layer = layer
        return _convolved(features, layer.kernel, layer.bias, layer.padding)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        layer = cast("WinogradConvolution", ctx.layer)
        return _convolved(gradients[0], layer.backward_kernel, None, 2 - layer.padding), None


def _convolved(features: Tensor, kernel: Tensor, bias: Tensor | None, padding: int) -> Tensor:
    down, across = (-(-(side + 2 * padding - 2) // _TILE) for side in features.shape[2:])
    if down * across < _FEWEST_TILES:
        return functional.conv2d(features, kernel, bias, padding=padding)
    border = [padding, padding]
    return torch.ops.aten._nnpack_spatial_convolution(features, kernel, bias, border)
