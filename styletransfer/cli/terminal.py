"""A progress bar with the time left, where somebody looks on."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from styletransfer.cli.errors import UsageError

if TYPE_CHECKING:
    from PIL import Image

    from styletransfer.progress import Progress

_WIDTH = 30
_BLOCKS, _PLAIN = "█░", "#-"


def watch(steps: Iterable["Progress"]) -> "Image.Image":
    """Run a painting to its end, show how far it is, and return the picture."""
    visible = sys.stderr.isatty()
    full, empty = _BLOCKS if _is_encodable(_BLOCKS) else _PLAIN
    last = None
    try:
        for step in steps:
            last = step
            if visible:
                filled = round(_WIDTH * step.fraction)
                bar = full * filled + empty * (_WIDTH - filled)
                visible = _show(f"\r{bar} {step.fraction:4.0%}  {step.seconds_left:4.0f} s left")
    finally:
        if visible:
            _show("\r\033[K")
    if last is None:
        raise UsageError("nothing was painted")
    return last.preview


def _is_encodable(text: str) -> bool:
    try:
        text.encode(sys.stderr.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _show(text: str) -> bool:
    """Show a text; tell whether the terminal is still there, for a painting outlives it."""
    try:
        print(text, end="", file=sys.stderr, flush=True)
    except OSError:
        return False
    return True
