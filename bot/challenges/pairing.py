"""Which two entries a voter is asked to choose between next."""

import hashlib
from collections.abc import Collection, Mapping
from itertools import combinations

from bot.challenges.tally import Candidate


def next_pair(
    entries: Collection[Candidate],
    voter: int,
    shown: Mapping[str, int],
    seen: Collection[frozenset[str]],
) -> tuple[str, str] | None:
    """Return the ids of the entry on the left and of that on the right; None if none are left.

    `shown` says in how many pairs an entry has been shown to anybody, `seen` which pairs this
    voter has been shown. Those shown least come first, so that each is seen equally often. The
    same state gives the same pair; which of equals it is, and which stands on the left, differs
    from voter to voter.
    """
    names = [entry.id for entry in entries if entry.counts and entry.member != voter]
    offered = [pair for pair in combinations(sorted(names), 2) if frozenset(pair) not in seen]
    if not offered:
        return None

    def exposure(pair: tuple[str, str]) -> list[int]:
        return sorted(shown.get(name, 0) for name in pair)

    least = min(map(exposure, offered))
    equals = [pair for pair in offered if exposure(pair) == least]
    left, right = min(equals, key=lambda pair: _lot(voter, *pair))
    return (left, right) if _lot(voter, left, right)[0] & 1 else (right, left)


def _lot(voter: int, first: str, second: str) -> bytes:
    return hashlib.sha256(f"{voter} {first} {second}".encode()).digest()
