"""The picture of the three best, made by a painter's process."""

import io
import logging
from collections.abc import Sequence

import discord

from bot.challenges import messages
from bot.database.challenges.models import Challenge, Entry
from bot.errors import PainterDiedError
from bot.i18n import texts
from bot.inference.pool import PainterPool
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Place, Podium

_log = logging.getLogger(__name__)

_MOST_BYTES = 8_000_000


class PodiumMaker:
    """Has podiums drawn."""

    def __init__(self, client: discord.Client, store: PictureStore, pool: PainterPool) -> None:
        self._client = client
        self._store = store
        self._pool = pool

    async def make(self, challenge: Challenge, best: Sequence[Entry]) -> discord.File | None:
        """Return the podium as a file, or None where there is nobody to stand on it."""
        places: list[Place] = []
        for entry in best:
            if entry.picture is None or entry.rank is None:
                continue
            try:
                picture = await self._store.read(entry.picture)
            except FileNotFoundError:
                continue
            votes = messages.score(challenge, entry, challenge.locale)
            name = await self._name(challenge, entry)
            places.append(Place(rank=entry.rank, picture=picture, name=name, votes=votes))
        if not places:
            return None
        request = Podium(
            job=challenge.id, title=challenge.title, places=places, max_bytes=_MOST_BYTES
        )
        try:
            drawn = await self._pool.podium(request)
        except PainterDiedError as error:
            about = {"challenge": challenge.id}
            _log.warning("its podium could not be drawn: %s", error, extra=about)
            return None
        if drawn is None:
            return None
        alt = texts.say(challenge.locale, "challenge-alt-podium", title=challenge.title)
        content = io.BytesIO(drawn.picture)
        return discord.File(content, f"podium.{drawn.extension}", description=alt)

    async def _name(self, challenge: Challenge, entry: Entry) -> str:
        """Return the name of a member in the server, or at least that of their account."""
        guild = self._client.get_guild(challenge.guild_id)
        if entry.user_id is not None and guild is not None:
            try:
                return (await guild.fetch_member(entry.user_id)).display_name
            except discord.HTTPException:
                try:
                    return (await self._client.fetch_user(entry.user_id)).display_name
                except discord.HTTPException:
                    pass
        return texts.say(challenge.locale, "challenge-somebody")
