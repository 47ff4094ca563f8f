"""How long this host's painters take, and hence when each job in line is ready."""

import heapq
import time
from collections.abc import Iterable, Sequence

from bot.recipe import Quality, Recipe

# Half of what is believed was learnt from the last two pictures: a host that has become busy, or
# a second program on its GPU, is noticed within a few.
_WEIGHT_OF_THE_NEWEST = 0.3


class PaintingTimes:
    """Learns seconds of painting for each pixel of a square with the asked-for long side.

    The photo's shape is unknown until it is decoded, so that of the photos here is learnt with it.
    """

    def __init__(self) -> None:
        self._seconds_a_pixel: float | None = None

    def learn(self, size: int, seconds: float) -> None:
        """Take a finished picture into account: the long side asked for, and how long it took."""
        measured = seconds / size**2
        if self._seconds_a_pixel is None:
            self._seconds_a_pixel = measured
        else:
            self._seconds_a_pixel += _WEIGHT_OF_THE_NEWEST * (measured - self._seconds_a_pixel)

    def estimate(self, size: int) -> float | None:
        """Return the seconds that a picture will take, or None before the first is finished."""
        return None if self._seconds_a_pixel is None else self._seconds_a_pixel * size**2


def finish_times(free_in: Sequence[float], durations: Iterable[float]) -> list[float]:
    """Return in how many seconds each job in line is ready.

    `free_in` are the seconds after which each painter is free; whichever is first takes the next.
    Raises ValueError if there is no painter.
    """
    if not free_in:
        raise ValueError("nobody paints")
    painters = list(free_in)
    heapq.heapify(painters)
    ready: list[float] = []
    for duration in durations:
        ready.append(painters[0] + duration)
        heapq.heapreplace(painters, ready[-1])
    return ready


class Forecast:
    """When the jobs in line will be ready, as far as that can be known."""

    def __init__(self, painters: int) -> None:
        self._painting = PaintingTimes()
        self._dreaming = PaintingTimes()
        self._painters = painters
        self._ends: dict[str, float] = {}

    def learn(self, recipe: Recipe, seconds: float) -> None:
        """Take a finished picture into account; drafts tell nothing of paintings."""
        if recipe.quality is Quality.DRAFT:
            return
        pace = self._dreaming if recipe.dream else self._painting
        pace.learn(recipe.size, seconds)

    def estimate(self, recipe: Recipe) -> float | None:
        """Return the seconds that a picture will take, or None if nobody can know.

        Before the first dream a dream is taken for a painting, and the other way round.
        """
        paces = (self._painting, self._dreaming)
        of_its_kind, other = reversed(paces) if recipe.dream else paces
        seconds = of_its_kind.estimate(recipe.size)
        return other.estimate(recipe.size) if seconds is None else seconds

    def begin(self, job: str, recipe: Recipe) -> None:
        """Note that a job is being painted."""
        self._ends[job] = time.monotonic() + (self.estimate(recipe) or 0)

    def hear(self, job: str, seconds_left: float) -> None:
        """Note what a painter itself thinks of a job that it paints."""
        self._ends[job] = time.monotonic() + seconds_left

    def end(self, job: str) -> None:
        """Note that a job is being painted no more."""
        self._ends.pop(job, None)

    def ready_in(self, line: Sequence[Recipe]) -> list[float] | None:
        """Return in how many seconds each job in line is ready, or None if nobody can know."""
        durations = [d for recipe in line if (d := self.estimate(recipe)) is not None]
        if len(durations) < len(line):
            return None
        now = time.monotonic()
        free_in = [max(0.0, end - now) for end in self._ends.values()]
        return finish_times(free_in + [0.0] * (self._painters - len(free_in)), durations)
