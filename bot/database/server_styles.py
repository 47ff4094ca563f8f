"""The styles that servers have of their own, in the database and, for autocomplete, in memory."""

import unicodedata
from collections.abc import Collection, Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.models import ServerStyle
from bot.database.shielded import shielded
from bot.errors import RefusalError

# One member must not be able to fill a server's list with what nobody has looked at.
_MOST_PROPOSALS = 3


def folded(name: str) -> str:
    """Return what is the same of a name however it is typed."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def folded_names(style: ServerStyle) -> set[str]:
    """Return the name and the aliases of a style, folded."""
    return {style.folded, *map(folded, style.aliases)}


class ServerStyles:
    """Knows which pictures are styles of a server, and which ones members propose."""

    def __init__(self, engine: AsyncEngine, most: int) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._most = most
        self._known: dict[int, dict[str, ServerStyle]] = {}

    async def load(self) -> None:
        """Read the styles of all servers."""
        async with self._sessions() as session:
            for style in await session.scalars(select(ServerStyle)):
                self._known.setdefault(style.guild_id, {})[style.id] = style

    def of(self, guild_id: int | None) -> list[ServerStyle]:
        """Return the styles of a server, by name."""
        return [style for style in self.all_of(guild_id) if style.approved]

    def all_of(self, guild_id: int | None) -> list[ServerStyle]:
        """Return the styles of a server and those proposed there, by name."""
        known = self._known.get(guild_id or 0, {})
        return sorted(known.values(), key=lambda style: style.folded)

    def proposed(self, guild_id: int | None, style_id: str) -> ServerStyle | None:
        """Return a style that waits for a decision in this server."""
        style = self._known.get(guild_id or 0, {}).get(style_id)
        return style if style and not style.approved else None

    def unshown(self) -> list[ServerStyle]:
        """Return the proposals that no moderator has been shown."""
        every = (style for known in self._known.values() for style in known.values())
        return [style for style in every if style.pending_channel_id and not style.approved]

    def check_room(self, guild_id: int, names: Iterable[str], proposer: int | None) -> None:
        """Raise RefusalError if a server has such a style, or as many as it may have.

        Proposals count, and a `proposer` may only have a few of them.
        """
        styles = self.all_of(guild_id)
        taken = {name for style in styles for name in folded_names(style)}
        if not taken.isdisjoint(map(folded, names)):
            raise RefusalError("styles-name-taken")
        if len(styles) >= self._most:
            raise RefusalError("styles-too-many", most=self._most)
        theirs = [s for s in styles if not s.approved and s.adder_user_id == proposer]
        if proposer is not None and len(theirs) >= _MOST_PROPOSALS:
            raise RefusalError("styles-too-many-proposals", most=_MOST_PROPOSALS)

    @shielded
    async def add(self, style: ServerStyle) -> None:
        """Write a new style, or a proposal, down. Raises RefusalError as `check_room` does."""
        proposer = None if style.approved else style.adder_user_id
        self.check_room(style.guild_id, (style.name, *style.aliases), proposer)
        # In memory first, so that many at once are no way around the limit.
        known = self._known.setdefault(style.guild_id, {})
        known[style.id] = style
        try:
            async with self._sessions.begin() as session:
                session.add(style)
        except BaseException as error:
            del known[style.id]
            if isinstance(error, IntegrityError):
                raise RefusalError("styles-name-taken") from error
            raise

    async def approve(self, style: ServerStyle) -> bool:
        """Make a proposal a style; say whether it was one until now."""
        if self.proposed(style.guild_id, style.id) is None:
            return False
        style.approved = True  # at once, so that a second press finds it decided
        try:
            await self._update(style, approved=True)
        except BaseException:
            style.approved = False
            raise
        return True

    async def decline(self, style: ServerStyle) -> bool:
        """Forget a proposal; say whether it was one until now."""
        return bool(self.proposed(style.guild_id, style.id)) and await self.remove(style)

    async def shown(self, style: ServerStyle) -> None:
        """Write down that moderators have been shown a proposal."""
        style.pending_channel_id = None
        await self._update(style, pending_channel_id=None)

    async def keep_preview(self, style: ServerStyle, preview: str) -> None:
        """Write down which picture galleries show."""
        style.preview = preview
        await self._update(style, preview=preview)

    async def remove(self, style: ServerStyle) -> bool:
        """Forget a style or a proposal; say whether it was there."""
        if self._known.get(style.guild_id, {}).pop(style.id, None) is None:
            return False
        await self._delete([style.id])
        return True

    async def withdraw(self, user_id: int) -> None:
        """Forget what a member has proposed, and that they have added what stays."""
        theirs = [s for k in self._known.values() for s in k.values() if s.adder_user_id == user_id]
        for style in theirs:
            style.adder_user_id = None
            if not style.approved:
                del self._known[style.guild_id][style.id]
        await self._delete([style.id for style in theirs if not style.approved])

    @shielded
    async def _update(self, style: ServerStyle, **values: object) -> None:
        async with self._sessions.begin() as session:
            changed = update(ServerStyle).where(ServerStyle.id == style.id)
            await session.execute(changed.values(**values))

    @shielded
    async def _delete(self, style_ids: Collection[str]) -> None:
        async with self._sessions.begin() as session:
            await session.execute(delete(ServerStyle).where(ServerStyle.id.in_(style_ids)))
