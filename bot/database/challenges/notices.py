"""What is still to be said and done about challenges: notices, reminders, prize roles."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.challenges.challenges import ANNOUNCED
from bot.database.challenges.models import Challenge, Follower, Notice, Phase, Prize
from bot.database.changes import changed_rows
from bot.database.shielded import shielded
from bot.database.upsert import upsert

_MOST_TRIES = 5


class Notices:
    """Knows what channels are still to be told, and whom to remind."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def remind(self, challenge: Challenge, kind: str, now: datetime) -> None:
        """Write a reminder down, unless it is already, or the phase is over."""
        rows = select(literal(challenge.id), literal(kind), literal(now, _moment), literal(0))
        rows = rows.where(Challenge.id == challenge.id, Challenge.phase == challenge.phase)
        columns = ("challenge_id", "kind", "created_at", "begun")
        async with self._sessions.begin() as session:
            await session.execute(upsert(session, Notice, columns, rows, changes=()))

    @shielded
    async def pending(self) -> Sequence[tuple[Challenge, Notice]]:
        """Return what is still to be said, in the order in which it came up."""
        wanted = (
            select(Challenge, Notice)
            .join(Notice, Notice.challenge_id == Challenge.id)
            .where(Notice.done_at.is_(None))
            .order_by(Notice.created_at, Notice.kind)
        )
        async with self._sessions() as session:
            return (await session.execute(wanted)).all()

    @shielded
    async def begin(self, notice: Notice) -> None:
        """Count a try, before it is made."""
        change = _of(notice).values(begun=Notice.begun + 1)
        async with self._sessions.begin() as session:
            await session.execute(change)

    @shielded
    async def end(
        self,
        notice: Notice,
        now: datetime,
        message_id: int | None = None,
        thread_id: int | None = None,
    ) -> None:
        """Write down that something has been said, and in which message and thread."""
        change = _of(notice).values(done_at=now, message_id=message_id)
        async with self._sessions.begin() as session:
            await session.execute(change)
            if notice.kind == ANNOUNCED:
                place = update(Challenge).where(Challenge.id == notice.challenge_id)
                await session.execute(place.values(announcement_id=message_id, thread_id=thread_id))

    @shielded
    async def follow(self, challenge_id: str, user_id: int) -> bool:
        """Remind a member, or no longer; say whether they are reminded now."""
        mine = (Follower.challenge_id == challenge_id, Follower.user_id == user_id)
        rows = select(literal(challenge_id), literal(user_id)).where(literal(value=True))
        columns = ("challenge_id", "user_id")
        async with self._sessions.begin() as session:
            if await changed_rows(session, delete(Follower).where(*mine)):
                return False
            await session.execute(upsert(session, Follower, columns, rows, changes=()))
            return True

    @shielded
    async def followers(self, challenge_id: str, most: int) -> Sequence[int]:
        """Return who wants to be reminded of a challenge."""
        wanted = select(Follower.user_id).where(Follower.challenge_id == challenge_id)
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Follower.user_id).limit(most))).all()

    @shielded
    async def prizes(self, now: datetime) -> Sequence[Prize]:
        """Return the prizes that are to be given, or taken back, now."""
        wanted = select(Prize).where(
            or_(Prize.given.is_(False), Prize.until <= now), Prize.tries < _MOST_TRIES
        )
        async with self._sessions() as session:
            return (await session.scalars(wanted)).all()

    @shielded
    async def prize_tried(self, prize: Prize, *, given: bool) -> None:
        """Write down that a prize was given, or that Discord would not let us."""
        change = update(Prize).where(_is(prize))
        values = {"given": True, "tries": 0} if given else {"tries": Prize.tries + 1}
        async with self._sessions.begin() as session:
            await session.execute(change.values(**values))

    @shielded
    async def prize_taken_back(self, prize: Prize) -> None:
        """Forget a prize that is back."""
        async with self._sessions.begin() as session:
            await session.execute(delete(Prize).where(_is(prize)))

    @shielded
    async def still_holds(self, prize: Prize, now: datetime) -> bool:
        """Say whether a member has won the same role once more, and for longer."""
        other = select(func.count()).where(
            Prize.user_id == prize.user_id,
            Prize.role_id == prize.role_id,
            Prize.challenge_id != prize.challenge_id,
            Prize.until > now,
        )
        async with self._sessions() as session:
            return bool(await session.scalar(other))


_moment = Notice.__table__.c.created_at.type

# Whatever else is pending when one of these has come about is no news any more.
_OVERTAKEN_BY = {
    ANNOUNCED: (Phase.CANCELLED,),
    Phase.OPEN.value: (Phase.VOTING, Phase.ENDED, Phase.CANCELLED),
    "closes-day": (Phase.VOTING, Phase.ENDED, Phase.CANCELLED),
    "closes-hour": (Phase.VOTING, Phase.ENDED, Phase.CANCELLED),
    Phase.VOTING.value: (Phase.ENDED, Phase.CANCELLED),
    "ends-day": (Phase.ENDED, Phase.CANCELLED),
    "ends-hour": (Phase.ENDED, Phase.CANCELLED),
}


def overtaken(challenge: Challenge, notice: Notice) -> bool:
    """Say whether a notice is no news any more."""
    if notice.kind == Phase.CANCELLED:
        return challenge.announcement_id is None  # nobody has heard of it
    return challenge.phase in _OVERTAKEN_BY.get(notice.kind, ())


def _of(notice: Notice) -> Update:
    return update(Notice).where(
        Notice.challenge_id == notice.challenge_id, Notice.kind == notice.kind
    )


def _is(prize: Prize) -> ColumnElement[bool]:
    return and_(Prize.challenge_id == prize.challenge_id, Prize.user_id == prize.user_id)
