"""The curve of style against content: what a painter gives of the one for the other."""

import io
from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure


def draw(results: Sequence[dict[str, Any]], ways: Sequence[dict[str, Any]]) -> bytes:
    """Draw style against content as a PNG file: over strength, and on the way to a picture.

    Down and to the left is better; the photo and the style itself are the ends of every curve.
    Results and the points of the ways have `program`, `setting`, `content` and
    `style_covariance`.
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


def _curves(axes: Any, results: Sequence[dict[str, Any]]) -> None:
    for program in dict.fromkeys(result["program"] for result in results):
        own = [result for result in results if result["program"] == program]
        content = [result["content"] for result in own]
        style = [result["style_covariance"] for result in own]
        axes.plot(content, style, marker="o", label=program)
        for number, (result, x, y) in enumerate(zip(own, content, style, strict=True)):
            # Above and below in turn, so that neighbours do not write over each other.
            place = (6, -14 if number % 2 else 6)
            axes.annotate(
                result["setting"], (x, y), xytext=place, textcoords="offset points", size="small"
            )
    axes.set_xlabel("distance from the photo (relu4_4)")
    axes.margins(x=0.18)
    axes.grid(alpha=0.3)
    axes.legend()
