"""Delete old jobs and ballots, and pictures that nothing needs, once an hour."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from bot.database.challenges.challenges import Challenges
from bot.database.jobs import JobRepository
from bot.storage.picture_store import PictureStore

_log = logging.getLogger(__name__)

_PAUSE = timedelta(hours=1)
# A picture is fetched before the job that needs it is written down.
_ON_THE_WAY = timedelta(hours=1)


async def delete_unneeded(
    jobs: JobRepository, challenges: Challenges, pictures: PictureStore, kept_for: timedelta
) -> None:
    """Delete jobs and ballots so long after their end, and pictures that nobody needs."""
    while True:
        try:
            await jobs.forget(kept_for)
            await challenges.forget_ballots(datetime.now(UTC) - kept_for)
            await pictures.delete_unreferenced(await jobs.pictures(), _ON_THE_WAY.total_seconds())
        except Exception:
            _log.exception("old jobs and pictures could not be deleted")
        await asyncio.sleep(_PAUSE.total_seconds())
