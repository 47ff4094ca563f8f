"""Convolutions by Winograd's algorithm in bfloat16.

torch's own convolutions in bfloat16 are as fast as the processor multiplies, and this is up to
twice as fast (docs/measurements, "Winograd in bfloat16").
"""

import torch
from torch import Tensor

from styletransfer.features.winograd.products import ProductsConvolution as Convolution

__all__ = ["LAYOUT", "Convolution", "gains", "is_available"]

LAYOUT: torch.memory_format = torch.channels_last

# With fewer channels on both sides the transforms cost what the products save.
_FEWEST_CHANNELS = 128
# Beyond this block and convolution of VGG-19 features are small: a tenth of a coarse level's time
# is not worth 38 MiB of transformed kernels for each.
_DEEPEST = (4, 2)


def is_available() -> bool:
    """Tell whether it is faster on this processor.

    One with tile registers (AMX) multiplies faster than memory brings the transformed features.
    """
    abilities = torch.cpu.get_capabilities()
    return bool(abilities.get("avx512_bf16")) and not abilities.get("amx_bf16")


def gains(kernel: Tensor, place: tuple[int, int]) -> bool:
    """Tell whether it is worth its memory for a kernel at a place in VGG-19."""
    return max(kernel.shape[:2]) >= _FEWEST_CHANNELS and place <= _DEEPEST
