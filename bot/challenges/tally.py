"""Who has won, whatever the order in which the votes came.

Of a voter's votes for an entry (in duels: for a pair) the last one before the close counts, so each
counts once however often a button is pressed. Votes for one's own entry, late ones and those for
entries that are hidden or withdrawn do not count. Equal scores are told apart by a rule: first the
entry that more members have voted on, then the one that was entered earlier, then the one whose id
comes first. So every entry has a rank of its own, from 1 on.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

# What an entry of which nobody knows anything is thought to have: so many votes of the mean.
# One enthusiast's five stars then do not beat the 4.5 of twenty members.
_PRIOR_STARS = 5
_MIDDLE_STAR = 3.0
# Each entry has won and lost as many duels against an imaginary one of strength 1: a member who
# has lost none yet is not infinitely strong, and entries that never met can be compared.
_PRIOR_DUELS = 1.0
_ENOUGH_ROUNDS = 10_000
_STILL = 1e-11
_DIGITS = 9  # scores that agree so far are equal: the rest is the rounding of floats


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture in the challenge; `counts` is False for what is hidden or withdrawn.

    `member` is None where that member has had everything about them deleted.
    """

    id: str
    member: int | None
    entered_at: datetime
    counts: bool = True


@dataclass(frozen=True, slots=True)
class CountedVote:
    """A voter's opinion of an entry: 1 for a heart, 1..5 for stars, 0 for one taken back."""

    voter: int
    entry: str
    value: int
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class CountedDuel:
    """Which of two entries a voter has preferred."""

    voter: int
    winner: str
    loser: str
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of an entry: `rank` from 1 on, each once; `voters`: who has voted on it."""

    rank: int
    entry: str
    score: float
    voters: int


_Ballot = TypeVar("_Ballot", CountedVote, CountedDuel)


def by_hearts(
    entries: Iterable[Candidate], votes: Iterable[CountedVote], closes_at: datetime
) -> list[Standing]:
    """Rank entries by their hearts (approval voting); the score is how many there are."""
    running = _running(entries)
    hearts = Counter(vote.entry for vote in _counting_votes(running, votes, closes_at))
    return _ranked(running, {name: float(hearts[name]) for name in running}, hearts)


def by_stars(
    entries: Iterable[Candidate], votes: Iterable[CountedVote], closes_at: datetime
) -> list[Standing]:
    """Rank entries by the Bayesian mean of their stars, 1..5.

    As if each entry had `_PRIOR_STARS` further votes of the mean of all stars in the challenge.
    """
    running = _running(entries)
    stars: dict[str, list[int]] = defaultdict(list)
    for vote in _counting_votes(running, votes, closes_at):
        stars[vote.entry].append(vote.value)
    given = [value for values in stars.values() for value in values]
    mean = sum(given) / len(given) if given else _MIDDLE_STAR
    scores = {
        name: (_PRIOR_STARS * mean + sum(stars[name])) / (_PRIOR_STARS + len(stars[name]))
        for name in running
    }
    return _ranked(running, scores, {name: len(stars[name]) for name in running})


def by_duels(
    entries: Iterable[Candidate], duels: Iterable[CountedDuel], closes_at: datetime
) -> list[Standing]:
    """Rank entries by who beats whom; the score is the chance, 0..1, to beat an ordinary entry.

    The model of Bradley and Terry (1952): i beats j with the chance s_i / (s_i + s_j).
    """
    running = _running(entries)
    counting = _counting_duels(running, duels, closes_at)
    met = Counter(_pair(duel) for duel in counting)
    wins = Counter(duel.winner for duel in counting)
    strengths = _strengths(sorted(running), wins, met)
    scores = {name: strength / (strength + 1) for name, strength in strengths.items()}
    voters: dict[str, set[int]] = defaultdict(set)
    for duel in counting:
        voters[duel.winner].add(duel.voter)
        voters[duel.loser].add(duel.voter)
    return _ranked(running, scores, {name: len(voters[name]) for name in running})


def _strengths(
    names: list[str], wins: Mapping[str, int], met: Mapping[frozenset[str], int]
) -> dict[str, float]:
    """Return the likeliest strengths by minorisation and maximisation.

    D. R. Hunter, "MM algorithms for generalized Bradley-Terry models" (2004), equation 3:
    s_i = w_i / sum over j of n_ij / (s_i + s_j), one after the other, again and again.
    """
    rivals: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for pair, times in sorted(met.items(), key=lambda item: sorted(item[0])):
        first, second = sorted(pair)
        rivals[first].append((second, times))
        rivals[second].append((first, times))
    strengths = dict.fromkeys(names, 1.0)
    for _ in range(_ENOUGH_ROUNDS):
        moved = 0.0
        for name, own in strengths.items():
            duels = sum(times / (own + strengths[rival]) for rival, times in rivals[name])
            stronger = (wins.get(name, 0) + _PRIOR_DUELS) / (duels + 2 * _PRIOR_DUELS / (own + 1))
            strengths[name] = stronger
            moved = max(moved, abs(stronger / own - 1))
        if moved < _STILL:
            break
        # The same step for what all have in common, which single steps move very slowly.
        common = len(names) / sum(2 * own / (own + 1) for own in strengths.values())
        strengths = {name: own * common for name, own in strengths.items()}
    return strengths


def _running(entries: Iterable[Candidate]) -> dict[str, Candidate]:
    return {entry.id: entry for entry in entries if entry.counts}


def _counting_votes(
    running: Mapping[str, Candidate], votes: Iterable[CountedVote], closes_at: datetime
) -> list[CountedVote]:
    valid = (
        vote
        for vote in votes
        if vote.cast_at < closes_at
        and vote.entry in running
        and running[vote.entry].member != vote.voter
    )
    kept = _last(((vote.voter, vote.entry), vote.value, vote) for vote in valid)
    return [vote for vote in kept if vote.value]


def _counting_duels(
    running: Mapping[str, Candidate], duels: Iterable[CountedDuel], closes_at: datetime
) -> list[CountedDuel]:
    valid = (
        duel
        for duel in duels
        if duel.cast_at < closes_at
        and duel.winner != duel.loser
        and duel.winner in running
        and duel.loser in running
        and running[duel.winner].member != duel.voter
        and running[duel.loser].member != duel.voter
    )
    return _last(((duel.voter, _pair(duel)), duel.winner, duel) for duel in valid)


def _last(
    ballots: Iterable[tuple[tuple[int, object], int | str, _Ballot]],
) -> list[_Ballot]:
    """Keep the last ballot of each voter on each thing."""
    last: dict[object, tuple[tuple[datetime, int | str], _Ballot]] = {}
    for about, choice, ballot in ballots:
        # Of two at the same moment the choice decides, and not the order of the rows.
        newness = (ballot.cast_at, choice)
        if about not in last or newness > last[about][0]:
            last[about] = newness, ballot
    return [ballot for _, ballot in last.values()]


def _pair(duel: CountedDuel) -> frozenset[str]:
    return frozenset((duel.winner, duel.loser))


def _ranked(
    running: Mapping[str, Candidate], scores: Mapping[str, float], voters: Mapping[str, int]
) -> list[Standing]:
    rounded = {name: round(score, _DIGITS) for name, score in scores.items()}
    order: Collection[Candidate] = sorted(
        running.values(), key=lambda e: (-rounded[e.id], -voters[e.id], e.entered_at, e.id)
    )
    return [
        Standing(rank, entry.id, scores[entry.id], voters[entry.id])
        for rank, entry in enumerate(order, start=1)
    ]
