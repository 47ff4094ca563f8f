"""A database with the tables of today."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.engine import connected, migrate


async def open_database(address: str) -> AsyncEngine:
    """Connect to a database and bring its tables up to date."""
    engine = await connected(address)
    try:
        await migrate(engine)
    except BaseException:
        await engine.dispose()
        raise
    return engine
