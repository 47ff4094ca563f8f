"""Three small networks that find faces, each one looking closer than the one before.

Zhang, Zhang, Li and Qiao, "Joint Face Detection and Alignment Using Multi-task Cascaded
Convolutional Networks" (2016). The package mtcnn carries their weights; its code, which wants
TensorFlow, is never imported.
"""

import hashlib
import importlib.util
import io
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy
import torch
from PIL import Image, ImageOps
from torch import Tensor
from torch.nn import functional

from styletransfer.weights import WeightsError

SMALLEST = 14  # side of a face, in pixels

_SHA256 = {
    "pnet": "ea6b0c3e685ebee3165326ad6484acc95f2ef78f1c94fbf40a55704fa989f7b5",
    "rnet": "cb00e6460f3c98b0bfafaba3c0a0ded4bdf6e62cee7174d969e8670d7e757fee",
    "onet": "94f6ea2f4cf985275ee958cdd762d17b6009348a4fb9d8c6be39ba73ffd22ca3",
}
_WINDOW = 12  # side of what the first network looks at, in pixels
_STRIDE = 2  # between two windows
_STEP = 0.709  # from one size of the picture to the next: half its area
_MOST = 400  # boxes that are compared with one another, or looked at closer

# How sure each network has to be, and from which overlap on two of its boxes are one. The last one
# is told apart by its caller; below that floor nothing is worth a caller's look.
_PROPOSED, _SAME_PLACE = 0.6, 0.5
_REFINED, _SAME_PROPOSAL = 0.7, 0.7
_FLOOR, _SAME_FACE = 0.3, 0.3


@cache
def _weights(name: str) -> list[Tensor]:
    """Return a network's kernels, biases and slopes in its order. Raises WeightsError."""
    package = importlib.util.find_spec("mtcnn")
    if package is None or package.origin is None:
        raise WeightsError("faces cannot be found: the package mtcnn is not installed")
    path = Path(package.origin).parent / "assets" / "weights" / f"{name}.lz4"
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"the weights for faces cannot be read: {error.strerror}") from error
    # The file is a pickle, so nothing but the one that was looked at may be loaded.
    if hashlib.sha256(stored).hexdigest() != _SHA256[name]:
        raise WeightsError(f"the weights in {path.name} are not the expected ones")
    import joblib  # only needed where faces are looked for

    arrays = cast("list[numpy.ndarray[Any, Any]]", joblib.load(io.BytesIO(stored)))  # pyright: ignore
    return [
        # Kernels lie as height, width, from, to.
        torch.tensor(array.transpose(3, 2, 0, 1) if array.ndim == 4 else array)
        for array in arrays
    ]


def _bent(values: Tensor, weights: list[Tensor]) -> Tensor:
    kernel, bias, slopes = weights
    return functional.prelu(functional.conv2d(values, kernel, bias), slopes.flatten())


def _propose(picture: Tensor) -> tuple[Tensor, Tensor]:
    """Look at every window; return how sure of a face, (h, w), and shifts of its box, (4, h, w)."""
    weights = _weights("pnet")
    values = functional.max_pool2d(_bent(picture[None], weights[0:3]), 2, ceil_mode=True)
    values = _bent(_bent(values, weights[3:6]), weights[6:9])
    shifts = functional.conv2d(values, weights[9], weights[10])
    return functional.conv2d(values, weights[11], weights[12]).softmax(1)[0, 1], shifts[0]


def _refine(pieces: Tensor) -> tuple[Tensor, Tensor]:
    """Look at pieces of 24 x 24 pixels; return how sure of a face, (n,), and shifts, (n, 4)."""
    weights = _weights("rnet")
    values = functional.max_pool2d(_bent(pieces, weights[0:3]), 3, 2, ceil_mode=True)
    values = functional.max_pool2d(_bent(values, weights[3:6]), 3, 2)
    return _judged(_bent(values, weights[6:9]), weights[9:])


def _decide(pieces: Tensor) -> tuple[Tensor, Tensor]:
    """Look at pieces of 48 x 48 pixels; return how sure of a face, (n,), and shifts, (n, 4)."""
    weights = _weights("onet")
    values = functional.max_pool2d(_bent(pieces, weights[0:3]), 3, 2, ceil_mode=True)
    values = functional.max_pool2d(_bent(values, weights[3:6]), 3, 2)
    values = functional.max_pool2d(_bent(values, weights[6:9]), 2)
    return _judged(_bent(values, weights[9:12]), weights[12:])


