"""Convolutions by Winograd's algorithm, where they are faster than torch's own.

Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks": a tile of results takes
a fraction of the multiplications once features and kernel are transformed.
"""

from functools import cached_property
from typing import Any, Protocol, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from styletransfer.features.winograd import bfloat16, float32


class Convolution(Protocol):
    """A convolution with one kernel."""

    def __init__(self, kernel: Tensor) -> None:
        """Prepare for a kernel of shape (out, in, 3, 3)."""
        ...

    def __call__(self, features: Tensor, bias: Tensor | None, padding: int) -> Tensor:
        """Convolve features (n, channels, height, width) with a border of so many zeros."""
        ...


class Algorithm(Protocol):
    """What is fastest for one type of numbers."""

    LAYOUT: torch.memory_format  # how the features must lie in memory

    @property
    def Convolution(self) -> type[Convolution]:  # noqa: N802 - it is a class
        """What convolves with a kernel."""
        ...

    def is_available(self) -> bool:
        """Tell whether it is faster on this machine at all."""
        ...

    def gains(self, kernel: Tensor, place: tuple[int, int]) -> bool:
        """Tell whether to use it for a kernel of shape (out, in, 3, 3).

        The place is VGG-19's block and the number of the convolution in it.
        """
        ...


def algorithm_for(device: torch.device, dtype: torch.dtype) -> Algorithm | None:
    """Return what is faster than torch's own convolutions, if anything is.

    Must have been asked before the first convolution of the process: NNPACK has to begin with.
    """
    if device.type != "cpu":
        return None
    known: dict[torch.dtype, Algorithm] = {torch.float32: float32, torch.bfloat16: bfloat16}
    algorithm = known.get(dtype)
    return algorithm if algorithm and algorithm.is_available() else None


class WinogradConvolution(nn.Module):
    """A 3 x 3 convolution, which is never trained itself."""

    def __init__(
        self,
        algorithm: Algorithm,
        kernel: Tensor,
        bias: Tensor,
        padding: int,
        *,
        only_slopes: bool = False,
    ) -> None:
        """Take a kernel of shape (out, in, 3, 3), a bias (out,) and a border of zeros, 0 or 1.

        With `only_slopes` features come by torch's own convolution, and slopes alone by Winograd's.
        """
        super().__init__()
        self.algorithm = algorithm
        self.padding = padding
        self.only_slopes = only_slopes
        self.kernel: Tensor
        self.bias: Tensor
        self.register_buffer("kernel", kernel)
        self.register_buffer("bias", bias)

    @cached_property
    def of_features(self) -> Convolution:
        """The convolution, made when it is first asked for: not every layer is."""
        return self.algorithm.Convolution(self.kernel)

    @cached_property
    def of_slopes(self) -> Convolution:
        """The convolution that is its gradient, made when it is first asked for.

        Turned by half a circle and from the results to the features a kernel is its own gradient.
        """
        return self.algorithm.Convolution(self.kernel.flip(2, 3).transpose(0, 1).contiguous())

    def forward(self, features: Tensor) -> Tensor:
        """Return the features of the next layer, not yet rectified."""
        return cast("Tensor", _Convolution.apply(features, self))


class _Convolution(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, features: Tensor, layer: WinogradConvolution) -> Tensor:
        ctx.layer = layer
        if layer.only_slopes:
            return functional.conv2d(features, layer.kernel, layer.bias, padding=layer.padding)
        return layer.of_features(features, layer.bias, layer.padding)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        layer = cast("WinogradConvolution", ctx.layer)
        border = 2 - layer.padding
        return layer.of_slopes(gradients[0], None, border), None
