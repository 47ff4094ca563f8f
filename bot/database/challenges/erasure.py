"""What becomes of challenges when a member has everything about them deleted.

While a challenge runs, their entries go, with the votes for them, and so do their votes: nobody
could tell them from those that they might cast anew. Once it has ended, what the vote came to is
written down with each entry: every entry keeps its rank, theirs without name and picture.
"""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.database.challenges.models import Challenge, Duel, Entry, Phase, Vote


async def release_entries(connection: AsyncConnection, user_id: int) -> None:
    """Delete a member's running entries and the pictures of the others."""
    over = select(Challenge.id).where(Challenge.phase == Phase.ENDED)
    mine = Entry.user_id == user_id
    running = select(Entry.id).where(mine, Entry.challenge_id.not_in(over))
    await connection.execute(delete(Vote).where(Vote.entry_id.in_(running)))
    in_pair = or_(Duel.first_id.in_(running), Duel.second_id.in_(running))
    await connection.execute(delete(Duel).where(in_pair))
    await connection.execute(delete(Entry).where(mine, Entry.challenge_id.not_in(over)))
    nothing_left = dict.fromkeys(
        ("picture", "content", "description", "fingerprint", "job_id", "hidden_because"), None
    )
    await connection.execute(
        update(Entry).where(mine).values(**nothing_left, appraised=True, pending_job_id=None)
    )
