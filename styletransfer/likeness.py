"""What eyes still see of a photo in a picture that was painted from it: light and shadow."""

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from styletransfer import pictures
from styletransfer.tensors import paintable

_LONG_SIDE = 256
# Deviation in pixels of the blur above which luminance is the light of a whole scene, which a style
# may change, and below which it is detail, by which things are recognised.
_BLUR = 12


def light(photo: Image.Image, picture: Image.Image) -> float:
    """Return the share of the photo's light that a picture has: 1 all of it, 0 none.

    It is Pearson's correlation of the detail of their luminance, at a long side of 256 px. A photo
    without any detail is kept by a picture without any.
    """
    size = paintable(*photo.size, _LONG_SIDE)
    own, wanted = (_detail(each, size) for each in (picture, photo))
    spread, wanted_spread = float(numpy.square(own).sum()), float(numpy.square(wanted).sum())
    if not spread or not wanted_spread:
        return float(spread == wanted_spread)
    return float((own * wanted).sum()) / (spread * wanted_spread) ** 0.5


def _detail(picture: Image.Image, size: tuple[int, int]) -> NDArray[numpy.float64]:
    """Return what the luminance of a picture has beside its blur, with a mean of 0."""
    opaque = pictures.split_alpha(picture)[0]
    luminance = opaque.resize(size, Image.Resampling.LANCZOS).convert("L")
    coarse = luminance.filter(ImageFilter.GaussianBlur(_BLUR))
    detail = numpy.asarray(luminance, numpy.float64) - numpy.asarray(coarse, numpy.float64)
    return detail - detail.mean()
