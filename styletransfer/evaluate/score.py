"""How near a picture is to a style and to a photo, on layers that no painter optimises.

All pictures are prepared in one way: 512 px long side (if not told otherwise), bicubic, replicated
border, max pooling, float32. Lower is closer, except for the structural similarity. What eyes see
from farther away is the style at smaller sizes: `style_256`, `style_128`.
"""

import copy
from dataclasses import dataclass
from typing import cast

import numpy
import torch
from numpy.typing import NDArray
from PIL import Image
from skimage.metrics import structural_similarity  # pyright: ignore[reportUnknownVariableType]
from torch import Tensor

from styletransfer.features.encoder import Encoder
from styletransfer.features.moments import Moments, moments, relative_distance
from styletransfer.images import files
from styletransfer.images.tensors import paintable

LONG_SIDE = 512
_STYLE_LAYERS = ("relu1_2", "relu2_2", "relu3_3", "relu4_3")
_CONTENT_LAYER = "relu4_4"
# Whole shapes are in the deepest block alone, and the smaller the picture, the larger they are.
_SHAPE_LAYERS = (*_STYLE_LAYERS, "relu5_3")
_PROJECTIONS = 64  # directions of colour over which the palette distance is averaged
_QUANTILES = 256
_BORDER = 8  # pixels that count as border


@dataclass(frozen=True, slots=True)
class Score:
    """The metrics of one picture.

    `style_moments`: squared distance of the channels' means and deviations, relative to the
    style's own squared norm, mean over the style layers. `style_covariance`: the same for the
    covariance matrices. `content`: squared distance of relu4_4 relative to the photo's.
    `similarity`: structural similarity of the luminance to the photo's (Wang et al. 2004), 1 at
    best. `palette`: sliced Wasserstein distance of the colours to the style's, 0..1.
    `border`: energy of the gradients at the border over that of the whole, 1 where alike.
    `style_512`, `style_256`, `style_128`: distance of the covariance matrices with relu5_3 as one
    more style layer, picture and style both scaled to that long side.
    """

    style_moments: float
    style_covariance: float
    content: float
    similarity: float
    palette: float
    border: float
    style_512: float
    style_256: float
    style_128: float


@dataclass(frozen=True, slots=True)
class Distances:
    """Those of the metrics that the encoder reads, as in `Score`."""

    style_moments: float
    style_covariance: float
    content: float


class Scorer:
    """Scores pictures against one photo and one style; scores of other sizes do not compare."""

    def __init__(self, photo: Image.Image, style: Image.Image, long_side: int = LONG_SIDE) -> None:
        self._encoder = Encoder()
        self._long_side = long_side
        self._style_picture = style
        self._style = _prepared(style, long_side)
        self._style_moments = self._moments(self._style, _STYLE_LAYERS)
        # Read when they are asked for; scorers for other photos share them.
        self._shapes: dict[int, dict[str, Moments]] = {}
        self._see(photo)

    def for_photo(self, photo: Image.Image) -> "Scorer":
        """Return a scorer of the same style for another photo; the style is not read again."""
        other = copy.copy(self)
        other._see(photo)
        return other

    def score(self, picture: Image.Image) -> Score:
        """Return the metrics of a picture that was painted from the photo in the style."""
        fitted_picture = self._fitted(picture)
        distances = self.distances(picture)
        luminance = [numpy.asarray(each.convert("L")) for each in (self._photo, fitted_picture)]
        return Score(
            style_moments=distances.style_moments,
            style_covariance=distances.style_covariance,
            content=distances.content,
            similarity=_similarity(*luminance),
            palette=_palette_distance(fitted_picture, self._style),
            border=_border_energy(luminance[1]),
            style_512=self.style_at(picture, 512),
            style_256=self.style_at(picture, 256),
            style_128=self.style_at(picture, 128),
        )

    def style_at(self, picture: Image.Image, long_side: int) -> float:
        """Return the distance of the covariances with the picture and the style at a long side."""
        if long_side not in self._shapes:
            style = _prepared(self._style_picture, long_side)
            self._shapes[long_side] = self._moments(style, _SHAPE_LAYERS)
        wanted = self._shapes[long_side]
        own = self._moments(_prepared(picture, long_side), _SHAPE_LAYERS)
        apart = [_relative(own[name].covariance, wanted[name].covariance) for name in own]
        return sum(apart) / len(apart)

    def distances(self, picture: Image.Image) -> Distances:
        """Return the distances of a picture, in a fraction of the time that its score takes."""
        features = self._features(self._fitted(picture), (*_STYLE_LAYERS, _CONTENT_LAYER))
        by_moments = [
            _relative(moments(features[name]).spread, self._style_moments[name].spread)
            for name in _STYLE_LAYERS
        ]
        by_covariance = [
            _relative(moments(features[name]).covariance, self._style_moments[name].covariance)
            for name in _STYLE_LAYERS
        ]
        return Distances(
            style_moments=sum(by_moments) / len(by_moments),
            style_covariance=sum(by_covariance) / len(by_covariance),
            content=_relative(features[_CONTENT_LAYER], self._content),
        )

    def _see(self, photo: Image.Image) -> None:
        self._photo = _prepared(photo, self._long_side)
        self._content = self._features(self._photo, (_CONTENT_LAYER,))[_CONTENT_LAYER]

    def _fitted(self, picture: Image.Image) -> Image.Image:
        return files.split_alpha(picture)[0].resize(self._photo.size, Image.Resampling.BICUBIC)

    def _features(self, picture: Image.Image, layers: tuple[str, ...]) -> dict[str, Tensor]:
        pixels = torch.tensor(numpy.asarray(picture, dtype=numpy.float32))
        with torch.no_grad():
            return self._encoder(pixels.permute(2, 0, 1).unsqueeze(0), layers)

    def _moments(self, picture: Image.Image, layers: tuple[str, ...]) -> dict[str, Moments]:
        found = self._features(picture, layers)
        return {name: moments(features) for name, features in found.items()}


def _prepared(picture: Image.Image, long_side: int) -> Image.Image:
    opaque = files.split_alpha(picture)[0]
    return opaque.resize(paintable(*opaque.size, long_side), Image.Resampling.BICUBIC)


def _relative(own: Tensor, wanted: Tensor) -> float:
    return float(relative_distance(own, wanted))


def _similarity(first: NDArray[numpy.uint8], second: NDArray[numpy.uint8]) -> float:
    return float(cast("float", structural_similarity(first, second)))


def _palette_distance(picture: Image.Image, style: Image.Image) -> float:
    directions = numpy.random.default_rng(0).normal(size=(3, _PROJECTIONS))
    directions /= numpy.linalg.norm(directions, axis=0)
    steps = numpy.linspace(0, 1, _QUANTILES)
    own, wanted = (
        numpy.quantile(numpy.asarray(each).reshape(-1, 3) / 255 @ directions, steps, axis=0)
        for each in (picture, style)
    )
    return float(numpy.abs(own - wanted).mean())


def _border_energy(luminance: NDArray[numpy.uint8]) -> float:
    light = luminance.astype(numpy.float64)
    energy = (light[1:, 1:] - light[:-1, 1:]) ** 2 + (light[1:, 1:] - light[1:, :-1]) ** 2
    inside = energy[_BORDER:-_BORDER, _BORDER:-_BORDER]
    border = (energy.sum() - inside.sum()) / max(1, energy.size - inside.size)
    return float(border / max(1e-9, energy.mean()))
