"""What a painter minimises: the distance to the styles and to the content."""

from collections.abc import Collection, Mapping, Sequence

import torch
from torch import Tensor

from styletransfer.encoder import Encoder
from styletransfer.schedule import Level
from styletransfer.statistics import Moments, moments

# Lifts the curvature of a step well above what L-BFGS takes for rounding; the minimum stays.
_SCALE = 1e4


def style_targets(
    encoder: Encoder, styles: Sequence[tuple[Tensor, float]], layers: Collection[str]
) -> dict[str, Moments]:
    """Return the moments of a weighted mixture of style images at the layers.

    Raw moments are averaged, not covariances: the mixture of two styles has the spread between
    them too. The weights must sum to 1.
    """
    with torch.no_grad():
        found = [
            {name: moments(features) for name, features in encoder(style, layers).items()}
            for style, _ in styles
        ]
    pairs = list(zip(found, styles, strict=True))
    return {
        name: Moments(
            _mixed([(each[name].mean, weight) for each, (_, weight) in pairs]),
            _mixed([(each[name].second, weight) for each, (_, weight) in pairs]),
        )
        for name in layers
    }


def _mixed(parts: Sequence[tuple[Tensor, float]]) -> Tensor:
    return torch.stack([weight * part for part, weight in parts]).sum(0)


def style_distance(features: Mapping[str, Tensor], targets: Mapping[str, Moments]) -> Tensor:
    """Return the mean over the target's layers of the relative squared distance of the moments.

    ||C - C'||^2 / ||C'||^2 + ||m - m'||^2 / ||m'||^2 with covariance C and mean m: the Gram matrix
    of Gatys et al. 2015 (equation 4) taken apart, each part relative to the style's own, so that
    no layer and no style outweighs the others.
    """
    total = torch.zeros(())
    for name, target in targets.items():
        own, wanted = moments(features[name]), target.covariance
        total = total + (own.covariance - wanted).square().sum() / wanted.square().sum()
        total = total + (own.mean - target.mean).square().sum() / target.mean.square().sum()
    return total / len(targets)


class Objective:
    """The objective of one level, after equation 7 of Gatys et al. 2015."""

    def __init__(
        self,
        encoder: Encoder,
        level: Level,
        content: Tensor,
        styles: Sequence[tuple[Tensor, float]],
        style_weight: float,
    ) -> None:
        self._encoder = encoder
        self._level = level
        self._style_weight = style_weight
        self._style = style_targets(encoder, styles, level.style_layers)
        with torch.no_grad():
            self._content = encoder(content, {level.content_layer})[level.content_layer].float()
        self._content_norm = self._content.square().sum()

    def gradient(self, canvas: Tensor) -> Tensor:
        """Return the objective's gradient for a canvas of shape (1, 3, height, width)."""
        canvas = canvas.detach().requires_grad_()
        features = self._encoder(canvas, self._level.layers)
        style = style_distance(features, self._style)
        content = (features[self._level.content_layer].float() - self._content).square().sum()
        content = self._level.content_weight * content / self._content_norm
        (slope,) = torch.autograd.grad(_SCALE * (self._style_weight * style + content), canvas)
        return slope
