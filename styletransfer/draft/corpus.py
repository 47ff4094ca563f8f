"""What the draft learns from: photos in crops, and styles at several sizes of the brush."""

import logging
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from styletransfer.draft.teacher import Lesson, Teacher
from styletransfer.draft.traits import BRUSHES
from styletransfer.images import files
from styletransfer.images.tensors import to_tensor

_log = logging.getLogger(__name__)

_PRACTICE = (1, 6, 1)  # how often each brush is taken
# Photos are enlarged by up to so much: objects in members' photos are larger than in small ones.
_LARGEST_ZOOM = 1.6
# The square that is cut out is at most so much smaller than the photo's short side.
_CLOSEST = 1.3
# Beside a GPU one process cannot read as fast as is learned.
_MOST_READERS = 8


class Crops(Dataset[Tensor]):
    """Random squares (3, side, side) of photos, 0..255; each follows from its number alone."""

    def __init__(self, photos: Sequence[Path], side: int, seed: int) -> None:
        self._photos = photos
        self._side = side
        self._seed = seed

    def __getitem__(self, number: int) -> Tensor:
        dice = random.Random(f"{self._seed}/{number}")
        for path in dice.sample(self._photos, len(self._photos)):
            try:
                return _crop(path, self._side, dice)
            except files.PictureError as error:
                _log.warning("%s: %s", path, error)
        raise files.PictureError("none of the photos can be read")

    def batches(self, first: int, last: int, size: int, device: torch.device) -> Iterator[Tensor]:
        """Yield the crops from a number to before another, so many at once."""
        readers = min(_MOST_READERS, os.cpu_count() or 1) if device.type == "cuda" else 0
        loader = DataLoader(
            self, size, sampler=range(first, last), num_workers=readers, pin_memory=readers > 0
        )
        for batch in loader:
            yield batch.to(device)


def _crop(path: Path, side: int, dice: random.Random) -> Tensor:
    """Return a random square of a photo, perhaps mirrored."""
    photo = files.split_alpha(files.read(path))[0]
    least = min(photo.size)
    zoomed = side * dice.uniform(1, max(1, min(_LARGEST_ZOOM, _CLOSEST * least / side)))
    part = least * side / zoomed
    left = dice.uniform(0, photo.width - part)
    top = dice.uniform(0, photo.height - part)
    box = (left, top, left + part, top + part)
    square = photo.resize((side, side), Image.Resampling.BICUBIC, box, reducing_gap=3.0)
    pixels = torch.tensor(numpy.asarray(square, dtype=numpy.float32))
    if dice.random() < 0.5:
        pixels = pixels.flip(1)
    return pixels.permute(2, 0, 1)


@dataclass(frozen=True, slots=True)
class Master:
    """A style with a vector of its own in the network, and the strength that suits it."""

    name: str
    picture: Path
    strength: int


class Studio:
    """The lessons: of masters, at each brush, and of other pictures, as each comes up."""

    def __init__(self, teacher: Teacher, masters: Sequence[Master], others: Sequence[Path]) -> None:
        self._teacher = teacher
        self.masters = masters
        self.others = others
        self._known: dict[tuple[Path, int], Lesson] = {}

    def of_master(self, number: int, brush: int) -> Lesson:
        """Return the lesson of a master at one of the BRUSHES."""
        return self._lesson(self.masters[number].picture, BRUSHES[brush])

    def of_other(self, number: int) -> Lesson:
        """Return the lesson of another picture, at the size of the middle brush at most."""
        return self._lesson(self.others[number], BRUSHES[1])

    def drawn_brush(self, dice: random.Random) -> int:
        """Return the place of a brush among BRUSHES to practise."""
        return dice.choices(range(len(BRUSHES)), _PRACTICE)[0]

    def _lesson(self, path: Path, long_side: int) -> Lesson:
        if (path, long_side) not in self._known:
            style = files.split_alpha(files.read(path))[0]
            side = min(long_side, max(style.size))
            whole = to_tensor(style, side, self._teacher.device)
            self._known[path, long_side] = self._teacher.lesson(whole)
        return self._known[path, long_side]
