"""How far a picture is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from PIL import Image


@dataclass(frozen=True)
class Progress:
    """How far a picture is.

    `fraction` runs from 0 to 1; `level` and `iteration` count from 1. `render` makes the preview.
    """

    fraction: float
    level: int
    iteration: int
    seconds_left: float
    render: Callable[[], Image.Image] = field(repr=False)

    @cached_property
    def preview(self) -> Image.Image:
        """The picture as it is now, at the size of its level; at `fraction` 1 the finished one.

        Made when it is asked for: most iterations are shown to nobody.
        """
        return self.render()
