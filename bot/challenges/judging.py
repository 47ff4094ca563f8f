"""Have a painter's process look at entries: which photo it was, and how near the style is."""

import logging
from collections.abc import Callable

from bot.challenges.repositories import ChallengeRepositories
from bot.database.challenges.models import Challenge, Entry
from bot.errors import PainterDiedError
from bot.inference.pool import PainterPool
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Fingerprint, Judge, Style

_log = logging.getLogger(__name__)


class Judging:
    """Looks at the entries that nobody has looked at."""

    def __init__(
        self,
        repositories: ChallengeRepositories,
        store: PictureStore,
        pool: PainterPool,
        seen: Callable[[str], None],
    ) -> None:
        self._repositories = repositories
        self._seen = seen
        self._store = store
        self._pool = pool

    async def look(self) -> None:
        """Look at all entries that wait for it; what cannot be looked at is left without."""
        for entry in await self._repositories.entries.unappraised():
            challenge = await self._repositories.challenges.get(entry.challenge_id)
            if challenge is None:
                continue
            try:
                fingerprint, jury = await self._appraise(challenge, entry)
            except (PainterDiedError, OSError) as error:
                _log.warning("entry %s cannot be looked at: %s", entry.id, type(error).__name__)
                fingerprint = jury = None
            await self._repositories.entries.appraise(entry, fingerprint, jury)
            self._seen(challenge.id)

    async def _appraise(
        self, challenge: Challenge, entry: Entry
    ) -> tuple[str | None, float | None]:
        if entry.picture is None or entry.content is None:
            return None, None
        photo = await self._store.read(entry.content)
        fingerprint = await self._pool.fingerprint(Fingerprint(job=entry.id, picture=photo))
        if challenge.preset is not None:
            style = Style(preset=challenge.preset)
        elif challenge.style_picture is not None:
            style = Style(picture=await self._store.read(challenge.style_picture))
        else:
            return fingerprint, None  # in a style of one's own there is no master to be near to
        picture = await self._store.read(entry.picture)
        judged = await self._pool.judge(
            Judge(job=entry.id, photo=photo, picture=picture, style=style)
        )
        return fingerprint, judged and judged.score
