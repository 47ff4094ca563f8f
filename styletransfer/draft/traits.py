"""What the draft is told of a style: the spread of VGG-19's features over its picture."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.moments import Moments, moments

if TYPE_CHECKING:  # torchvision takes longer to import than a draft takes
    from styletransfer.features.encoder import Encoder

# The layers whose statistics the painter matches, but the deepest, whose spread says little more.
LAYERS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1")
# Mean and deviation of the 64, 128, 256 and 512 channels of those layers.
TRAITS = 2 * (64 + 128 + 256 + 512)
# The sizes of the brush that are learned, as a style's long side in pixels: that of a draft of 512
# in the middle.
BRUSHES = (256, 512, 768)


def traits_of(found: Mapping[str, Moments]) -> Tensor:
    """Return the traits (TRAITS,) of a style's moments at LAYERS.

    Logarithms, because features reach from below one to thousands.
    """
    return torch.log1p(torch.cat([found[name].spread for name in LAYERS]))


def read_traits(encoder: "Encoder", style: Tensor) -> Tensor:
    """Return the traits of a style image (1, 3, height, width), 0..255.

    Read at half its size: shapes tell more of a hand than grain, and it costs a quarter.
    """
    with torch.no_grad():
        found = encoder(halved(style), LAYERS)
        return traits_of({name: moments(features) for name, features in found.items()})


def halved(pictures: Tensor) -> Tensor:
    """Return pictures at half their size."""
    return functional.avg_pool2d(pictures, 2)
