"""A series comes again at the same time of the same day, once, in one style after the other."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.series import begin, next_edition
from bot.database.challenges.challenges import Challenges
from bot.database.challenges.models import Phase
from bot.database.challenges.series import SeriesRepository
from tests.bot.challenges.samples import GUILD, challenge

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 23, 18, tzinfo=BERLIN)  # the clocks go forward on Sunday


async def test_every_week_has_one_challenge_in_the_next_style(engine: AsyncEngine) -> None:
    repositories, challenges = SeriesRepository(engine), Challenges(engine)
    opens = MONDAY.astimezone(UTC)
    first = challenge(
        opens_at=opens,
        closes_at=opens + timedelta(days=4),
        ends_at=opens + timedelta(days=6),
        preset="starry-night",
        wants_event=True,
    )
    series = begin(first, ["starry-night", "great-wave", "the-kiss"], BERLIN)
    await challenges.add(first, series)
    assert await repositories.due(opens + timedelta(days=6)) == []

    a_week_later = datetime(2026, 3, 30, 18, tzinfo=BERLIN)
    now = a_week_later.astimezone(UTC) + timedelta(seconds=1)
    (due,) = await repositories.due(now)
    second, next_at = next_edition(due, now)
    assert second.opens_at == a_week_later
    assert (second.preset, second.phase) == ("great-wave", Phase.OPEN)
    assert second.ends_at - second.opens_at == timedelta(days=6)
    other, _ = next_edition(due, now)  # as another process would make it
    assert [await repositories.go_on(due, one, next_at) for one in (second, other)] == [True, False]
    assert [one.id for one in await challenges.of(GUILD)] == [second.id, first.id]

    # Three weeks without a bot are one challenge, in the style whose turn it is.
    now = datetime(2026, 4, 21, 9, tzinfo=BERLIN).astimezone(UTC)
    (due,) = await repositories.due(now)
    third, next_at = next_edition(due, now)
    assert (third.opens_at, third.preset) == (MONDAY.replace(month=4, day=20), "the-kiss")
    assert await repositories.go_on(due, third, next_at)
    assert await repositories.due(now) == []
    await repositories.stop(due.id)
    assert await repositories.due(now + timedelta(days=30)) == []
