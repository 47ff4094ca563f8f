"""Whose colours a picture has: ways to keep a photo's, and to bring it into a style's.

After Gatys, Bethge, Hertzmann and Shechtman 2016, "Preserving Color in Neural Artistic Style
Transfer", and Pitié and Kokaram 2007, "The Linear Monge-Kantorovitch Linear Colour Mapping for
Example-Based Colour Transfer".
"""

from collections.abc import Sequence
from typing import Literal

import numpy
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from styletransfer.features.moments import mixture, moments

ColorMethod = Literal["luminance", "matched"]

# Where a picture has hardly any spread of colours, its grain must not be stretched to another's.
_LEAST_VARIANCE = 16.0
# How much of its spread of light a photo has to keep where it is lit, and how many times what its
# new colours have that may be.
_LEAST_LIGHT, _MOST_GAIN = 0.75, 2.5

Matrix = NDArray[numpy.float64]


def with_colors_of(photo: Image.Image, picture: Image.Image) -> Image.Image:
    """Give a picture the photo's chroma and leave its luminance (section 4)."""
    light = picture.convert("YCbCr").getchannel("Y")
    _, blue, red = photo.resize(picture.size, Image.Resampling.LANCZOS).convert("YCbCr").split()
    return Image.merge("YCbCr", (light, blue, red)).convert("RGB")


def matched_to(photo: Image.Image, style: Image.Image) -> Image.Image:
    """Recolour a style image to the mean and covariance of the photo's colours (section 3)."""
    wanted, own = _colors(photo), _colors(style)
    nearest = _nearest_map(numpy.cov(own.T), numpy.cov(wanted.T))
    matched = (own - own.mean(0)) @ nearest + wanted.mean(0)
    pixels = matched.clip(0, 255).round().astype(numpy.uint8)
    return Image.fromarray(pixels.reshape(style.height, style.width, 3))


def in_colors_of(styles: Sequence[tuple[Tensor, float]], photo: Tensor, share: float) -> Tensor:
    """Bring a photo (1, 3, height, width), 0..255, a share of the way into a mixture's colours.

    The weights of the styles must sum to 1.
    """
    own = moments(photo)
    wanted = mixture([(moments(style), weight) for style, weight in styles])
    nearest = _nearest_map(_matrix(own.covariance), _matrix(wanted.covariance))
    off = (photo[0].flatten(1).t() - own.mean) @ photo.new_tensor(nearest)
    recolored = (off + wanted.mean).t().view_as(photo).clamp(0, 255)
    return torch.lerp(photo, recolored, share)


def lit(recolored: Tensor, photo: Tensor, mask: Tensor) -> Tensor:
    """Give a recoloured photo, where a mask 0..1 says so, more of the light that it had.

    In a dark or hazy style's colours a face may have too little of it to be told from what is
    around. All are of shape (1, channels, height, width).
    """
    light = recolored.mean(1, keepdim=True)
    wanted = _LEAST_LIGHT * photo.mean(1).std() / light.std().clamp(min=1)
    gain = wanted.clamp(1, _MOST_GAIN)
    return (recolored + mask * (gain - 1) * (light - light.mean())).clamp(0, 255)


def _colors(picture: Image.Image) -> Matrix:
    return numpy.asarray(picture, dtype=numpy.float64).reshape(-1, 3)


def _matrix(covariance: Tensor) -> Matrix:
    return covariance.double().cpu().numpy()


def _nearest_map(own: Matrix, wanted: Matrix) -> Matrix:
    """Return the symmetric matrix that gives colours of one covariance another, moving least.

    C^(-1/2) (C^(1/2) C' C^(1/2))^(1/2) C^(-1/2) (Pitié and Kokaram 2007, section 3.4).
    """
    root, back = _power(own, 0.5, _LEAST_VARIANCE), _power(own, -0.5, _LEAST_VARIANCE)
    return back @ _power(root @ wanted @ root, 0.5, 0) @ back


def _power(covariance: Matrix, exponent: float, least: float) -> Matrix:
    values, vectors = numpy.linalg.eigh(covariance)
    return vectors @ numpy.diag(values.clip(least) ** exponent) @ vectors.T
