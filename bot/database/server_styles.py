"""The styles that servers have of their own, in the database and, for autocomplete, in memory."""

import unicodedata

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.models import ServerStyle
from bot.database.unbroken import unbroken
from bot.refusal import RefusalError


class ServerStyles:
    """Knows which pictures each server's moderators have made a style there."""

    def __init__(self, engine: AsyncEngine, most: int) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._most = most
        self._known: dict[int, dict[str, ServerStyle]] = {}

    async def load(self) -> None:
        """Read the styles of all servers."""
        async with self._sessions() as session:
            for style in await session.scalars(select(ServerStyle).order_by(ServerStyle.folded)):
                self._known.setdefault(style.guild_id, {})[style.folded] = style

    def of(self, guild_id: int | None) -> list[ServerStyle]:
        """Return the styles of a server, by name."""
        known = self._known.get(guild_id or 0, {})
        return [known[folded] for folded in sorted(known)]

    def find(self, guild_id: int | None, name: str) -> ServerStyle | None:
        """Return the style of a server that has this name, in any case."""
        return self._known.get(guild_id or 0, {}).get(_folded(name))

    def search(self, guild_id: int | None, text: str) -> list[ServerStyle]:
        """Return the styles of a server that a part of a name finds."""
        return [style for style in self.of(guild_id) if _folded(text) in style.folded]

    def check_room(self, guild_id: int, name: str) -> None:
        """Raise RefusalError if a server has such a style, or as many as it may have."""
        if self.find(guild_id, name):
            raise RefusalError("styles-name-taken")
        if len(self.of(guild_id)) >= self._most:
            raise RefusalError("styles-too-many", most=self._most)

    @unbroken
    async def add(self, guild_id: int, name: str, picture: str, user_id: int) -> None:
        """Write a new style down. Raises RefusalError as `check_room` does."""
        self.check_room(guild_id, name)
        style = ServerStyle(guild_id, _folded(name), name, picture, user_id)
        # In memory first, so that many at once are no way around the limit.
        known = self._known.setdefault(guild_id, {})
        known[style.folded] = style
        try:
            async with self._sessions.begin() as session:
                session.add(style)
        except BaseException as error:
            del known[style.folded]
            if isinstance(error, IntegrityError):
                raise RefusalError("styles-name-taken") from error
            raise

    @unbroken
    async def remove(self, style: ServerStyle) -> None:
        """Forget a style."""
        self._known[style.guild_id].pop(style.folded, None)
        wanted = delete(ServerStyle).where(
            ServerStyle.guild_id == style.guild_id, ServerStyle.folded == style.folded
        )
        async with self._sessions.begin() as session:
            await session.execute(wanted)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
