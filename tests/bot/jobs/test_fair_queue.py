from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.fair_queue import FairLine, Ticket

PEOPLE = st.tuples(st.integers(1, 5), st.integers(1, 3))


def _line(people: list[tuple[int, int]]) -> tuple[FairLine, list[Ticket]]:
    line = FairLine()
    tickets = [Ticket(str(i), member, server) for i, (member, server) in enumerate(people)]
    for ticket in tickets:
        line.join(ticket)
    return line, tickets


@given(st.lists(PEOPLE, max_size=40))
def test_everybody_is_served_once_in_the_order_that_was_told(people: list[tuple[int, int]]) -> None:
    line, tickets = _line(people)
    told = line.order()
    assert [line.take() for _ in told] == told
    assert sorted(told, key=lambda t: int(t.job)) == tickets
    assert len(line) == 0


@given(st.lists(PEOPLE, max_size=40))
def test_nobodys_next_job_stands_before_somebodys_earlier_one(
    people: list[tuple[int, int]],
) -> None:
    line, _ = _line(people)
    served: Counter[int] = Counter()
    turns = []
    for ticket in line.order():
        served[ticket.member] += 1
        turns.append(served[ticket.member])
    assert turns == sorted(turns)


@given(st.lists(PEOPLE, max_size=40))
def test_one_persons_jobs_keep_their_order(people: list[tuple[int, int]]) -> None:
    line, _ = _line(people)
    for member in range(1, 6):
        jobs = [int(t.job) for t in line.order() if t.member == member]
        # A member's servers may take turns differently, but never the member's own jobs.
        assert jobs == sorted(jobs)


@given(st.lists(PEOPLE, max_size=40), st.sets(st.integers(0, 39)))
def test_who_leaves_is_gone_and_nobody_else(people: list[tuple[int, int]], gone: set[int]) -> None:
    line, tickets = _line(people)
    left = [line.leave(str(number)) for number in gone]
    assert left == [number < len(tickets) for number in gone]
    assert {t.job for t in line.order()} == {t.job for t in tickets if int(t.job) not in gone}


@pytest.mark.slow
@given(st.data())
def test_while_two_members_wait_neither_is_served_twice_before_the_other(
    data: st.DataObject,
) -> None:
    line = FairLine()
    number = 0
    since: dict[tuple[int, int], int] = {}
    for _ in range(data.draw(st.integers(1, 60))):
        if len(line) == 0 or data.draw(st.booleans()):
            member, server = data.draw(PEOPLE)
            line.join(Ticket(str(number), member, server))
            number += 1
            continue
        waiting = {t.member for t in line.order()}
        taken = line.take().member
        for other in waiting - {taken}:
            since[taken, other] = since.get((taken, other), 0) + 1
            assert since[taken, other] <= 2  # the last of one round, the first of the next
        for other in range(1, 6):
            since[other, taken] = 0
            if other not in waiting:
                since[taken, other] = 0


def test_servers_take_turns_within_a_round() -> None:
    crowd = [(member, 1) for member in range(10)]
    line, _ = _line([*crowd, (20, 2), (21, 2)])
    assert [t.server for t in line.order()][:5] == [1, 2, 1, 2, 1]


def test_a_turn_just_taken_counts_against_the_next_job() -> None:
    line = FairLine()
    line.join(Ticket("a1", 1, 1))
    line.take()
    line.join(Ticket("a2", 1, 1))
    line.join(Ticket("b1", 2, 1))
    assert [t.job for t in line.order()] == ["b1", "a2"]
