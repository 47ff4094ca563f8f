"""Two ways to keep a photo's colours.

After Gatys, Bethge, Hertzmann and Shechtman 2016, "Preserving Color in Neural Artistic Style
Transfer".
"""

from typing import Literal

import numpy
from numpy.typing import NDArray
from PIL import Image

ColorMethod = Literal["luminance", "matched"]

# The matched colours may not be stretched without bound where a style has hardly any spread.
_LEAST_VARIANCE = 1.0


def with_colors_of(photo: Image.Image, picture: Image.Image) -> Image.Image:
    """Give a picture the photo's chroma and leave its luminance (section 4)."""
    light = picture.convert("YCbCr").getchannel("Y")
    _, blue, red = photo.resize(picture.size, Image.Resampling.LANCZOS).convert("YCbCr").split()
    return Image.merge("YCbCr", (light, blue, red)).convert("RGB")


def matched_to(photo: Image.Image, style: Image.Image) -> Image.Image:
    """Recolour a style image to the mean and covariance of the photo's colours (section 3).

    x' = C_p^(1/2) C_s^(-1/2) (x - m_s) + m_p with mean m and covariance C of photo and style: of
    the matrices that match both, the one the paper found best.
    """
    wanted, own = _colors(photo), _colors(style)
    to_photo = _power(numpy.cov(wanted.T), 0.5) @ _power(numpy.cov(own.T), -0.5)
    matched = (own - own.mean(0)) @ to_photo.T + wanted.mean(0)
    pixels = matched.clip(0, 255).round().astype(numpy.uint8)
    return Image.fromarray(pixels.reshape(style.height, style.width, 3))


def _colors(picture: Image.Image) -> NDArray[numpy.float64]:
    return numpy.asarray(picture, dtype=numpy.float64).reshape(-1, 3)


def _power(covariance: NDArray[numpy.float64], exponent: float) -> NDArray[numpy.float64]:
    values, vectors = numpy.linalg.eigh(covariance)
    return vectors @ numpy.diag(values.clip(_LEAST_VARIANCE) ** exponent) @ vectors.T
