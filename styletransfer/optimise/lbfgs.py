"""L-BFGS for pictures: a step at a time, so that a painting can be shown and stopped between."""

import math
from collections import deque
from collections.abc import Callable

import torch
from torch import Tensor

# What the first step moves, as the root of the mean square: as far as the steps that follow. A tiny
# one tells more of rounding than of the curvature, and two more steps are lost until that is
# mended (docs/measurements, "The first step").
_FIRST_STEP = 1.0
_TINY = 1e-20


class LBFGS:
    """Limited-memory BFGS without a line search (Nocedal and Wright 2006, algorithm 7.4).

    torch.optim's would do, but importing it costs a second or three; and its steps are not ours to
    open. `history` pairs of steps and turns of the gradient are kept, as numbers of type `dtype`;
    `precondition` multiplies by a guess of the inverse Hessian, up to a factor, which the first
    step finds out. No step moves further than `longest`, as the root of the mean square: where the
    curvature is next to nothing it would lead anywhere.
    """

    def __init__(
        self,
        history: int = 50,
        dtype: torch.dtype = torch.float32,
        *,
        precondition: Callable[[Tensor], Tensor] = torch.clone,
        longest: float = math.inf,
    ) -> None:
        self._precondition = precondition
        self._longest = longest
        self._dtype = dtype
        self._pairs: deque[tuple[Tensor, Tensor, float]] = deque(maxlen=history)
        self._last: tuple[Tensor, Tensor] | None = None

    def step(self, point: Tensor, gradient: Tensor) -> Tensor:
        """Return the next point after `point`, where the objective has this gradient."""
        flat = gradient.flatten()
        if self._last is not None:
            self._remember(point.flatten() - self._last[0], flat - self._last[1])
        if self._pairs:
            direction = self._direction(flat)
            direction.mul_(min(1.0, self._longest / _size(direction)))
        else:
            direction = -self._precondition(flat)
            direction.mul_(_FIRST_STEP / _size(direction))
        self._last = (point.flatten().clone(), flat.clone())
        return point + direction.view_as(point)

    def change_objective(self) -> None:
        """Take the next gradient for another objective's, of much the same curvature."""
        self._last = None

    def _remember(self, moved: Tensor, turned: Tensor) -> None:
        curvature = _dot(moved, turned)
        if curvature > 1e-10:
            self._pairs.append((moved.to(self._dtype), turned.to(self._dtype), curvature))

    def _direction(self, gradient: Tensor) -> Tensor:
        """Multiply the gradient by the inverse Hessian's approximation (the two-loop recursion)."""
        direction = -gradient
        shares: list[float] = []
        for moved, turned, curvature in reversed(self._pairs):
            share = _dot(moved, direction) / curvature
            direction.add_(turned, alpha=-share)
            shares.append(share)
        _, turned, curvature = self._pairs[-1]
        scale = curvature / _dot(turned, self._precondition(turned.float()))
        direction = self._precondition(direction).mul_(scale)
        for (moved, turned, curvature), share in zip(self._pairs, reversed(shares), strict=True):
            direction.add_(moved, alpha=share - _dot(turned, direction) / curvature)
        return direction


def _size(vector: Tensor) -> float:
    """Return the root of the mean square."""
    return float(vector.square().mean().sqrt().clamp(min=_TINY))


def _dot(kept: Tensor, vector: Tensor) -> float:
    return float(torch.dot(kept.float(), vector))
