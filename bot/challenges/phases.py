"""Which phase a challenge should be in, and of what its members should be reminded."""

from datetime import datetime, timedelta

from bot.database.challenges.models import RUNNING, Challenge, Phase

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
# One entry cannot be compared with anything.
_FEWEST_ENTRIES = 2


def beginning(challenge: Challenge, now: datetime) -> Phase:
    """Return the phase in which a new challenge begins."""
    return Phase.SCHEDULED if now < challenge.opens_at else Phase.OPEN


def due(challenge: Challenge, now: datetime, entries: int) -> Phase:
    """Return the phase that a challenge should be in by now; none is ever gone back to.

    `entries` are those that can be voted for; with fewer than two no vote begins.
    """
    if challenge.phase not in RUNNING:
        return challenge.phase
    if now < challenge.opens_at and challenge.phase is Phase.SCHEDULED:
        return Phase.SCHEDULED
    if now < challenge.closes_at and challenge.phase is not Phase.VOTING:
        return Phase.OPEN
    comparable = entries >= _FEWEST_ENTRIES or challenge.phase is Phase.VOTING
    return Phase.VOTING if now < challenge.ends_at and comparable else Phase.ENDED


def reminder(challenge: Challenge, now: datetime) -> str | None:
    """Return the kind of the reminder that is due: a day or an hour before a phase ends.

    A phase that is no longer than that has none, and after a while without a bot only the last
    one is of use.
    """
    if challenge.phase is Phase.OPEN:
        began, ends, name = challenge.opens_at, challenge.closes_at, "closes"
    elif challenge.phase is Phase.VOTING:
        began, ends, name = challenge.closes_at, challenge.ends_at, "ends"
    else:
        return None
    for before, how_long in ((_HOUR, "hour"), (_DAY, "day")):
        if ends - before <= now < ends:
            return f"{name}-{how_long}" if began <= ends - 2 * before else None
    return None
