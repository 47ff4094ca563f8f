"""Between pictures and tensors of shape (1, 3, height, width), red, green, blue, 0..255."""

import numpy
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

# The deepest layer halves a picture four times and needs two positions to speak of a spread.
_LEAST_SIDE = 32


def fitted(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Return width and height in the same proportion with the given long side, in pixels."""
    scale = long_side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def paintable(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Return the size at which a picture is painted: as fitted, but no side too short."""
    across, down = fitted(width, height, long_side)
    return max(_LEAST_SIDE, across), max(_LEAST_SIDE, down)


def to_tensor(picture: Image.Image, long_side: int, device: torch.device) -> Tensor:
    """Scale an RGB picture to a long side and make it a tensor."""
    scaled = picture.resize(
        paintable(*picture.size, long_side), Image.Resampling.LANCZOS, reducing_gap=3.0
    )
    pixels = torch.tensor(numpy.asarray(scaled, dtype=numpy.float32))
    return pixels.permute(2, 0, 1).unsqueeze(0).to(device)


def to_image(canvas: Tensor) -> Image.Image:
    """Make an RGB picture of a tensor; what lies outside 0..255 is clipped."""
    pixels = canvas.detach()[0].clamp(0, 255).round().to(device="cpu", dtype=torch.uint8)
    return Image.fromarray(pixels.permute(1, 2, 0).contiguous().numpy())


def resized(canvas: Tensor, width: int, height: int) -> Tensor:
    """Scale a tensor; the detail that the smaller one cannot hold is filtered out first."""
    if canvas.shape[-2:] == (height, width):
        return canvas
    return functional.interpolate(
        canvas, size=(height, width), mode="bicubic", antialias=True, align_corners=False
    )


def enlarged(canvas: Tensor, photo: Tensor, detail: float | Tensor) -> Tensor:
    """Scale a canvas to the size of its photo, and add a share of the photo's finest detail.

    The share may be a map as large as the photo, (1, 1, height, width).
    """
    height, width = photo.shape[-2:]
    down, across = canvas.shape[-2:]
    coarse = resized(resized(photo, across, down), width, height)
    return resized(canvas, width, height) + detail * (photo - coarse)
