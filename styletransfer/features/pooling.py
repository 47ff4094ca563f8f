"""Pooling of squares of 2 x 2 positions, fast in contiguous features too.

torch's own is fast in channels-last features, and takes one number after the other in contiguous
ones: there rows are taken whole, twice to five times as fast (docs/measurements, "Structure
first, faster").
"""

from typing import Any, Literal, cast

import torch
from torch import Tensor
from torch.nn import functional

Pooling = Literal["average", "max"]


def pooled(features: Tensor, pooling: Pooling) -> Tensor:
    """Return the means or the largest of squares; a last odd row or column is left out."""
    if not features.is_contiguous():
        pool = functional.max_pool2d if pooling == "max" else functional.avg_pool2d
        return pool(features, 2)
    height, width = (side // 2 * 2 for side in features.shape[-2:])
    whole = features[..., :height, :width]
    return cast("Tensor", (_Largest if pooling == "max" else _Mean).apply(whole))


class _Mean(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, features: Tensor) -> Tensor:  # noqa: ARG004 - torch calls it so
        left, right = _columns(torch.add(*_rows(features)))
        return left.add(right).mul_(0.25)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:  # noqa: ARG004 - torch calls it so
        return functional.interpolate(gradients[0] * 0.25, scale_factor=2.0, mode="nearest")


class _Largest(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, features: Tensor) -> Tensor:
        ctx.save_for_backward(features)
        return torch.maximum(*_columns(torch.maximum(*_rows(features))))

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        (features,) = cast("tuple[Tensor]", ctx.saved_tensors)
        top, bottom = _rows(features)
        larger = torch.maximum(top, bottom)
        left, right = _columns(larger)
        slope = torch.empty_like(larger)
        _share(gradients[0], right - left, *_columns(slope))
        whole = features.new_empty(features.shape)
        _share(slope, torch.sub(bottom, top, out=larger), *_rows(whole))
        return whole


def _share(gradient: Tensor, lead: Tensor, first: Tensor, second: Tensor) -> None:
    """Write the gradient to the second where that has a lead, and zero; to the first elsewhere."""
    torch.ops.aten.threshold_backward.grad_input(gradient, lead, 0, grad_input=second)
    torch.sub(gradient, second, out=first)


def _rows(features: Tensor) -> tuple[Tensor, Tensor]:
    return features[..., ::2, :], features[..., 1::2, :]


def _columns(features: Tensor) -> tuple[Tensor, Tensor]:
    return features[..., ::2], features[..., 1::2]
