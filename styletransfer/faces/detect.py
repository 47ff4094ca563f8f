"""Where in a picture faces are, so that they can be painted with care."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import torch
from PIL import Image
from torch import Tensor

from styletransfer.faces import mtcnn
from styletransfer.features.weights import WeightsError
from styletransfer.images.tensors import fitted

_log = logging.getLogger(__name__)

LONG_SIDE = 640  # the long side at which faces are looked for, in pixels
_ENLARGED = 2  # times, at most: a photo shows no more than it has
# Where it was measured, no landscape had a face at this one (docs/measurements, "Faces found").
_SURE = 0.95

_WHOLE = 1.1  # of the ellipse in a face's box: as far as the mask is whole
_SOFT = 0.5  # of half the box: how far it falls from there


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a picture, as parts of its width and height; a cut-off one may reach beyond."""

    left: float
    top: float
    right: float
    bottom: float
    confidence: float


def find_faces(
    picture: Image.Image, confidence: float = _SURE, long_side: int = LONG_SIDE
) -> list[Face]:
    """Find the faces in an RGB picture, looked at by its long side in pixels, the surest first.

    Raises WeightsError.
    """
    side = min(long_side, _ENLARGED * max(picture.size))
    size = fitted(*picture.size, side)
    scaled = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    confidences, boxes = mtcnn.detect(scaled, confidence)
    return [
        Face(*map(float, box), confidence=float(sure))
        for box, sure in zip(boxes / torch.tensor(size * 2), confidences, strict=True)
    ]


def faces_to_keep(photo: Image.Image) -> list[Face]:
    """Find the faces in an RGB photo, or none where none can be found: the log says so once."""
    try:
        return find_faces(photo)
    except WeightsError as error:
        _warn(str(error))
        return []


@cache
def _warn(reason: str) -> None:
    """Tell the host once why faces are not kept."""
    _log.warning("faces are not kept: %s", reason)


def faces_mask(faces: Sequence[Face], picture: Tensor) -> Tensor:
    """Return 1 on each face, an ellipse from brow to chin, softly falling to 0.

    The mask is as large as the picture (1, 3, height, width) is, (1, 1, height, width).
    """
    height, width = picture.shape[-2:]
    down = ((torch.arange(height, device=picture.device) + 0.5) / height).view(-1, 1)
    across = (torch.arange(width, device=picture.device) + 0.5) / width
    mask = picture.new_zeros(height, width)
    for face in faces:
        # 1 where the ellipse in the face's box ends.
        distance = torch.hypot(
            (2 * across - face.left - face.right) / (face.right - face.left),
            (2 * down - face.top - face.bottom) / (face.bottom - face.top),
        )
        share = ((_WHOLE + _SOFT - distance) / _SOFT).clamp(0, 1)
        mask = torch.maximum(mask, share * share * (3 - 2 * share))
    return mask.view(1, 1, height, width)
