"""What a dream climbs towards: the features of a mood, or those of a guide."""

from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.encoder import Encoder
from styletransfer.features.tiles import tiles
from styletransfer.moods import Mood

# Its features are of the size of an eye or a leaf: large enough to be recognised as the guide's,
# small enough to be found in any photo (docs/measurements, "Dreams").
_GUIDE_LAYER = "relu5_1"


class Aim(Protocol):
    """Something to climb towards, by the features of one layer."""

    layer: str

    def height(self, features: Tensor) -> Tensor:
        """Return how far up features of shape (1, channels, height, width) are, a sum over them."""
        ...


class MoodAim:
    """Half the squared length of the features of a mood: what is there already grows first."""

    def __init__(self, mood: Mood) -> None:
        self.layer = mood.layer
        self._channels = list(mood.channels)

    def height(self, features: Tensor) -> Tensor:
        """Return half of the sum of the squares."""
        if self._channels:
            features = features[:, self._channels]
        return features.float().square().sum() / 2


class GuideAim:
    """The product of each position's features with those of the guide that fit them best.

    After the guided dreams of DeepDream (Mordvintsev et al. 2015). Which fit best is told by the
    angle: by the product alone the guide's strongest position would fit everywhere.
    """

    def __init__(self, encoder: Encoder, guide: Tensor) -> None:
        self.layer = _GUIDE_LAYER
        with torch.no_grad():
            found = encoder(guide, {self.layer}, "average")[self.layer]
        self._features = found.flatten(2)[0]
        self._directions = functional.normalize(self._features.float(), dim=0).to(found.dtype)

    def height(self, features: Tensor) -> Tensor:
        """Return the sum of the products."""
        own = features.flatten(2)[0]
        with torch.no_grad():
            best = (self._directions.T @ own).argmax(0)
            wanted = self._features[:, best]
        return (own * wanted).float().sum()


def slope(encoder: Encoder, aim: Aim, canvas: Tensor, largest_tile: int) -> Tensor:
    """Return the gradient of an aim's height for a canvas, by tiles of so many pixels."""
    total = torch.zeros_like(canvas)
    for tile in tiles(canvas, {aim.layer}, largest_tile):
        window = tile.of(canvas).detach().requires_grad_()
        features = encoder(window, {aim.layer}, "average")[aim.layer]
        features = tile.own(aim.layer, features)
        (share,) = torch.autograd.grad(aim.height(features), window)
        tile.of(total).add_(share)
    return total
