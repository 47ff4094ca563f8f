"""A progress bar with the time left, where somebody looks on."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from styletransfer.cli.errors import UsageError

if TYPE_CHECKING:
    from PIL import Image

    from styletransfer.progress import Progress

_WIDTH = 30


def watch(steps: Iterable["Progress"]) -> "Image.Image":
    """Run a painting to its end, show how far it is, and return the picture."""
    visible = sys.stderr.isatty()
    last = None
    try:
        for step in steps:
            last = step
            if visible:
                filled = round(_WIDTH * step.fraction)
                bar = "█" * filled + "░" * (_WIDTH - filled)
                line = f"\r{bar} {step.fraction:4.0%}  {step.seconds_left:4.0f} s left"
                print(line, end="", file=sys.stderr, flush=True)
    finally:
        if visible:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
    if last is None:
        raise UsageError("nothing was painted")
    return last.preview
