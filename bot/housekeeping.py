"""Forget what nobody needs any more."""

import asyncio
import logging
from datetime import timedelta

from bot.database.jobs import JobBook
from bot.pictures import PictureStore

_log = logging.getLogger(__name__)

_KEPT_FOR = timedelta(days=1)
_PAUSE = timedelta(hours=1)


async def keep_house(book: JobBook, pictures: PictureStore) -> None:
    """Delete jobs and pictures a day after they were of use, again and again."""
    while True:
        try:
            await book.forget(_KEPT_FOR)
            await pictures.sweep(await book.pictures(), _KEPT_FOR.total_seconds())
        except Exception:
            _log.exception("old jobs and pictures could not be deleted")
        await asyncio.sleep(_PAUSE.total_seconds())
