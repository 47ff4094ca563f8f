"""What those in line are told: how many are ahead of them, and when their picture is ready."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bot.database.models import Job
from bot.delivery.states import Waiting
from bot.jobs.eta import Forecast

# How far what members are told of the wait may be off before they are told anew.
_HONEST_SECONDS = 10
_HONEST_PART = 0.2


class QueuePositions:
    """Remembers what each job's member was told, and tells only news."""

    def __init__(self, forecast: Forecast, show: Callable[[Job, Waiting], None]) -> None:
        self._forecast = forecast
        self._show = show
        self._told: dict[str, Waiting] = {}

    def tell(self, line: Sequence[Job]) -> None:
        """Tell the jobs in line, the next one first, where they stand."""
        ready_in = self._forecast.ready_in([job.recipe for job in line])
        now = datetime.now(UTC)
        for ahead, job in enumerate(line):
            ready_at = now + timedelta(seconds=ready_in[ahead]) if ready_in else None
            place = Waiting(ahead, ready_at)
            if _is_news(place, self._told.get(job.id), now):
                self._told[job.id] = place
                self._show(job, place)

    def forget(self, job_id: str) -> None:
        """Forget a job that has left the line."""
        self._told.pop(job_id, None)


def _is_news(place: Waiting, told: Waiting | None, now: datetime) -> bool:
    if told is None or abs(place.ahead - told.ahead) > _HONEST_PART * place.ahead:
        return True
    if place.ready_at is None or told.ready_at is None:
        return place.ready_at is not told.ready_at
    differs = abs((place.ready_at - told.ready_at).total_seconds())
    left = (place.ready_at - now).total_seconds()
    # At the end of a long line nobody counts, and Discord has to be asked for each edit.
    return differs > max(_HONEST_SECONDS, _HONEST_PART * left)
