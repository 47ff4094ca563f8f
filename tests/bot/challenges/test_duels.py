"""Pairs for voters: fair to every entry, and never the same twice."""

from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.challenges.pairing import next_pair
from bot.challenges.tally import Candidate

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def _entries(owners: list[int | None], hidden: set[int]) -> list[Candidate]:
    return [Candidate(f"e{n}", who, NOW, n not in hidden) for n, who in enumerate(owners)]


@settings(max_examples=40)
@given(
    owners=st.lists(st.integers(1, 6), min_size=1, max_size=9),
    hidden=st.sets(st.integers(0, 8), max_size=3),
    voters=st.lists(st.integers(1, 6), max_size=60),
)
def test_each_pair_comes_once_to_those_who_may_judge_it(
    owners: list[int | None], hidden: set[int], voters: list[int]
) -> None:
    entries = _entries(owners, hidden)
    shown: Counter[str] = Counter()
    seen: dict[int, set[frozenset[str]]] = {voter: set() for voter in voters}
    for voter in voters:
        judged = {entry.id for entry in entries if entry.counts and entry.member != voter}
        possible = {frozenset(pair) for pair in combinations(judged, 2)}
        pair = next_pair(entries, voter, shown, seen[voter])
        assert pair == next_pair(entries[::-1], voter, shown, seen[voter])
        if pair is None:
            assert seen[voter] == possible
            continue
        assert frozenset(pair) in possible - seen[voter]
        seen[voter].add(frozenset(pair))
        shown.update(pair)


@settings(max_examples=40)
@given(
    entries=st.integers(4, 20),
    turns=st.lists(st.integers(100, 140), max_size=200),
)
def test_each_entry_is_seen_equally_often(entries: int, turns: list[int]) -> None:
    """Voters have no entry, and none comes to the end of the pairs."""
    offered = _entries(list(range(entries)), set())
    shown = Counter({entry.id: 0 for entry in offered})
    seen: dict[int, set[frozenset[str]]] = {voter: set() for voter in turns}
    for voter in turns:
        if len(seen[voter]) > entries * (entries - 1) // 4:
            continue
        pair = next_pair(offered, voter, shown, seen[voter])
        assert pair is not None
        seen[voter].add(frozenset(pair))
        shown.update(pair)
        assert max(shown.values()) - min(shown.values()) <= 2


def test_neither_side_is_preferred() -> None:
    entries = _entries([None, None], set())
    lefts = Counter(pair[0] for v in range(200) if (pair := next_pair(entries, v, {}, ())))
    assert min(lefts["e0"], lefts["e1"]) > 60
