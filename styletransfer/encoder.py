"""VGG-19 as an encoder: the features that style and content are read from."""

from collections.abc import Collection
from typing import Literal, cast

import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import vgg19

from styletransfer import weights

Padding = Literal["zeros", "replicate", "circular"]
Pooling = Literal["average", "max"]


class Encoder(nn.Module):
    """The convolutions of VGG-19, up to the deepest layer that is asked for.

    A picture is a float tensor of shape (1, 3, height, width), red, green, blue, 0..255. Features
    are named as in Gatys et al. 2015: `relu4_2` is the rectified second convolution of the fourth
    block, shape (1, channels, height / 8, width / 8).

    `average` pooling makes better pictures than the network's own `max` (Gatys et al. 2015,
    section Methods). `zeros` extends the features as the network was trained, and only the
    picture by its border; `replicate` and `circular` extend all of them by their borders or by
    their opposite ends, so that no statistic depends on a position.
    """

    def __init__(
        self,
        kind: weights.Weights = weights.Weights.ORIGINAL,
        *,
        pooling: Pooling = "average",
        padding: Padding = "zeros",
        device: str | torch.device = "cpu",
        dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        convolutions, mean = weights.load(kind)
        self.padding: Padding = padding
        self.dtype = dtype
        self.register_buffer("mean", mean.view(1, 3, 1, 1))
        self.mean: Tensor
        with torch.device("meta"):
            layers = cast("nn.Sequential", vgg19().features)
        self.stages = nn.ModuleDict()
        block, number, loaded = 1, 0, iter(convolutions)
        for layer in layers:
            match layer:
                case nn.Conv2d():
                    number += 1
                    kernel, bias = next(loaded)
                    layer.weight = nn.Parameter(kernel, requires_grad=False)
                    layer.bias = nn.Parameter(bias, requires_grad=False)
                    layer.padding = (1, 1) if padding == "zeros" and self.stages else (0, 0)
                    self.stages[f"conv{block}_{number}"] = layer
                case nn.MaxPool2d():
                    self.stages[f"pool{block}"] = nn.AvgPool2d(2) if pooling == "average" else layer
                    block, number = block + 1, 0
                case _:
                    self.stages[f"relu{block}_{number}"] = nn.ReLU(inplace=True)
        self.to(device=device)
        self.stages.to(dtype=dtype, memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]

    def forward(self, picture: Tensor, layers: Collection[str]) -> dict[str, Tensor]:
        """Return the features of a picture at the named layers."""
        unknown = set(layers) - set(self.stages)
        if unknown:
            raise ValueError(f"VGG-19 has no layer {', '.join(sorted(unknown))}")
        features = (picture - self.mean).to(self.dtype, memory_format=torch.channels_last)
        found: dict[str, Tensor] = {}
        for name, stage in self.stages.items():
            if isinstance(stage, nn.Conv2d) and stage.padding == (0, 0):
                mode = "circular" if self.padding == "circular" else "replicate"
                features = functional.pad(features, (1, 1, 1, 1), mode=mode)
            features = stage(features)
            if name in layers:
                found[name] = features
                if len(found) == len(layers):
                    break
        return found


def cell_side(layer: str) -> int:
    """Return the side in pixels of the square that a position of a layer (`relu3_1`) stands for."""
    return 1 << (_place(layer)[0] - 1)


def reach(layer: str) -> int:
    """Return how many pixels beyond its own square a position of a layer sees, to each side."""
    block, number = _place(layer)
    earlier = weights.CONVOLUTIONS_PER_BLOCK[: block - 1]
    # Each convolution sees one position further, and the positions of each block are twice as wide.
    return sum(count << index for index, count in enumerate(earlier)) + (number << (block - 1))


def _place(layer: str) -> tuple[int, int]:
    block, number = layer.removeprefix("relu").split("_")
    return int(block), int(number)
