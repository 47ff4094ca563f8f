"""Pictures in which there is little to see: styles that are flat, and results that came to nothing.

Whatever is measured relative to a style is without bound where the style shows nothing, and such a
style would wipe the photo out.
"""

import torch
from torch import Tensor

from styletransfer.images.tensors import resized

# How far apart the quarters of a painting's light are, of 255; a night sky has closer ones, in
# spite of its stars (docs/measurements, "Flat styles").
_OF_PAINTINGS = 16.0
# Deviation of the light, of 255, below which nothing can be told apart.
_INVISIBLE = 1.5
# How much of the photo shows in the place of a style that is of one colour.
_SHOWN = 0.35


class SpoiledError(ArithmeticError):
    """A painting came to nothing: it is flat where its photo is not, or no numbers any more."""


def with_contrast(style: Tensor, photo: Tensor) -> Tensor:
    """Let as much of a photo show through a style as the style is flat, so that it lends its tone.

    Both are (1, 3, height, width), 0..255. A painting is returned as it is.
    """
    light = style.mean(1).flatten()
    quarters = torch.quantile(light, light.new_tensor((0.25, 0.75)))
    share = _SHOWN * max(0.0, 1 - float(quarters.diff()) / _OF_PAINTINGS)
    if not share:
        return style
    height, width = style.shape[-2:]
    return torch.lerp(style, resized(photo, width, height), share)


def check_visible(canvas: Tensor, photo: Tensor) -> None:
    """Raise SpoiledError where a finished canvas shows nothing of what its photo shows."""
    # What is no number is not larger than anything.
    if not _deviation(canvas) > min(_INVISIBLE, _deviation(photo) / 10):
        raise SpoiledError("nothing can be seen in it: try less strength or another style")


def _deviation(picture: Tensor) -> float:
    return float(picture.clamp(0, 255).mean(1).std())
