"""What painting may take of the memory, and less of it where that is not there."""

import logging
from dataclasses import dataclass

import torch
from torch import Tensor

from styletransfer.features.tiles import LARGEST_TILE
from styletransfer.optimise.lbfgs import LBFGS
from styletransfer.optimise.preconditioner import Preconditioner

_log = logging.getLogger(__name__)

_MIB = 1 << 20
# Pairs of steps and turns that L-BFGS keeps: more of them paint no better (docs/measurements,
# "Memory kept"); the least are kept also where they exceed their bytes.
_LEAST_PAIRS = 4
# Of 255: a painting that goes well takes none above 17 (docs/measurements, "A step too far").
_LONGEST_STEP = 20.0
_MOST_PAIRS = 12


class OutOfMemoryError(MemoryError):
    """There is not enough memory even for the least that can be painted."""


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """How painting holds house: tiles of so many pixels, so many bytes of L-BFGS's history.

    `divisor` divides the long side of the result.
    """

    largest_tile: int
    history: int
    divisor: int = 1

    def optimiser(self, canvas: Tensor) -> LBFGS:
        """Return an optimiser whose history stays within its bytes, if they hold a few pairs.

        In bfloat16 they take half the bytes, and paint as well (docs/measurements, "Any size").
        """
        pairs = min(_MOST_PAIRS, max(_LEAST_PAIRS, self.history // canvas.nbytes))
        return LBFGS(
            pairs, torch.bfloat16, precondition=Preconditioner(canvas), longest=_LONGEST_STEP
        )


# From the most to the least. A GPU begins at the top, the CPU at the second, which keeps 1024 px
# well below 4 GiB (docs/measurements, "Any size").
_PLANS = (
    MemoryPlan(2 * LARGEST_TILE, 8192 * _MIB),
    MemoryPlan(LARGEST_TILE, 1024 * _MIB),
    MemoryPlan(512, 512 * _MIB),
    MemoryPlan(256, 128 * _MIB),
    MemoryPlan(256, 128 * _MIB, divisor=2),
)


class MemoryFallback:
    """Which plan a painting goes by; it only ever goes down to one that takes less."""

    def __init__(self, device: torch.device) -> None:
        self._left = list(_PLANS if device.type == "cuda" else _PLANS[1:])

    @property
    def plan(self) -> MemoryPlan:
        """How to paint now."""
        return self._left[0]

    def step_down(self, long_side: int) -> None:
        """Take the next plan after a level of this long side did not fit into memory.

        Raises OutOfMemoryError where there is none.
        """
        if len(self._left) == 1:
            raise OutOfMemoryError(f"{long_side} px do not fit into memory")
        self._left.pop(0)
        plan = self.plan
        _log.warning(
            "out of memory at %d px: going on with tiles of %d px, %d MiB of history%s",
            long_side,
            plan.largest_tile,
            plan.history // _MIB,
            "" if plan.divisor == 1 else f" and 1/{plan.divisor} of the size",
        )
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error is any of those by which torch and Python say that memory is short."""
    if isinstance(error, OutOfMemoryError):
        return False
    # torch has no class of its own for the CPU's allocator.
    said = "DefaultCPUAllocator" in str(error) or "can't allocate memory" in str(error)
    return isinstance(error, (MemoryError, torch.OutOfMemoryError)) or said
