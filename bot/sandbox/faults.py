"""What goes wrong at Discord, by a schedule: calls of the bot that are refused, lost or late."""

import re
import time
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What becomes of a call."""

    REFUSED = "refused"
    """It is answered with a status and a code of Discord's, and nothing is done."""
    RESET = "reset"
    """The connection ends before anything is done."""
    ANSWER_LOST = "answer lost"
    """It is done, and the connection ends before the answer."""
    SILENT = "silent"
    """Nothing is done, and nothing answered until the caller gives up."""
    SLOW = "slow"
    """It is done, some seconds late."""


@dataclass(slots=True)
class Fault:
    """One line of the schedule.

    `calls` is a pattern for method and path, such as `PATCH /webhooks/.*`. The fault holds for some
    seconds, or for so many calls, from `after_s` on. A 429 says after how long to come back.
    """

    calls: str
    kind: FaultKind
    status: int = 503
    code: int = 0
    retry_after_s: float = 1.0
    seconds: float = 1.0
    after_s: float = 0.0
    for_s: float | None = None
    times: int | None = None
    began: float = field(default_factory=time.monotonic, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether no call meets it any more."""
        spent = self.for_s is not None and self._age() >= self.after_s + self.for_s
        return spent or self.times == 0

    def meets(self, call: str) -> bool:
        """Say whether a call falls under it now."""
        return (
            not self.is_over
            and self._age() >= self.after_s
            and re.fullmatch(self.calls, call) is not None
        )

    def _age(self) -> float:
        return time.monotonic() - self.began


class Faults:
    """The schedule."""

    def __init__(self) -> None:
        self.all: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let something go wrong from now on."""
        self.all.append(fault)

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self.all.clear()

    def next(self, method: str, path: str) -> Fault | None:
        """Return the fault that a call meets, and count the call."""
        self.all = [fault for fault in self.all if not fault.is_over]
        for fault in self.all:
            if fault.meets(f"{method} {path}"):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
