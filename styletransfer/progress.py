"""How far a picture is."""

from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a picture is.

    `fraction` runs from 0 to 1; `level` and `iteration` count from 1; `preview` is the picture as
    it is now, at the size of its level: where `fraction` is 1 it is the finished one.
    """

    fraction: float
    level: int
    iteration: int
    seconds_left: float
    preview: Image.Image
