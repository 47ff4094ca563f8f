"""A chart of painters: the distance from the style against the distance from the photo."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Point:
    """A picture: its distances from the photo and the style, and what made it with what setting."""

    program: str
    setting: str
    content: float
    style_covariance: float


def draw(results: Sequence[Point], ways: Sequence[Point]) -> bytes:
    """Draw style against content as a PNG file: over strength, and on the way to a picture.

    Down and to the left is better; the photo and the style itself are the ends of every curve.
    """
    figure: Any = Figure(figsize=(13, 5), layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    left.set_title("over strength and steps")
    right.set_title("over time")
    _curves(left, results)
    _curves(right, ways)
    left.set_ylabel("distance from the style (covariance, held-out layers)")
    left.set_yscale("symlog", linthresh=0.01)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=120)
    return file.getvalue()


def _curves(axes: Any, points: Sequence[Point]) -> None:
    for program in dict.fromkeys(point.program for point in points):
        own = [point for point in points if point.program == program]
        content = [point.content for point in own]
        style = [point.style_covariance for point in own]
        axes.plot(content, style, marker="o", label=program)
        for number, point in enumerate(own):
            # Above and below in turn, so that neighbours do not write over each other.
            place = (6, -14 if number % 2 else 6)
            end = (point.content, point.style_covariance)
            axes.annotate(
                point.setting, end, xytext=place, textcoords="offset points", size="small"
            )
    axes.set_xlabel("distance from the photo (relu4_4)")
    axes.margins(x=0.18)
    axes.grid(alpha=0.3)
    axes.legend()
