"""A server's own styles in the database."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.jobs import JobRepository
from bot.database.server_styles import ServerStyles
from bot.errors import RefusalError
from tests.bot.conftest import server_style

PICTURE = "a" * 64


async def test_their_pictures_are_needed_and_their_number_is_limited(engine: AsyncEngine) -> None:
    styles, book = ServerStyles(engine, most=2), JobRepository(engine)
    names = (("Mural",), ("ＭＵＲＡＬ",), ("벽화", "fresco"), ("Third", "other"))
    added = await asyncio.gather(
        *(styles.add(server_style(*each)) for each in names), return_exceptions=True
    )
    refused = [error.key for error in added if isinstance(error, RefusalError)]
    assert refused == ["styles-name-taken", "styles-too-many"]
    await styles.add(server_style("Mural", guild_id=2, picture="b" * 64, preview="p" * 64))
    assert await book.pictures() == {PICTURE, "b" * 64, "p" * 64}
    assert await book.lends_style(PICTURE, channel_id=3, guild_id=1)
    assert not await book.lends_style(PICTURE, channel_id=3, guild_id=2)
    assert not await book.lends_style(PICTURE, channel_id=3, guild_id=None)

    again = ServerStyles(engine, most=2)
    await again.load()
    found, mural = again.of(1)
    assert (found.name, mural.name, mural.aliases) == ("Mural", "벽화", ["fresco"])
    assert await again.remove(found)
    assert not await again.remove(found)
    with pytest.raises(RefusalError, match="styles-name-taken"):
        await again.add(server_style("New", " FRESCO "))
    await again.add(server_style("mural", picture="c" * 64))
    with pytest.raises(RefusalError, match="styles-too-many"):
        again.check_room(1, ["fourth"], None)
    assert await book.pictures() == {PICTURE, "b" * 64, "c" * 64, "p" * 64}


async def test_a_proposal_is_decided_once_and_counts_until_then(engine: AsyncEngine) -> None:
    styles, book = ServerStyles(engine, most=4), JobRepository(engine)
    proposals = [server_style(f"style {n}", approved=False, picture=str(n) * 64) for n in range(4)]
    added = await asyncio.gather(*map(styles.add, proposals), return_exceptions=True)
    refused = [error.key for error in added if isinstance(error, RefusalError)]
    assert refused == ["styles-too-many-proposals"]
    await styles.add(server_style("theirs", approved=False, adder_user_id=8, picture="t" * 64))
    with pytest.raises(RefusalError, match="styles-too-many"):
        styles.check_room(1, ["fifth"], None)
    first, second, *_ = proposals
    assert styles.of(1) == []
    assert styles.proposed(2, first.id) is None
    assert not await book.lends_style("0" * 64, channel_id=3, guild_id=1)

    assert await asyncio.gather(
        styles.approve(first), styles.decline(first), styles.decline(second), styles.approve(second)
    ) == [True, False, True, False]
    again = ServerStyles(engine, most=4)
    await again.load()
    assert [style.name for style in again.of(1)] == ["style 0"]
    assert [style.name for style in again.all_of(1)] == ["style 0", "style 2", "theirs"]
    assert await book.lends_style("0" * 64, channel_id=3, guild_id=1)

    await again.withdraw(8)
    await again.withdraw(7)
    (stays,) = again.all_of(1)
    assert (stays.name, stays.adder_user_id) == ("style 0", None)
    assert await book.pictures() == {"0" * 64}
