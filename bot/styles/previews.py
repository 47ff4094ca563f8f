"""Small pictures of styles, for those who choose."""

import asyncio
import io
import secrets
from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.database.models import ServerStyle
from bot.database.server_styles import ServerStyles
from bot.errors import PainterDiedError, RefusalError
from bot.i18n import texts
from bot.intake import kinds
from bot.storage.picture_store import PictureStore
from bot.styles.catalog import Style, title_of
from styletransfer.presets import Preset
from styletransfer.worker.protocol import Painted, Shrink

_MOST_BYTES = 120_000
_ID_BYTES = 8


class Previews:
    """Makes and shows them; those of presets ship."""

    def __init__(
        self,
        pictures: PictureStore,
        server_styles: ServerStyles,
        shrink: Callable[[Shrink], Awaitable[Painted | None]],
    ) -> None:
        self._pictures = pictures
        self._server_styles = server_styles
        self._shrink = shrink

    async def make(self, picture: str) -> str:
        """Keep a small picture of a style that is in the store, and return its name there.

        Raises RefusalError if the style is no picture that can be opened.
        """
        try:
            content = await self._pictures.read(picture)
            job = f"preview-{secrets.token_urlsafe(_ID_BYTES)}"
            small = await self._shrink(Shrink(job=job, picture=content, max_bytes=_MOST_BYTES))
        except FileNotFoundError as error:
            raise RefusalError("style-gone") from error
        except PainterDiedError as error:
            raise RefusalError("style-broken") from error
        if small is None:
            raise RefusalError("style-broken")
        return await self._pictures.add(small.picture)

    async def of(self, styles: Sequence[Style], locale: str) -> tuple[discord.File, ...]:
        """Return the previews of some styles as files. Raises RefusalError or OSError."""
        return tuple([await self._file(style, locale) for style in styles])

    async def _file(self, style: Style, locale: str) -> discord.File:
        if isinstance(style, Preset):
            content = await asyncio.to_thread(style.preview.read_bytes)
            name = style.preview.name
        else:
            content = await self._read(style)
            extension = kinds.shown_as(content[: kinds.HEAD_BYTES]) or "jpg"
            name = f"{style.id}.{extension}"
        alt = texts.say(locale, "alt-text", style=title_of(style, locale))
        return discord.File(io.BytesIO(content), name, description=alt)

    async def _read(self, style: ServerStyle) -> bytes:
        if style.preview is None:
            await self._server_styles.keep_preview(style, await self.make(style.picture))
        return await self._pictures.read(style.preview or "")
