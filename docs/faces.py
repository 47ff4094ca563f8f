"""Ask a face detector whether a face is still one after it was painted.

    .venv/bin/python docs/faces.py PHOTO PICTURE…

OpenCV's frontal cascades (Viola and Jones 2001), which its wheel below version 5 carries, look for
the photo's largest face in each picture at the same place.
"""

import sys
from pathlib import Path
from typing import Any

import cv2
import numpy

from styletransfer import pictures
from styletransfer.tensors import fitted

CASCADES = ("default", "alt", "alt2")
SIDE = 512  # the long side at which all are looked at, in pixels
SAME_PLACE = 0.4  # overlap of two boxes, intersection over union

Box = tuple[int, int, int, int]


def boxes(path: Path, cascade: Any) -> list[Box]:
    """Return what a cascade takes for faces, as left, top, width, height."""
    picture = pictures.split_alpha(pictures.read(path))[0]
    grey = picture.resize(fitted(*picture.size, SIDE)).convert("L")
    found = cascade.detectMultiScale(numpy.asarray(grey), 1.05, 3, minSize=(48, 48))
    return [tuple(map(int, box)) for box in found]


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share over the area of both."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    shared = max(0, across) * max(0, down)
    return shared / (one[2] * one[3] + other[2] * other[3] - shared)


def main() -> None:
    """Say which cascades find the face in each picture, and in how many pictures any does."""
    photo, *painted = map(Path, sys.argv[1:])
    detectors = {
        name: cv2.CascadeClassifier(f"{cv2.data.haarcascades}haarcascade_frontalface_{name}.xml")
        for name in CASCADES
    }
    # The place that most cascades agree on: one alone also takes a helmet for a face.
    found = [box for detector in detectors.values() for box in boxes(photo, detector)]
    face = max(found, key=lambda box: sum(overlap(box, other) > SAME_PLACE for other in found))
    print(f"{photo.name}: a face at {face}")
    kept = 0
    for path in painted:
        finders = [
            name
            for name, detector in detectors.items()
            if any(overlap(face, box) > SAME_PLACE for box in boxes(path, detector))
        ]
        kept += bool(finders)
        print(f"{path.stem:32} {', '.join(finders) or 'not found'}")
    print(f"{kept} of {len(painted)}")


if __name__ == "__main__":
    main()
