"""A server's own styles in the database."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.jobs import JobBook
from bot.database.server_styles import ServerStyles
from bot.refusal import RefusalError

PICTURE = "a" * 64


async def test_their_pictures_are_needed_and_their_number_is_limited(engine: AsyncEngine) -> None:
    styles, book = ServerStyles(engine, most=2), JobBook(engine)
    names = ("Mural", "ＭＵＲＡＬ", "벽화", "Third")
    added = await asyncio.gather(
        *(styles.add(1, name, PICTURE, 7) for name in names), return_exceptions=True
    )
    refused = [error.key for error in added if isinstance(error, RefusalError)]
    assert refused == ["styles-name-taken", "styles-too-many"]
    await styles.add(2, "Mural", "b" * 64, 7)
    assert await book.pictures() == {PICTURE, "b" * 64}
    assert await book.lends_style(PICTURE, channel_id=3, guild_id=1)
    assert not await book.lends_style(PICTURE, channel_id=3, guild_id=2)
    assert not await book.lends_style(PICTURE, channel_id=3, guild_id=None)

    again = ServerStyles(engine, most=2)
    await again.load()
    found = again.find(1, " mural ")
    assert found
    assert [style.name for style in again.search(1, "벽")] == ["벽화"]
    await again.remove(found)
    await again.add(1, "mural", "c" * 64, 7)
    with pytest.raises(RefusalError):
        again.check_room(1, "fourth")
    assert await book.pictures() == {PICTURE, "b" * 64, "c" * 64}
