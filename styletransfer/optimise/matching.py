"""Structure before texture: a place of a picture takes over what a similar place of a style has.

Statistics put a style's texture on the photo's own shapes; matched features redraw the shapes as
the painter would (Li and Wand 2016, "Combining Markov Random Fields and Convolutional Neural
Networks"; Kolkin et al. 2022, "Neural Neighbor Style Transfer"). At small sizes only: the work
grows with the square of the positions.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.encoder import Encoder
from styletransfer.features.moments import relative_distance

# The layers that are joined, and how many channels they have.
_CHANNELS = {"relu1_1": 64, "relu2_1": 128, "relu3_1": 256, "relu4_1": 512}
MATCHED_LAYERS = tuple(_CHANNELS)
# How much each of these layers has to say where similar places are looked for. What relu1_1 sees is
# hardly more than light and colour: with much of it each shape of the photo keeps its light
# (docs/measurements, "Structure first").
_SAYS = {"relu1_1": 0.3, "relu2_1": 0.6, "relu3_1": 1.0, "relu4_1": 1.0}
# The positions at which the layers are joined are those of relu3_1.
_GRID = "relu3_1"
# Entropic optimal transport (Cuturi 2013, "Sinkhorn Distances"): temperature of the cosines,
# rounds, and how nearly all of the style has to be used, 1 for all of it.
_TEMPERATURE, _ROUNDS, _BALANCE = 0.03, 60, 0.9
_TINY = 1e-30
# Lifts the curvature well above what L-BFGS takes for rounding, as in `objective`.
_SCALE = 1e4


@dataclass(frozen=True, slots=True)
class Joined:
    """Features of several layers at one grid: columns (channels, positions), and its shape."""

    columns: Tensor
    shape: tuple[int, int]


class StructureObjective:
    """The distance to features that were chosen from the styles for each position of a picture."""

    def __init__(
        self,
        encoder: Encoder,
        photo: Tensor,
        canvas: Tensor,
        styles: Sequence[tuple[Tensor, float]],
        *,
        of_canvas: float,
        of_photo: Tensor,
    ) -> None:
        """Choose for each position the most similar one of the styles, whose weights sum to 1.

        What is looked for has a part `of_canvas` 0..1 of the canvas, and the rest of the photo. In
        the chosen features a part `of_photo` 0..1 stays the photo's own, a map of shape
        (1, 1, height, width) and any size.
        """
        self._encoder = encoder
        with torch.no_grad():
            own = [self._features(style) for style, _ in styles]
            weights = [weight for _, weight in styles]
            self._scales = _scales(list(zip(own, weights, strict=True)))
            joined = [self._joined(features) for features in own]
            offered = torch.cat([each.columns for each in joined], 1)
            supply = torch.cat(
                [
                    each.columns.new_full((each.columns.shape[1],), weight / each.columns.shape[1])
                    for each, weight in zip(joined, weights, strict=True)
                ]
            )
            own_photo = self._joined(self._features(photo))
            seen, kept = own_photo.columns, _at(of_photo, own_photo.shape).flatten()
            sought = torch.lerp(seen, self._joined(self._features(canvas)).columns, of_canvas)
            chosen = balanced_choice(self._spoken(sought), self._spoken(offered), supply)
            self._target = torch.lerp(offered[:, chosen], seen, kept)
        counts = torch.bincount(chosen, minlength=offered.shape[1]).float()
        parts = torch.split(counts, [each.columns.shape[1] for each in joined])
        # How often each place of each style was chosen, (1, 1, height, width), 1 in the mean.
        self.usage = [
            (part / part.mean().clamp(min=_TINY)).view(1, 1, *each.shape)
            for part, each in zip(parts, joined, strict=True)
        ]

    def gradient(self, canvas: Tensor) -> Tensor:
        """Return the gradient for a canvas of shape (1, 3, height, width)."""
        canvas = canvas.detach().requires_grad_()
        own = self._joined(self._features(canvas)).columns
        (slope,) = torch.autograd.grad(_SCALE * relative_distance(own, self._target), canvas)
        return slope

    def _features(self, picture: Tensor) -> dict[str, Tensor]:
        features = self._encoder(picture, MATCHED_LAYERS, "average")
        size = features[_GRID].shape[-2:]
        return {name: _at(each.float(), size) for name, each in features.items()}

    def _joined(self, features: dict[str, Tensor]) -> Joined:
        parts = [features[name][0].flatten(1) * self._scales[name] for name in MATCHED_LAYERS]
        height, width = features[_GRID].shape[-2:]
        return Joined(torch.cat(parts), (height, width))

    def _spoken(self, columns: Tensor) -> Tensor:
        """Weigh the layers by what they have to say."""
        says = [columns.new_full((count, 1), _SAYS[name]) for name, count in _CHANNELS.items()]
        return columns * torch.cat(says)


def balanced_choice(sought: Tensor, offered: Tensor, supply: Tensor) -> Tensor:
    """Return for each sought column the index of an offered one, so that nearly all get used.

    Columns (channels, n) and (channels, m), compared by their cosine after each side has lost its
    mean; `supply` (m,) says how much of each is offered and sums to 1. Without balance the few that
    resemble the photo are taken everywhere, and a flat sky stays flat.
    """
    likeness = _directions(sought).t() @ _directions(offered)
    kernel = ((likeness - 1) / _TEMPERATURE).exp_()
    demand = 1 / len(kernel)
    price = supply.clone()
    for _ in range(_ROUNDS):
        row = demand / (kernel @ price).clamp(min=_TINY)
        price = (supply / (kernel.t() @ row).clamp(min=_TINY)) ** _BALANCE
    return (likeness / _TEMPERATURE + price.clamp(min=_TINY).log()).argmax(1)


def _directions(columns: Tensor) -> Tensor:
    off = columns - columns.mean(1, keepdim=True)
    return off / off.square().sum(0).sqrt().clamp(min=1e-6)


def _at(features: Tensor, size: Sequence[int]) -> Tensor:
    """Bring features to a grid: what is finer by its mean, what is coarser by interpolation."""
    if features.shape[-1] > size[-1]:
        return functional.interpolate(features, size=tuple(size), mode="area")
    return functional.interpolate(features, size=tuple(size), mode="bilinear", align_corners=False)


def _scales(styles: Sequence[tuple[dict[str, Tensor], float]]) -> dict[str, float]:
    """Return what brings each layer of the styles to the same norm."""

    def energy(name: str) -> float:
        return sum(weight * float(each[name].square().sum(1).mean()) for each, weight in styles)

    return {name: 1 / math.sqrt(max(energy(name), 1e-6)) for name in MATCHED_LAYERS}
