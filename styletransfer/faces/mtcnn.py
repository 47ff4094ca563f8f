"""Three small networks that find faces, each one looking closer than the one before.

Zhang, Zhang, Li and Qiao, "Joint Face Detection and Alignment Using Multi-task Cascaded
Convolutional Networks" (2016). The package mtcnn carries their weights; its code, which wants
TensorFlow, is never imported.
"""

from functools import cache
from typing import cast

import numpy
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps
from torch import Tensor
from torch.nn import functional

from styletransfer.features.weights import WeightsError, checked_file

SMALLEST = 14  # side of a face, in pixels

_SHA256 = {
    "pnet": "ea6b0c3e685ebee3165326ad6484acc95f2ef78f1c94fbf40a55704fa989f7b5",
    "rnet": "cb00e6460f3c98b0bfafaba3c0a0ded4bdf6e62cee7174d969e8670d7e757fee",
    "onet": "94f6ea2f4cf985275ee958cdd762d17b6009348a4fb9d8c6be39ba73ffd22ca3",
}
_WINDOW = 12  # side of what the first network looks at, in pixels
_STRIDE = 2  # between two windows
_SCALE_STEP = 0.709  # from one size of the picture to the next: half its area
_MOST_BOXES = 400  # that are compared with one another, or looked at closer

# How sure a network has to be of a box that the next one looks at, and from which overlap on,
# intersection over union, two boxes are one.
_PROPOSED, _SAME_WINDOW = 0.4, 0.5
_REFINED, _SAME_PROPOSAL = 0.5, 0.7
_SAME_FACE = 0.3


@cache
def _weights(name: str) -> list[Tensor]:
    """Return a network's kernels, biases and slopes in its order. Raises WeightsError."""
    # The file is a pickle, so nothing but the one that was looked at may be loaded.
    path = checked_file("mtcnn", f"assets/weights/{name}.lz4", _SHA256[name])
    try:
        import joblib  # only needed where faces are looked for

        loaded = joblib.load(path)  # pyright: ignore[reportUnknownMemberType]
    except (ImportError, ValueError) as error:  # joblib or lz4 is not installed
        raise WeightsError(f"the weights for faces cannot be read: {error}") from error
    arrays = cast("list[NDArray[numpy.float32]]", loaded)
    # Kernels lie as height, width, from, to.
    return [torch.tensor(a.transpose(3, 2, 0, 1) if a.ndim == 4 else a) for a in arrays]


def _convolved(values: Tensor, weights: list[Tensor]) -> Tensor:
    """Apply a convolution and its parametric rectifier."""
    kernel, bias, slopes = weights
    return functional.prelu(functional.conv2d(values, kernel, bias), slopes.flatten())


def _propose(picture: Tensor) -> tuple[Tensor, Tensor]:
    """Look at every window of a picture (1, 3, height, width).

    Return the confidence that it is a face, (h, w), and offsets to its box, (4, h, w).
    """
    weights = _weights("pnet")
    values = functional.max_pool2d(_convolved(picture, weights[0:3]), 2, ceil_mode=True)
    values = _convolved(_convolved(values, weights[3:6]), weights[6:9])
    offsets = functional.conv2d(values, weights[9], weights[10])
    return functional.conv2d(values, weights[11], weights[12]).softmax(1)[0, 1], offsets[0]


def _refine(crops: Tensor) -> tuple[Tensor, Tensor]:
    """Look at n crops of 24 x 24 pixels; return confidences, (n,), and offsets, (n, 4)."""
    weights = _weights("rnet")
    values = functional.max_pool2d(_convolved(crops, weights[0:3]), 3, 2, ceil_mode=True)
    values = functional.max_pool2d(_convolved(values, weights[3:6]), 3, 2)
    return _judged(_convolved(values, weights[6:9]), weights[9:])


def _decide(crops: Tensor) -> tuple[Tensor, Tensor]:
    """Look at n crops of 48 x 48 pixels; return confidences, (n,), and offsets, (n, 4)."""
    weights = _weights("onet")
    values = functional.max_pool2d(_convolved(crops, weights[0:3]), 3, 2, ceil_mode=True)
    values = functional.max_pool2d(_convolved(values, weights[3:6]), 3, 2)
    values = functional.max_pool2d(_convolved(values, weights[6:9]), 2)
    return _judged(_convolved(values, weights[9:12]), weights[12:])


