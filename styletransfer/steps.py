"""The steps of one level, which go on when the memory runs short."""

from collections.abc import Callable

from torch import Tensor

from styletransfer.lbfgs import LBFGS
from styletransfer.memory import Ladder, is_out_of_memory

Gradient = Callable[[Tensor], Tensor]


class Steps:
    """Takes a canvas from step to step of an objective, down the ladder where it has to."""

    def __init__(self, gradient_for: Callable[[int], Gradient], ladder: Ladder) -> None:
        """`gradient_for` makes the gradient of the level's objective for tiles of some size."""
        self._gradient_for = gradient_for
        self._ladder = ladder
        self._tools: tuple[Gradient, LBFGS] | None = None

    def after(self, canvas: Tensor) -> Tensor | None:
        """Return the canvas after one step more, or None where only a smaller one can be painted.

        Raises OutOfMemoryError.
        """
        rung = self._ladder.rung
        while self._ladder.rung.divisor == rung.divisor:
            try:
                return self._step(canvas)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
            # Only here is the error gone, which held on to all that did not fit.
            self._tools = None
            self._ladder.step_down(max(canvas.shape[-2:]))
        return None

    def _step(self, canvas: Tensor) -> Tensor:
        if self._tools is None:
            rung = self._ladder.rung
            self._tools = self._gradient_for(rung.largest_tile), rung.optimiser(canvas)
        gradient, optimiser = self._tools
        return optimiser.step(canvas, gradient(canvas))
