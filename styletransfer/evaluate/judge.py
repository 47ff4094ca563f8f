"""The jury: how near a picture is to its master, against how much of the photo is still there.

Both are measured on layers that no painter optimises (`evaluate.score`) and brought to 0..1
by what the extremes have: the photo itself, which is all of the photo and nothing of the style, and
the style's own picture, which is the other way round.
"""

import math
from dataclasses import dataclass

from PIL import Image

from styletransfer.evaluate.score import Scorer

# Pictures are told apart as at 320 px, in a third of the time (docs/measurements).
_LONG_SIDE = 192


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the jury says of one picture; each 0..1, higher is better.

    `closeness`: the part of the way from the photo to the style that it has gone, by the distance
    of the covariances. `kept`: the part of the way from the style's picture to the photo, by the
    squared distance of relu4_4.
    """

    closeness: float
    kept: float

    @property
    def score(self) -> float:
        """The harmonic mean: who gives up one for the other, or does nothing, has 0."""
        total = self.closeness + self.kept
        return 2 * self.closeness * self.kept / total if total else 0.0


def judge(picture: Image.Image, photo: Image.Image, style: Image.Image) -> Verdict:
    """Judge a picture that was painted from a photo in a style."""
    scorer = Scorer(photo, style, _LONG_SIDE)
    own, untouched, replaced = (scorer.distances(each) for each in (picture, photo, style))
    distance = math.sqrt(_part(own.style_covariance, untouched.style_covariance))
    return Verdict(closeness=1 - distance, kept=1 - _part(own.content, replaced.content))


def _part(distance: float, whole: float) -> float:
    return min(1.0, distance / whole) if whole > 0 else 1.0
