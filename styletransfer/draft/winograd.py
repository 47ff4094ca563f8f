"""Convolutions with fewer multiplications (Lavin and Gray 2016, "Fast Algorithms for CNNs").

F(4x4, 3x3): a tile of 6x6 positions becomes 36 numbers, of which each is a matrix product over the
channels, and these become 4x4 results: 36 products instead of 144.
"""

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from styletransfer.encoder import Encoder

_INPUT = (
    (4.0, 0.0, -5.0, 0.0, 1.0, 0.0),
    (0.0, -4.0, -4.0, 1.0, 1.0, 0.0),
    (0.0, 4.0, -4.0, -1.0, 1.0, 0.0),
    (0.0, -2.0, -1.0, 2.0, 1.0, 0.0),
    (0.0, 2.0, -1.0, -2.0, 1.0, 0.0),
    (0.0, 4.0, 0.0, -5.0, 0.0, 1.0),
)
_KERNEL = (
    (1 / 4, 0.0, 0.0),
    (-1 / 6, -1 / 6, -1 / 6),
    (-1 / 6, 1 / 6, -1 / 6),
    (1 / 24, 1 / 12, 1 / 6),
    (1 / 24, -1 / 12, 1 / 6),
    (0.0, 0.0, 1.0),
)
_OUTPUT = (
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.0),
    (0.0, 1.0, -1.0, 2.0, -2.0, 0.0),
    (0.0, 1.0, 1.0, 4.0, 4.0, 0.0),
    (0.0, 1.0, -1.0, 8.0, -8.0, 1.0),
)
# With fewer channels the way there and back costs more than the products save.
_LEAST_CHANNELS = 128


def quicken(encoder: Encoder) -> Encoder:
    """Let an encoder that counts in float32 on a CPU take the quick way, twice as fast.

    Elsewhere the library's own convolutions are faster, and nothing is changed.
    """
    if encoder.dtype is torch.float32 and encoder.mean.device.type == "cpu":
        for name, stage in encoder.stages.items():
            if isinstance(stage, nn.Conv2d) and stage.out_channels >= _LEAST_CHANNELS:
                encoder.stages[name] = _Quick(stage)
    return encoder


class _Quick(nn.Module):
    """A frozen 3x3 convolution, padded with zeros."""

    def __init__(self, convolution: nn.Conv2d) -> None:
        super().__init__()
        kernel = convolution.weight.detach()
        self._there = _transformed(kernel)
        # The gradient of a convolution is one with the kernel turned round.
        self._back = _transformed(kernel.flip(2, 3).transpose(0, 1))
        self._bias = cast("Tensor", convolution.bias).detach().view(1, -1, 1, 1)

    def forward(self, features: Tensor) -> Tensor:
        return _Convolved.apply(features, self._there, self._back) + self._bias


class _Convolved(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, features: Tensor, there: Tensor, back: Tensor) -> Tensor:
        ctx.back = back
        return _convolved(features, there)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        return _convolved(gradients[0], ctx.back), None, None


def _transformed(kernel: Tensor) -> Tensor:
    """Transform a kernel (outputs, inputs, 3, 3) into 36 matrices (inputs, outputs)."""
    sides = torch.tensor(_KERNEL)
    whole = sides @ kernel @ sides.T
    return whole.permute(2, 3, 1, 0).reshape(36, kernel.shape[1], kernel.shape[0]).contiguous()


def _convolved(features: Tensor, matrices: Tensor) -> Tensor:
    count, channels, height, width = features.shape
    down, across = -(-height // 4), -(-width // 4)
    border = (0, 0, 1, 4 * across - width + 1, 1, 4 * down - height + 1)
    rows = functional.pad(features.permute(0, 2, 3, 1), border).contiguous()
    by_picture, by_row, by_column, _ = rows.stride()
    tiles = rows.as_strided(
        (6, 6, count, down, across, channels),
        (by_row, by_column, by_picture, 4 * by_row, 4 * by_column, 1),
    )
    sides = torch.tensor(_INPUT)
    there = torch.kron(sides, sides) @ tiles.reshape(36, -1)
    products = torch.bmm(there.view(36, -1, channels), matrices)
    sides = torch.tensor(_OUTPUT)
    found = (torch.kron(sides, sides) @ products.view(36, -1)).view(4, 4, count, down, across, -1)
    whole = found.permute(2, 3, 0, 4, 1, 5).reshape(count, 4 * down, 4 * across, -1)
    return whole[:, :height, :width].permute(0, 3, 1, 2)
