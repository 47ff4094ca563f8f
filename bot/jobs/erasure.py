"""What is kept of a member, and how all of it goes."""

from bot.database.erasure import Erasure
from bot.database.jobs import JobRepository
from bot.database.server_styles import ServerStyles
from bot.jobs.runner import JobRunner
from bot.storage.picture_store import PictureStore


class MemberErasure:
    """Deletes what is kept of a member in the database, on disk and in line."""

    def __init__(
        self,
        erasure: Erasure,
        jobs: JobRepository,
        server_styles: ServerStyles,
        pictures: PictureStore,
        runner: JobRunner,
    ) -> None:
        self._erasure = erasure
        self._jobs = jobs
        self._server_styles = server_styles
        self._pictures = pictures
        self._runner = runner

    async def count(self, user_id: int) -> int:
        """Return how many things are kept of a member."""
        return await self._erasure.count(user_id)

    async def erase(self, user_id: int) -> None:
        """Cancel a member's jobs and proposals and delete everything about them.

        Pictures that somebody else's job needs stay, since they are that job's as well.
        """
        async with self._pictures.lock:
            await self._runner.cancel_all(user_id)
            before = await self._jobs.pictures()
            await self._server_styles.withdraw(user_id)
            await self._erasure.erase(user_id)
            await self._pictures.remove(before - await self._jobs.pictures())
