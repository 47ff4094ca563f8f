"""Where in a picture faces are, so that they can be painted with care."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from PIL import Image

from styletransfer import mtcnn
from styletransfer.tensors import fitted

_SIDE = 640  # the long side at which faces are looked for, in pixels
_ENLARGED = 2  # times, at most: a photo shows no more than it has
# Where it was measured, no landscape had a face at this one (docs/measurements.md, "Faces found").
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


def find_faces(picture: Image.Image) -> list[Face]:
    """Find the faces in an RGB picture, the surest first. Raises WeightsError."""
    side = min(_SIDE, _ENLARGED * max(picture.size))
    width, height = fitted(*picture.size, side)
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    sure, boxes = mtcnn.detect(scaled)
    return [
        Face(left / width, top / height, right / width, bottom / height, confidence)
        for confidence, (left, top, right, bottom) in zip(
            sure.tolist(), boxes.tolist(), strict=True
        )
        if confidence >= _SURE
    ]


def faces_mask(faces: Sequence[Face], width: int, height: int) -> NDArray[numpy.float32]:
    """Return 1 on each face, an ellipse from brow to chin, softly falling to 0, (height, width)."""
    across = (numpy.arange(width, dtype=numpy.float32) + 0.5) / width
    down = (numpy.arange(height, dtype=numpy.float32)[:, None] + 0.5) / height
    mask: NDArray[Any] = numpy.zeros((height, width), numpy.float32)
    for face in faces:
        # 1 where the ellipse in the face's box ends.
        distance = numpy.hypot(
            (2 * across - face.left - face.right) / (face.right - face.left),
            (2 * down - face.top - face.bottom) / (face.bottom - face.top),
        )
        share = numpy.clip((_WHOLE + _SOFT - distance) / _SOFT, 0, 1)
        numpy.maximum(mask, share * share * (3 - 2 * share), out=mask)
    return mask
