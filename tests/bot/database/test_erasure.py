"""A member's wish to be forgotten, in every table that there is."""

from sqlalchemy import BigInteger, Connection, Integer, UniqueConstraint, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.erasure import Erasure
from bot.database.models import Base
from tests.bot.database.tables import reflected, values_for

ME, YOU = 4_242_424_242_424_242, 1_717_171_717_171_717

# Numbers that say nothing of a member. A column of a new table goes here only if that is true of
# it; an id of a member goes into a column whose name ends in user_id, and is erased.
NOT_ABOUT_MEMBERS = {
    "channel_id",
    "guild_id",
    "message_id",
    "max_bytes",
    "attempt",
    "begun",
    "deliveries",
    "member_per_day",
    "server_per_day",
    "max_size",
    "default_strength",
    "log_channel_id",
    "pending_channel_id",
    "per_member",
    "account_days",
    "member_days",
    "prize_role_id",
    "prize_days",
    "thread_id",
    "announcement_id",
    "event_id",
    "slot",
    "rank",
    "voters",
    "points",
    "value",
    "role_id",
    "tries",
    "edition",
    "entry_seconds",
    "vote_seconds",
}


def test_every_column_that_can_hold_a_member_is_known() -> None:
    numbers = {
        column.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, BigInteger | Integer)
    }
    assert {name for name in numbers if not name.endswith("user_id")} <= NOT_ABOUT_MEMBERS


async def test_nothing_of_a_member_stays_in_any_table(engine: AsyncEngine) -> None:
    def fill(connection: Connection) -> None:
        for table in reflected(connection):
            theirs = [c.name for c in table.columns if c.name.endswith("user_id")]
            unique = (c for k in table.constraints if isinstance(k, UniqueConstraint) for c in k)
            keys = [
                c
                for c in (*table.primary_key, *unique)
                if c.name not in theirs and not c.foreign_keys
            ]
            for number, member in enumerate((ME, YOU), start=10):
                unlike = {
                    c.name: number if c.type.python_type is int else str(number) for c in keys
                }
                values = values_for(table) | unlike | dict.fromkeys(theirs, member)
                connection.execute(insert(table).values(values))

    def cells(connection: Connection) -> list[object]:
        rows = [row for table in reflected(connection) for row in connection.execute(select(table))]
        return [cell for row in rows for cell in row]

    erasure = Erasure(engine)
    async with engine.begin() as connection:
        await connection.run_sync(fill)
        before = await connection.run_sync(cells)
    assert await erasure.count(ME) == before.count(ME)
    await erasure.erase(ME)
    async with engine.connect() as connection:
        after = await connection.run_sync(cells)
    assert ME in before
    assert ME not in after
    assert after.count(YOU) == before.count(YOU)
    assert await erasure.count(ME) == 0
