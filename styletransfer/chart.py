"""The curve of style against content: what a painter gives of the one for the other."""

import io
from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure


def draw(results: Sequence[dict[str, Any]]) -> bytes:
    """Draw results with `program`, `setting`, `content` and `style_covariance` as a PNG file.

    Down and to the left is better; the photo and the style itself are the ends of every curve.
    """
    figure: Any = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.subplots()
    for program in dict.fromkeys(result["program"] for result in results):
        own = [result for result in results if result["program"] == program]
        content = [result["content"] for result in own]
        style = [result["style_covariance"] for result in own]
        axes.plot(content, style, marker="o", label=program)
        for number, (result, x, y) in enumerate(zip(own, content, style, strict=True)):
            if setting := result.get("setting"):
                # Above and below in turn, so that neighbours do not write over each other.
                place = (6, -14 if number % 2 else 6)
                seconds = f"{setting}, {result['seconds']:.0f} s"
                axes.annotate(seconds, (x, y), xytext=place, textcoords="offset points")
    axes.set_xlabel("distance from the photo (relu4_4)")
    axes.set_ylabel("distance from the style (covariance, held-out layers)")
    axes.set_yscale("symlog", linthresh=0.01)
    axes.margins(x=0.18)
    axes.grid(alpha=0.3)
    axes.legend()
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=120)
    return file.getvalue()
