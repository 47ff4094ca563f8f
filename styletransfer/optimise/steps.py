"""The steps of one level, which go on when the memory runs short."""

from collections.abc import Callable
from typing import Protocol

from torch import Tensor

from styletransfer.optimise.lbfgs import LBFGS
from styletransfer.optimise.memory import MemoryFallback, is_out_of_memory


class Descended(Protocol):
    """What a level descends: an objective, by its gradient."""

    def gradient(self, canvas: Tensor) -> Tensor:
        """Return the gradient for a canvas of shape (1, 3, height, width)."""
        ...


class Steps:
    """Takes a canvas from step to step of an objective, with less memory where it has to."""

    def __init__(self, objective_for: Callable[[int], Descended], memory: MemoryFallback) -> None:
        """`objective_for` makes the level's objective for tiles of some size."""
        self._objective_for = objective_for
        self._memory = memory
        self._tools: tuple[Descended, LBFGS] | None = None

    @property
    def objective(self) -> Descended | None:
        """What is descended, once a step was taken."""
        return self._tools[0] if self._tools else None

    def after(self, canvas: Tensor) -> Tensor | None:
        """Return the canvas after one step more, or None where only a smaller one can be painted.

        Raises OutOfMemoryError.
        """
        plan = self._memory.plan
        while self._memory.plan.divisor == plan.divisor:
            try:
                return self._step(canvas)
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
            # Only here is the error gone, which held on to all that did not fit.
            self._tools = None
            self._memory.step_down(max(canvas.shape[-2:]))
        return None

    def _step(self, canvas: Tensor) -> Tensor:
        if self._tools is None:
            plan = self._memory.plan
            self._tools = self._objective_for(plan.largest_tile), plan.optimiser(canvas)
        objective, optimiser = self._tools
        return optimiser.step(canvas, objective.gradient(canvas))
