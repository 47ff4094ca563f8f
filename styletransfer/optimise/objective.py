"""What a painter minimises: the distance to the styles and to the content."""

from collections.abc import Collection, Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.encoder import Encoder, cell_side
from styletransfer.features.moments import Moments, mixture, moments, relative_distance
from styletransfer.features.tiles import LARGEST_TILE, Tile, tiled_moments, tiles
from styletransfer.optimise.schedule import Level

# Lifts the curvature of a step well above what L-BFGS takes for rounding; the minimum stays.
_SCALE = 1e4
# What a place of the style counts that was matched to nothing, where 1 is the mean of all.
_UNUSED = 0.3


def style_targets(
    encoder: Encoder,
    styles: Sequence[tuple[Tensor, float]],
    layers: Collection[str],
    largest_tile: int = LARGEST_TILE,
    usage: Sequence[Tensor] | None = None,
) -> dict[str, Moments]:
    """Return the moments of a weighted mixture of style images at the layers.

    The weights must sum to 1. `usage` says for each style how much its places count, as a map of
    shape (1, 1, height, width) and any size.
    """
    counted = usage or [None] * len(styles)
    found = [
        (tiled_moments(encoder, style, layers, largest_tile, _counting(used, style)), weight)
        for (style, weight), used in zip(styles, counted, strict=True)
    ]
    return {name: mixture([(each[name], weight) for each, weight in found]) for name in layers}


def _counting(usage: Tensor | None, style: Tensor) -> Tensor | None:
    """Return how much each pixel of a style counts; what was never used counts a little too."""
    if usage is None:
        return None
    size = (style.shape[-2], style.shape[-1])
    shown = functional.interpolate(usage, size=size, mode="bilinear", align_corners=False)
    return _UNUSED + (1 - _UNUSED) * shown


def style_distance(features: Mapping[str, Tensor], targets: Mapping[str, Moments]) -> Tensor:
    """Return the distance of the features' moments, as `moments_distance` measures it."""
    return moments_distance({name: moments(features[name]) for name in targets}, targets)


def moments_distance(found: Mapping[str, Moments], targets: Mapping[str, Moments]) -> Tensor:
    """Return the mean over the target's layers of the relative squared distance of the moments.

    ||C - C'||^2 / ||C'||^2 + ||m - m'||^2 / ||m'||^2 with covariance C and mean m: the Gram matrix
    of Gatys et al. 2015 (equation 4) taken apart, each part relative to the style's own, so that
    no layer and no style outweighs the others.
    """
    total = torch.zeros(())
    for name, target in targets.items():
        own = found[name]
        total = total + relative_distance(own.covariance, target.covariance)
        total = total + relative_distance(own.mean, target.mean)
    return total / len(targets)


class Objective:
    """The objective of one level, after equation 7 of Gatys et al. 2015.

    What is larger than `largest_tile` pixels is painted by tiles. `usage` is as in `style_targets`;
    `care` says how many times the content counts at each pixel, (1, 1, height, width).
    """

    def __init__(
        self,
        encoder: Encoder,
        level: Level,
        content: Tensor,
        styles: Sequence[tuple[Tensor, float]],
        style_weight: float,
        largest_tile: int = LARGEST_TILE,
        *,
        usage: Sequence[Tensor] | None = None,
        care: Tensor | None = None,
    ) -> None:
        self._encoder = encoder
        self._level = level
        self._style_weight = style_weight
        self._largest_tile = largest_tile
        self._style = style_targets(encoder, styles, level.style_layers, largest_tile, usage)
        self._tiles = tiles(content, level.layers, largest_tile)
        with torch.no_grad():
            self._content = [self._own_content(tile, content) for tile in self._tiles]
            self._care = [self._own_care(tile, care) for tile in self._tiles]
        self._content_norm = torch.stack([_squared(each) for each in self._content]).sum()

    def gradient(self, canvas: Tensor) -> Tensor:
        """Return the objective's gradient for a canvas of shape (1, 3, height, width)."""
        if len(self._tiles) > 1:
            return self._gradient_by_tiles(canvas)
        canvas = canvas.detach().requires_grad_()
        found: dict[str, Moments] = {}
        content = torch.zeros(())
        for name, features in self._encoder.layer_by_layer(canvas, self._level.layers):
            if name in self._style:
                found[name] = moments(features)
            if name == self._level.content_layer:
                content = self._content_distance(features, self._content[0], self._care[0])
        style = self._style_weight * moments_distance(found, self._style)
        (slope,) = torch.autograd.grad(_SCALE * (style + content), canvas)
        return slope

    def _gradient_by_tiles(self, canvas: Tensor) -> Tensor:
        """Return the same gradient in two passes over the tiles.

        The style's distance depends on the features by their moments alone, which are sums over
        positions: once the moments of the whole are known, and the distance's slope for them, each
        tile adds its own share to the gradient, what it sees of its neighbours included.
        """
        layers = self._level.layers
        found = tiled_moments(self._encoder, canvas, self._style, self._largest_tile)
        slopes = _slopes(found, self._style)
        total = torch.zeros_like(canvas)
        for tile, wanted, care in zip(self._tiles, self._content, self._care, strict=True):
            window = tile.of(canvas).detach().requires_grad_()
            features = self._encoder(window, layers)
            own = {name: tile.own(name, features[name]) for name in layers}
            share = self._style_weight * _style_share(own, slopes, canvas.shape)
            share = share + self._content_distance(own[self._level.content_layer], wanted, care)
            (slope,) = torch.autograd.grad(_SCALE * share, window)
            tile.of(total).add_(slope)
        return total

    def _own_content(self, tile: Tile, content: Tensor) -> Tensor:
        name = self._level.content_layer
        # A copy: the view would keep what belongs to the neighbours.
        return tile.own(name, self._encoder(tile.of(content), {name})[name]).clone()

    def _own_care(self, tile: Tile, care: Tensor | None) -> Tensor | None:
        name = self._level.content_layer
        if care is None:
            return None
        return tile.own(name, functional.avg_pool2d(tile.of(care), cell_side(name))).clone()

    def _content_distance(self, features: Tensor, wanted: Tensor, care: Tensor | None) -> Tensor:
        squares = (features.float() - wanted.float()).square()
        distance = (squares if care is None else squares * care).sum()
        return self._level.content_weight * distance / self._content_norm


def _slopes(found: Mapping[str, Moments], targets: Mapping[str, Moments]) -> dict[str, Moments]:
    """Return the slope of the distance for each of the moments."""
    moving = [part.requires_grad_() for each in found.values() for part in (each.mean, each.second)]
    parts = iter(torch.autograd.grad(moments_distance(found, targets), moving))
    return {name: Moments(next(parts), next(parts)) for name in found}


def _style_share(
    own: Mapping[str, Tensor], slopes: Mapping[str, Moments], shape: Sequence[int]
) -> Tensor:
    """Return what has the style distance's gradient for the features of one tile."""
    total = torch.zeros((), device=next(iter(own.values())).device)
    for name, slope in slopes.items():
        features, cell = own[name], cell_side(name)
        positions = (shape[-2] // cell) * (shape[-1] // cell)
        part = moments(features)
        share = features.shape[-2] * features.shape[-1] / positions
        total = total + share * (
            (slope.mean * part.mean).sum() + (slope.second * part.second).sum()
        )
    return total


def _squared(features: Tensor) -> Tensor:
    return features.float().square().sum()