def _judged(values: Tensor, weights: list[Tensor]) -> tuple[Tensor, Tensor]:
    matrix, bias, slopes = weights[:3]
    columns_first = values.permute(0, 3, 2, 1).flatten(1)
    features = functional.prelu(columns_first @ matrix + bias, slopes)
    sure = (features @ weights[-2] + weights[-1]).softmax(1)[:, 1]
    return sure, features @ weights[3] + weights[4]


def _tensor(picture: Image.Image) -> Tensor:
    return (torch.tensor(numpy.asarray(picture)).permute(2, 0, 1).float() - 127.5) / 128


def _distinct(sure: Tensor, boxes: Tensor, overlap: float) -> tuple[Tensor, Tensor]:
    """Keep the surest of all boxes that share more than that part of their union, surest first."""
    order = sure.argsort(descending=True)[:_MOST]
    sure, boxes = sure[order], boxes[order]
    corners, opposite = boxes[:, None, :2], boxes[:, None, 2:]
    sides = torch.minimum(opposite, boxes[:, 2:]) - torch.maximum(corners, boxes[:, :2])
    shared = sides.clamp(min=0).prod(2)
    areas = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    same = shared > overlap * (areas + areas[:, None] - shared)
    free = torch.ones(len(boxes), dtype=torch.bool)
    kept: list[int] = []
    for number in range(len(boxes)):
        if free[number]:
            kept.append(number)
            free &= ~same[number]
    return sure[kept], boxes[kept]


def _shifted(boxes: Tensor, shifts: Tensor) -> Tensor:
    return boxes + shifts * (boxes[:, 2:] - boxes[:, :2]).repeat(1, 2)


def _proposals(picture: Image.Image) -> Tensor:
    """Return squares that may hold a face of any size."""
    sures, boxes = [torch.empty(0)], [torch.empty(0, 4)]
    scale = _WINDOW / SMALLEST
    while min(picture.size) * scale >= _WINDOW:
        size = (round(picture.width * scale), round(picture.height * scale))
        sure, shifts = _propose(_tensor(picture.resize(size, Image.Resampling.BILINEAR)))
        rows, columns = torch.nonzero(sure > _PROPOSED, as_tuple=True)
        corners = torch.stack((columns, rows), 1) * float(_STRIDE)
        windows = torch.cat((corners, corners + _WINDOW), 1)
        windows = _shifted(windows, shifts[:, rows, columns].T) / scale
        for all_of, some in zip(
            (sures, boxes), _distinct(sure[rows, columns], windows, _SAME_PLACE), strict=True
        ):
            all_of.append(some)
        scale *= _STEP
    return _distinct(torch.cat(sures), torch.cat(boxes), _SAME_PROPOSAL)[1]


def _pieces(picture: Image.Image, boxes: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """Cut squares around boxes out of a picture; return them, and the pieces at one size.

    A box that leaves the picture by more than the picture's size is no face and left out.
    """
    border = max(picture.size)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    halves = ((boxes[:, 2:] - boxes[:, :2]).amax(1, keepdim=True) / 2).clamp(min=1)
    squares = torch.cat((middles - halves, middles + halves), 1)
    ends = torch.tensor(picture.size) + border
    squares = squares[((squares[:, :2] >= -border) & (squares[:, 2:] <= ends)).all(1)]
    grey = ImageOps.expand(picture, border, (127, 127, 127))
    pieces = [
        _tensor(grey.resize((side, side), Image.Resampling.BILINEAR, (left, top, right, bottom)))
        for left, top, right, bottom in (map(float, square) for square in squares + border)
    ]
    return squares, torch.stack(pieces) if pieces else torch.empty(0, 3, side, side)


@torch.inference_mode()
def detect(picture: Image.Image) -> tuple[Tensor, Tensor]:
    """Return how sure the last network is of each face, and left, top, right, bottom in pixels.

    Raises WeightsError.
    """
    squares, pieces = _pieces(picture, _proposals(picture), 24)
    sure, shifts = _refine(pieces)
    likely = sure > _REFINED
    boxes = _shifted(squares, shifts)[likely]
    _, boxes = _distinct(sure[likely], boxes, _SAME_PROPOSAL)
    squares, pieces = _pieces(picture, boxes, 48)
    sure, shifts = _decide(pieces)
    likely = sure > _FLOOR
    return _distinct(sure[likely], _shifted(squares, shifts)[likely], _SAME_FACE)
