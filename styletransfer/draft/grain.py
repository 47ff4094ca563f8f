"""Noise on a photo before it is drafted: in flat areas the network would make no strokes."""

import torch
from torch import Tensor

# Of 255. None leaves skies bare, more tells as noise (docs/measurements, "Grain").
_DEVIATION = 6.0


def grained(photos: Tensor, seed: int = 0) -> Tensor:
    """Return photos (n, 3, height, width), 0..255, with grain of its own in the light of each.

    It is the same for the same seed and shape, and may leave 0..255.
    """
    count, _, height, width = photos.shape
    chance = torch.Generator().manual_seed(seed)
    grain = torch.randn((count, 1, height, width), generator=chance)
    return photos.add(grain.to(photos.device), alpha=_DEVIATION)
