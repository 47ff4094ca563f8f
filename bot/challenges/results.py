"""What came of a vote: ranks, and the points that they are worth in a season."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.challenges import tally
from bot.database.challenges.models import Ballot, Duel, Entry, Vote

_POINTS = {1: 10, 2: 7, 3: 5}
_POINTS_FOR_ENTERING = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one entry; it has no rank where nobody voted, or it was hidden."""

    rank: int | None = None
    score: float | None = None
    voters: int = 0
    points: int = 0


def outcome(
    ballot: Ballot,
    ends_at: datetime,
    entries: Sequence[Entry],
    votes: Sequence[Vote],
    duels: Sequence[Duel],
) -> dict[str, Outcome]:
    """Return what came of each entry."""
    running = [candidate(entry) for entry in entries]
    if ballot is Ballot.DUELS:
        standings = tally.by_duels(running, map(_duel, duels), ends_at)
    else:
        count = tally.by_hearts if ballot is Ballot.HEARTS else tally.by_stars
        standings = count(running, map(_vote, votes), ends_at)
    found = {one.id: Outcome(points=_POINTS_FOR_ENTERING if one.counts else 0) for one in running}
    if not any(standing.voters for standing in standings):
        return found
    for standing in standings:
        points = _POINTS.get(standing.rank, _POINTS_FOR_ENTERING)
        found[standing.entry] = Outcome(standing.rank, standing.score, standing.voters, points)
    return found


def candidate(entry: Entry) -> tally.Candidate:
    """Return an entry as it is counted."""
    counts = entry.picture is not None and entry.hidden_because is None
    return tally.Candidate(entry.id, entry.user_id, entry.created_at, counts)


def _vote(vote: Vote) -> tally.CountedVote:
    return tally.CountedVote(vote.user_id, vote.entry_id, vote.value, vote.cast_at)


def _duel(duel: Duel) -> tally.CountedDuel:
    pair = (duel.first_id, duel.second_id)
    winner, loser = pair if duel.first_wins else pair[::-1]
    return tally.CountedDuel(duel.user_id, winner, loser, duel.cast_at)
