"""A fair line: round robin over members, then over servers."""

import asyncio
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from itertools import count


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job's place: whose it is and from which server it comes."""

    job: str
    member: int
    server: int


@dataclass(slots=True)
class _Member:
    """Someone's waiting tickets by arrival; the first of them has its turn in `next_round`."""

    next_round: int
    waiting: deque[tuple[int, Ticket]] = field(default_factory=deque[tuple[int, Ticket]])


class FairLine:
    """Who is next.

    Each member has one turn a round, so nobody's second job stands before somebody's first;
    within a round the servers take turns, and within a server the first to come is the first
    to be served. A member who has just had a turn is remembered until the round is over.
    """

    def __init__(self) -> None:
        self._members: dict[int, _Member] = {}
        self._round = 0
        self._served: Counter[int] = Counter()
        self._arrivals = count()

    def __len__(self) -> int:
        return sum(len(member.waiting) for member in self._members.values())

    def waiting_of(self, member: int) -> int:
        """Return how many tickets of a member wait."""
        return len(self._members[member].waiting) if member in self._members else 0

    def join(self, ticket: Ticket) -> None:
        """Put a ticket in line."""
        member = self._members.setdefault(ticket.member, _Member(self._round))
        member.next_round = max(member.next_round, self._round)
        member.waiting.append((next(self._arrivals), ticket))

    def leave(self, job: str) -> bool:
        """Take a job out of the line, wherever it stands; say whether it was there."""
        for member in self._members.values():
            for place in member.waiting:
                if place[1].job == job:
                    member.waiting.remove(place)
                    return True
        return False

    def take(self) -> Ticket:
        """Return the next ticket and move the line up.

        Raises LookupError if nobody waits.
        """
        if not (order := self.order()):
            raise LookupError("nobody waits")
        ticket = order[0]
        member = self._members[ticket.member]
        if member.next_round > self._round:
            self._round = member.next_round
            self._served.clear()
        self._served[ticket.server] += 1
        member.waiting.popleft()
        member.next_round += 1
        self._forget_past_rounds()
        return ticket

    def order(self) -> list[Ticket]:
        """Return all tickets in the order in which they will be taken if nobody else comes."""
        rounds: defaultdict[int, list[tuple[int, Ticket]]] = defaultdict(list)
        for member in self._members.values():
            for number, place in enumerate(member.waiting, start=member.next_round):
                rounds[number].append(place)
        order: list[Ticket] = []
        for number in sorted(rounds):
            served = self._served.copy() if number == self._round else Counter[int]()
            turns: list[tuple[int, int, Ticket]] = []
            for arrival, ticket in sorted(rounds[number], key=lambda place: place[0]):
                turns.append((served[ticket.server], arrival, ticket))
                served[ticket.server] += 1
            order += (ticket for _, _, ticket in sorted(turns, key=lambda turn: turn[:2]))
        return order

    def _forget_past_rounds(self) -> None:
        idle = [
            number
            for number, member in self._members.items()
            if not member.waiting and member.next_round <= self._round
        ]
        for number in idle:
            del self._members[number]


class FairQueue(asyncio.Queue[Ticket]):
    """An asyncio queue whose order is that of a fair line."""

    def _init(self, maxsize: int) -> None:  # noqa: ARG002
        self._queue = self.line = FairLine()

    def _put(self, item: Ticket) -> None:
        self.line.join(item)

    def _get(self) -> Ticket:
        return self.line.take()
