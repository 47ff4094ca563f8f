"""What eyes still see of a photo in a picture that was painted from it: its light, its faces."""

from collections.abc import Sequence

import numpy
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from styletransfer.faces.detect import Face, faces_mask, find_faces
from styletransfer.images import files
from styletransfer.images.tensors import paintable

_LONG_SIDE = 256
# Deviation in pixels of the blur above which luminance is the light of a whole scene, which a style
# may change, and below which it is detail, by which things are recognised.
_BLUR = 12
# A painted face is a face from this confidence on, lower than a photo's: it has only to be found
# again where one is known to be.
_PAINTED = 0.7
# Eyes see the face behind the strokes from further away, a detector only where they are too small:
# long sides in pixels.
_DISTANCES = (640, 400, 250)
_SAME_FACE = 0.25  # overlap of two boxes around one face: intersection over union


def light(photo: Image.Image, picture: Image.Image, faces: Sequence[Face] = ()) -> float:
    """Return the share of the photo's light that a picture has: 1 all of it, 0 none.

    It is Pearson's correlation of the detail of their luminance, at a long side of 256 px, with
    the photo's `faces` left out. A photo without any detail is kept by a picture without any.
    """
    width, height = paintable(*photo.size, _LONG_SIDE)
    counted = 1 - faces_mask(faces, torch.zeros(1, 3, height, width))[0, 0].double().numpy()
    if not counted.any():
        return 1.0
    own, wanted = (_detail(each, (width, height)) for each in (picture, photo))
    own -= numpy.average(own, weights=counted)
    wanted -= numpy.average(wanted, weights=counted)
    spread, wanted_spread = (float((counted * each**2).sum()) for each in (own, wanted))
    if not spread or not wanted_spread:
        return float(spread == wanted_spread)
    return float((counted * own * wanted).sum()) / (spread * wanted_spread) ** 0.5


def faces_in(photo: Image.Image) -> list[Face]:
    """Find the faces in a photo, which may be transparent. Raises WeightsError."""
    return find_faces(files.split_alpha(photo)[0])


def faces_kept(faces: Sequence[Face], picture: Image.Image) -> int:
    """Return how many of the photo's faces are found again in a picture. Raises WeightsError."""
    if not faces:
        return 0
    opaque = files.split_alpha(picture)[0]
    found = [face for side in _DISTANCES for face in find_faces(opaque, _PAINTED, side)]
    return sum(any(_overlap(face, other) >= _SAME_FACE for other in found) for face in faces)


def _overlap(one: Face, other: Face) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(0.0, across) * max(0.0, down)
    return shared / (_area(one) + _area(other) - shared)


def _area(face: Face) -> float:
    return (face.right - face.left) * (face.bottom - face.top)


def _detail(picture: Image.Image, size: tuple[int, int]) -> NDArray[numpy.float64]:
    """Return what the luminance of a picture has beside its blur."""
    opaque = files.split_alpha(picture)[0]
    luminance = opaque.resize(size, Image.Resampling.LANCZOS).convert("L")
    coarse = luminance.filter(ImageFilter.GaussianBlur(_BLUR))
    return numpy.asarray(luminance, numpy.float64) - numpy.asarray(coarse, numpy.float64)
