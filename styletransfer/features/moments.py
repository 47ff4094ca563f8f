"""The statistics of features that stand for a style: their mean and their covariance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor

# Products of bfloat16 numbers over this many positions are summed in float32: the error falls to a
# ninth at no cost in time (docs/measurements, "Kernels").
_CHUNK = 2048
# A product of few channels and very many positions is a quarter faster in parts
# (docs/measurements, "Structure first, faster").
_COLUMNS = 1024
# Below this a variance is rounding, and the slope of its root without bound.
_LEAST_VARIANCE = 1e-8


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean (channels,) and second moment (channels, channels) of features over all positions."""

    mean: Tensor
    second: Tensor

    @property
    def covariance(self) -> Tensor:
        """The covariance of the channels, shape (channels, channels)."""
        return self.second - torch.outer(self.mean, self.mean)

    @property
    def spread(self) -> Tensor:
        """The means of the channels and their standard deviations, shape (2 * channels,)."""
        variance = self.second.diagonal() - self.mean.square()
        return torch.cat([self.mean, variance.clamp(min=_LEAST_VARIANCE).sqrt()])


def mixture(parts: Sequence[tuple[Moments, float]]) -> Moments:
    """Return the moments of a weighted mixture; the weights must sum to 1.

    Raw moments are averaged, not covariances: a mixture has the spread between its parts too.
    """
    return Moments(
        torch.stack([weight * part.mean for part, weight in parts]).sum(0),
        torch.stack([weight * part.second for part, weight in parts]).sum(0),
    )


def relative_distance(own: Tensor, wanted: Tensor) -> Tensor:
    """Return ||own - wanted||^2 / ||wanted||^2, a scalar."""
    return (own - wanted).square().sum() / wanted.square().sum()


def moments(features: Tensor) -> Moments:
    """Return the moments of features of shape (1, channels, height, width), in float32."""
    mean, second = _Moments.apply(features)
    return Moments(mean, second)


class _Moments(torch.autograd.Function):
    """Mean and second moment with one product forward and one backward.

    With m = sum f / n and S = sum f f^T / n the gradient for the features f of a position is
    (dm + (dS + dS^T) f) / n: a single matrix product with the bias added on the way.
    """

    @staticmethod
    def forward(ctx: Any, features: Tensor) -> tuple[Tensor, Tensor]:
        ctx.save_for_backward(features)
        count = features.shape[-2] * features.shape[-1]
        if features.is_contiguous():
            columns = features.flatten(2)[0]
            return columns.mean(1), (columns @ columns.t()) / count
        rows = _rows(features)
        whole = count - count % _CHUNK
        chunks = rows[:whole].view(-1, _CHUNK, rows.shape[1])
        second = torch.bmm(chunks.transpose(1, 2), chunks).sum(0, dtype=torch.float32)
        # A product with ones: ten times as fast here as the sum of bfloat16 in float32.
        ones = rows.new_ones(len(chunks), 1, _CHUNK)
        total = torch.bmm(ones, chunks).sum((0, 1), dtype=torch.float32)
        rest = rows[whole:]
        second += (rest.t() @ rest).float()
        total += rest.sum(0, dtype=torch.float32)
        return total / count, second / count

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        for_mean, for_second = gradients
        (features,) = cast("tuple[Tensor]", ctx.saved_tensors)
        _, channels, height, width = features.shape
        count = height * width
        factor = ((for_second + for_second.t()) / count).to(features.dtype)
        bias = (for_mean / count).to(features.dtype)
        if features.is_contiguous():
            columns, slope = features.flatten(2)[0], features.new_empty(channels, count)
            for start in range(0, count, _COLUMNS):
                part = slice(start, start + _COLUMNS)
                torch.addmm(bias.unsqueeze(1), factor, columns[:, part], out=slope[:, part])
            return slope.view_as(features)
        slope = torch.addmm(bias, _rows(features), factor)
        return slope.view(1, height, width, channels).permute(0, 3, 1, 2)


def _rows(features: Tensor) -> Tensor:
    """View channels-last features as (positions, channels)."""
    _, channels, height, width = features.shape
    return features.permute(0, 2, 3, 1).reshape(height * width, channels)