def _judged(values: Tensor, weights: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Apply the last layers, which have the offsets first and the confidence last."""
    matrix, bias, slopes = weights[:3]
    columns_first = values.permute(0, 3, 2, 1).flatten(1)
    features = functional.prelu(columns_first @ matrix + bias, slopes)
    confidences = (features @ weights[-2] + weights[-1]).softmax(1)[:, 1]
    return confidences, features @ weights[3] + weights[4]


def _tensor(pixels: NDArray[numpy.uint8]) -> Tensor:
    """Make pixels (n, height, width, 3) what the networks know, (n, 3, height, width)."""
    return (torch.tensor(pixels).permute(0, 3, 1, 2).float() - 127.5) / 128


def _suppressed(confidences: Tensor, boxes: Tensor, overlap: float) -> tuple[Tensor, Tensor]:
    """Keep the surest of all boxes that overlap by more than that, surest first.

    It is non-maximum suppression; torchvision's takes two seconds to import.
    """
    order = confidences.argsort(descending=True)[:_MOST_BOXES]
    confidences, boxes = confidences[order], boxes[order]
    sizes = (boxes[:, 2:] - boxes[:, :2]).clamp(min=0)
    corners, opposite = boxes[:, None, :2], boxes[:, None, 2:]
    sides = torch.minimum(opposite, boxes[:, 2:]) - torch.maximum(corners, boxes[:, :2])
    shared, areas = sides.clamp(min=0).prod(2), sizes.prod(1)
    same = (shared > overlap * (areas + areas[:, None] - shared)).numpy()
    free = numpy.ones(len(boxes), numpy.bool_)
    kept: list[int] = []
    for number in range(len(boxes)):
        if free[number]:
            kept.append(number)
            free &= ~same[number]
    return confidences[kept], boxes[kept]


def _moved(boxes: Tensor, offsets: Tensor) -> Tensor:
    """Move the edges of boxes by offsets, which are parts of their width and height."""
    return boxes + offsets * (boxes[:, 2:] - boxes[:, :2]).repeat(1, 2)


def _proposals(picture: Image.Image) -> Tensor:
    """Return boxes that may hold a face of any size."""
    confidences, boxes = [torch.empty(0)], [torch.empty(0, 4)]
    scale = _WINDOW / SMALLEST
    while min(picture.size) * scale >= _WINDOW:
        size = (round(picture.width * scale), round(picture.height * scale))
        scaled = picture.resize(size, Image.Resampling.BILINEAR)
        confidence, offsets = _propose(_tensor(numpy.asarray(scaled)[None]))
        rows, columns = torch.nonzero(confidence > _PROPOSED, as_tuple=True)
        corners = torch.stack((columns, rows), 1) * float(_STRIDE)
        windows = torch.cat((corners, corners + _WINDOW), 1)
        at_scale, proposed = _suppressed(
            confidence[rows, columns],
            _moved(windows, offsets[:, rows, columns].T) / scale,
            _SAME_WINDOW,
        )
        confidences.append(at_scale)
        boxes.append(proposed)
        scale *= _SCALE_STEP
    return _suppressed(torch.cat(confidences), torch.cat(boxes), _SAME_PROPOSAL)[1]


def _crops(picture: Image.Image, boxes: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """Cut squares around boxes out of a picture; return them, and their pixels at one size.

    A box that leaves the picture by more than the picture's size is no face and left out.
    """
    border = max(picture.size)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    halves = ((boxes[:, 2:] - boxes[:, :2]).amax(1, keepdim=True) / 2).clamp(min=1)
    squares = torch.cat((middles - halves, middles + halves), 1)
    ends = torch.tensor(picture.size) + border
    squares = squares[((squares[:, :2] >= -border) & (squares[:, 2:] <= ends)).all(1)]
    grey = ImageOps.expand(picture, border, (127, 127, 127))
    pixels = numpy.empty((len(squares), side, side, 3), numpy.uint8)
    for crop, square in zip(pixels, squares + border, strict=True):
        left, top, right, bottom = map(float, square)
        box = (left, top, right, bottom)
        crop[:] = numpy.asarray(grey.resize((side, side), Image.Resampling.BILINEAR, box))
    return squares, _tensor(pixels)


@torch.inference_mode()
def detect(picture: Image.Image, confidence: float) -> tuple[Tensor, Tensor]:
    """Find the faces in an RGB picture of which the last network is so sure, 0..1.

    Return the confidence of each, the surest first, and left, top, right, bottom in pixels.
    Raises WeightsError.
    """
    squares, crops = _crops(picture, _proposals(picture), 24)
    confidences, offsets = _refine(crops)
    likely = confidences > _REFINED
    boxes = _moved(squares, offsets)[likely]
    _, boxes = _suppressed(confidences[likely], boxes, _SAME_PROPOSAL)
    squares, crops = _crops(picture, boxes, 48)
    confidences, offsets = _decide(crops)
    boxes = _moved(squares, offsets)
    faces = (confidences >= confidence) & (boxes[:, 2:] > boxes[:, :2]).all(1)
    return _suppressed(confidences[faces], boxes[faces], _SAME_FACE)
