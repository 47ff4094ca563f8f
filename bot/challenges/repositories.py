"""All that is written down about challenges, at hand in one place."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.transitions import Transitions
from bot.clock import Clock
from bot.database.challenges.challenges import Challenges
from bot.database.challenges.entries import Entries
from bot.database.challenges.fame import Fame
from bot.database.challenges.notices import Notices
from bot.database.challenges.series import SeriesRepository
from bot.database.challenges.votes import Votes


class ChallengeRepositories:
    """The books of challenges, and the clock that they go by."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self.clock = clock
        self.challenges = Challenges(engine)
        self.transitions = Transitions(engine)
        self.entries = Entries(engine)
        self.votes = Votes(engine)
        self.notices = Notices(engine)
        self.fame = Fame(engine)
        self.series = SeriesRepository(engine)
