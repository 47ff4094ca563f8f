"""VGG-19 as an encoder: the features that style and content are read from."""

import threading
from collections.abc import Collection, Iterator
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from styletransfer.features import weights
from styletransfer.features.pooling import Pooling, pooled
from styletransfer.features.winograd import WinogradConvolution, algorithm_for

Padding = Literal["zeros", "replicate", "circular"]

_NOWHERE = (0, 0)  # the place of no convolution: a block and a number in it, from 1 on
_STAGES = [
    name
    for block, count in enumerate(weights.CONVOLUTIONS_PER_BLOCK, start=1)
    for name in (
        *(f"{kind}{block}_{number}" for number in range(1, count + 1) for kind in ("conv", "relu")),
        f"pool{block}",
    )
]
_BEFORE_POOLS = {
    f"relu{block}_{count}" for block, count in enumerate(weights.CONVOLUTIONS_PER_BLOCK, start=1)
}


class Encoder(nn.Module):
    """The convolutions of VGG-19, up to the deepest layer that is asked for.

    A picture is a float tensor of shape (1, 3, height, width), red, green, blue, 0..255. Features
    are named as in Gatys et al. 2015: `relu4_2` is the rectified second convolution of the fourth
    block, shape (1, channels, height / 8, width / 8).

    `zeros` extends the features as the network was trained, and only the
    picture by its border; `replicate` and `circular` extend all of them by their borders or by
    their opposite ends, so that no statistic depends on a position.

    In bfloat16 features up to the layer `precise_to` are rounded less, which takes longer: for a
    descent of hundreds of steps, which stalls where rounding hides the slope (docs/measurements,
    "Rounding").
    """

    def __init__(
        self,
        kind: weights.Weights = weights.Weights.ORIGINAL,
        *,
        padding: Padding = "zeros",
        device: str | torch.device = "cpu",
        dtype: torch.dtype = torch.float32,
        precise_to: str | None = None,
    ) -> None:
        super().__init__()
        precise = _NOWHERE
        if precise_to is not None and dtype is torch.bfloat16:
            precise = _place(precise_to)
        convolutions, mean = weights.load(kind)
        self.padding: Padding = padding
        self.dtype = dtype
        self._precise = precise
        self.register_buffer("mean", mean.view(1, 3, 1, 1).to(device))
        self.mean: Tensor
        self._algorithm = algorithm_for(torch.device(device), dtype)
        self._layout = self._algorithm.LAYOUT if self._algorithm else torch.channels_last
        self._stages: dict[str, nn.Module] = {}
        self._deeper = self._made_of(convolutions)
        self._going_deeper = threading.Lock()

    def forward(
        self, picture: Tensor, layers: Collection[str], pooling: Pooling = "max"
    ) -> dict[str, Tensor]:
        """Return the features of a picture at the named layers.

        `max` is what the network was trained with. Gatys et al. 2015 (section Methods) take the
        `average`: it dreams cleaner, and paints farther from both the style and the photo
        (docs/measurements, "Pooling").
        """
        return dict(self.layer_by_layer(picture, layers, pooling))

    def layer_by_layer(
        self, picture: Tensor, layers: Collection[str], pooling: Pooling = "max"
    ) -> Iterator[tuple[str, Tensor]]:
        """Yield the features at the named layers as soon as they are there, with the layer's name.

        What is done with a layer before the next one is asked for needs less memory: without
        gradient its features are gone by then, with gradient their slopes come as late as can be.
        """
        unknown = set(layers).difference(_STAGES)
        if unknown:
            raise ValueError(f"VGG-19 has no layer {', '.join(sorted(unknown))}")
        features = picture - self.mean
        if self._precise > _NOWHERE:
            features = _in_two_parts(features, self.dtype)
        features = features.to(self.dtype, memory_format=self._layout)
        left = len(set(layers))
        for name in _STAGES:
            stage = self.stage(name)
            convolves = isinstance(stage, nn.Conv2d | WinogradConvolution)
            if convolves and stage.padding in (0, (0, 0)):
                mode = "circular" if self.padding == "circular" else "replicate"
                features = functional.pad(features, (1, 1, 1, 1), mode=mode)
            if isinstance(stage, nn.MaxPool2d):
                features = pooled(features, pooling)
                if pooling == "max":
                    features = features.relu_()
            # The largest is the same before and after it is rectified, which is less work then.
            elif pooling == "average" or name in layers or name not in _BEFORE_POOLS:
                features = stage(features)
            if name in layers:
                yield name, features
                left -= 1
            if not left:
                return

    def stage(self, name: str) -> nn.Module:
        """Return a convolution (`conv1_1`), `relu1_1` or `pool1`, made when it is first asked for.

        The deepest third of the network takes 54 MiB, and painting needs none of it.
        """
        if name not in self._stages:
            # Whoever asks first may want no gradient; whoever comes later may.
            with self._going_deeper, torch.inference_mode(mode=False):
                while name not in self._stages:
                    made, stage = next(self._deeper)
                    self._stages[made] = stage
        return self._stages[name]

    def _made_of(
        self, convolutions: Iterator[tuple[Tensor, Tensor]]
    ) -> Iterator[tuple[str, nn.Module]]:
        """Make one stage after the other out of kernels and biases."""
        device = self.mean.device
        for name in _STAGES:
            if name.startswith("conv"):
                kernel, bias = next(convolutions)
                stage = self._convolution(_place(name), kernel.to(device), bias.to(device))
            else:
                stage = nn.ReLU(inplace=True) if name.startswith("relu") else nn.MaxPool2d(2)
            stage.to(dtype=self.dtype, memory_format=self._layout)  # pyright: ignore[reportCallIssue]
            yield name, stage

    def _convolution(self, place: tuple[int, int], kernel: Tensor, bias: Tensor) -> nn.Module:
        is_first = place == (1, 1)
        if self._precise > _NOWHERE and is_first:  # the picture comes in two parts
            kernel = torch.cat([kernel, kernel], 1)
        border = 1 if self.padding == "zeros" and not is_first else 0
        if self._algorithm and self._algorithm.gains(kernel, place):
            only_slopes = place <= self._precise
            return WinogradConvolution(
                self._algorithm, kernel, bias, border, only_slopes=only_slopes
            )
        return _torchs_own(kernel, bias, border)


def _in_two_parts(picture: Tensor, dtype: torch.dtype) -> Tensor:
    """Return a picture rounded, and in three more channels what that took away.

    Of pixels as large as 255 bfloat16 tells steps of one only, and a convolution in float32 takes
    three times as long.
    """
    rounded = picture.to(dtype)
    rest = (picture - rounded).detach()  # the slope is that of the rounded part alone
    return torch.cat([rounded, rest.to(dtype)], 1)


def _torchs_own(kernel: Tensor, bias: Tensor, border: int) -> nn.Conv2d:
    """Make a 3 x 3 convolution, which extends its features by so wide a border of zeros."""
    with torch.device("meta"):
        layer = nn.Conv2d(kernel.shape[1], kernel.shape[0], 3, padding=border)
    layer.weight = nn.Parameter(kernel, requires_grad=False)
    layer.bias = nn.Parameter(bias, requires_grad=False)
    return layer


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
    block, number = layer.removeprefix("relu").removeprefix("conv").split("_")
    return int(block), int(number)
