"""The tally against what must hold of any votes, and against counts made by hand."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.challenges.tally import (
    Candidate,
    CountedDuel,
    CountedVote,
    Standing,
    by_duels,
    by_hearts,
    by_stars,
)

START = datetime(2026, 11, 25, tzinfo=UTC)
CLOSE = START + timedelta(minutes=60)

members = st.integers(1, 5)
names = st.sampled_from("abcdefg")
moments = st.integers(0, 80).map(lambda minutes: START + timedelta(minutes=minutes))
entries = st.lists(
    st.builds(
        Candidate, id=names, member=members | st.none(), entered_at=moments, counts=st.booleans()
    ),
    unique_by=lambda entry: entry.id,
)
votes = st.lists(
    st.builds(CountedVote, voter=members, entry=names, value=st.integers(0, 5), cast_at=moments),
    max_size=30,
)
duels = st.lists(
    st.builds(CountedDuel, voter=members, winner=names, loser=names, cast_at=moments),
    max_size=30,
)
Ballots = list[CountedVote] | list[CountedDuel]
Tally = Callable[[Sequence[Candidate], Any, datetime], list[Standing]]
WAYS = [(by_hearts, votes), (by_stars, votes), (by_duels, duels)]
each_way = pytest.mark.parametrize(("tally", "ballots"), WAYS)


@each_way
@settings(max_examples=40)
@given(data=st.data(), running=entries)
def test_neither_order_nor_repetition_changes_the_ranks(
    tally: Tally, ballots: st.SearchStrategy[Ballots], data: st.DataObject, running: list[Candidate]
) -> None:
    cast = data.draw(ballots)
    ranks = tally(running, cast, CLOSE)
    assert [standing.rank for standing in ranks] == list(range(1, len(ranks) + 1))
    assert {s.entry for s in ranks} == {entry.id for entry in running if entry.counts}
    shuffled = data.draw(st.permutations([*cast, *cast]))
    once_more = tally(data.draw(st.permutations(running)), shuffled, CLOSE)
    assert [(s.entry, s.voters) for s in once_more] == [(s.entry, s.voters) for s in ranks]
    assert [s.score for s in once_more] == pytest.approx([s.score for s in ranks])


@each_way
@settings(max_examples=40)
@given(data=st.data(), running=entries)
def test_own_late_and_foreign_ballots_count_for_nothing(
    tally: Tally, ballots: st.SearchStrategy[Ballots], data: st.DataObject, running: list[Candidate]
) -> None:
    counting = {entry.id: entry.member for entry in running if entry.counts}

    def of_no_account(ballot: CountedVote | CountedDuel) -> bool:
        about = [ballot.entry] if isinstance(ballot, CountedVote) else [ballot.winner, ballot.loser]
        own = ballot.voter in [counting.get(name) for name in about]
        return own or ballot.cast_at >= CLOSE or not counting.keys() >= set(about)

    cast: list[Any] = data.draw(ballots)
    valid = [ballot for ballot in cast if not of_no_account(ballot)]
    assert tally(running, cast, CLOSE) == tally(running, valid, CLOSE)


@settings(max_examples=40)
@given(running=entries, cast=votes)
def test_hearts_are_those_of_a_plain_count(
    running: list[Candidate], cast: list[CountedVote]
) -> None:
    owners = {entry.id: entry.member for entry in running if entry.counts}
    liked: dict[tuple[int, str], CountedVote] = {}
    hearts: dict[str, int] = defaultdict(int)
    for vote in sorted(cast, key=lambda vote: (vote.cast_at, vote.value)):
        in_time = vote.cast_at < CLOSE and vote.entry in owners
        if in_time and vote.voter != owners[vote.entry]:
            liked[vote.voter, vote.entry] = vote
    for vote in liked.values():
        hearts[vote.entry] += bool(vote.value)
    assert {s.entry: s.score for s in by_hearts(running, cast, CLOSE)} == {
        name: hearts[name] for name in owners
    }


def _entries(names: str) -> list[Candidate]:
    return [Candidate(name, None, START + timedelta(minutes=n)) for n, name in enumerate(names)]


def _stars(entry: str, *stars: int) -> list[CountedVote]:
    return [CountedVote(ord(entry) * 100 + n, entry, value, START) for n, value in enumerate(stars)]


def test_one_enthusiast_does_not_beat_the_many() -> None:
    cast = [*_stars("a", 5), *_stars("b", *[5, 4] * 10), *_stars("c", *[2] * 10)]
    ranks = by_stars(_entries("abcd"), cast, CLOSE)
    # 4.5 of twenty; one of five; nobody's opinion is the mean; 2.0 of ten.
    assert [standing.entry for standing in ranks] == ["b", "a", "d", "c"]
    assert ranks[0].score == pytest.approx((5 * (90 + 5 + 20) / 31 + 90) / 25)


def test_equal_scores_are_told_apart_by_voters_then_by_time() -> None:
    cast = [*_stars("c", 4, 4), *_stars("b", 4)]
    assert [s.entry for s in by_stars(_entries("abcd"), cast, CLOSE)] == ["c", "b", "a", "d"]


def test_duels_find_the_likeliest_strengths() -> None:
    """Two entries and the imaginary one: where both derivatives of the likelihood are zero."""
    cast = [CountedDuel(voter, "a", "b", START) for voter in range(3)] + [
        CountedDuel(9, "b", "a", START)
    ]
    first, second = by_duels(_entries("ab"), cast, CLOSE)
    assert (first.entry, first.voters) == ("a", 4)
    a, b = (each.score / (1 - each.score) for each in (first, second))
    for own, rival, won in ((a, b, 3), (b, a, 1)):
        assert (1 + won) / own == pytest.approx(2 / (own + 1) + 4 / (own + rival))


def test_who_beats_the_strong_is_stronger_than_who_beats_the_weak() -> None:
    def beats(winner: str, loser: str, times: int) -> list[CountedDuel]:
        return [CountedDuel(n, winner, loser, START) for n in range(times)]

    cast = [*beats("a", "b", 5), *beats("b", "c", 5), *beats("d", "c", 5)]
    assert [s.entry for s in by_duels(_entries("dcba"), cast, CLOSE)] == ["a", "d", "b", "c"]
