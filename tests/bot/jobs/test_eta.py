"""How honest the forecast is; every figure comes from a scripted painter, none from a clock."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.eta import Forecast, PaintingTimes, finish_times
from tests.bot.conftest import RECIPE

_HONEST = 0.3


def test_nothing_is_promised_before_something_is_known() -> None:
    forecast = Forecast(1)
    assert forecast.estimate(RECIPE) is None
    assert forecast.ready_in([RECIPE]) is None
    assert forecast.ready_in([]) == []


def test_dreams_and_paintings_have_each_their_pace() -> None:
    forecast, dream = Forecast(1), replace(RECIPE, dream=True)
    forecast.learn(RECIPE, 40)
    assert forecast.ready_in([dream]) == [40]
    forecast.learn(dream, 10)
    assert forecast.ready_in([dream, RECIPE]) == [10, 50]


@given(st.lists(st.sampled_from([256, 512, 768, 1024]), min_size=3, max_size=12), st.data())
def test_a_steady_host_is_known_after_its_first_picture(sizes: list[int], data) -> None:
    """Its pictures vary by a tenth to either side, and take no two sizes alike."""
    pace = PaintingTimes()

    def takes(size: int) -> float:
        return 30 * (size / 512) ** 2 * data.draw(st.floats(0.9, 1.1))

    pace.learn(512, takes(512))
    for size in sizes:
        seconds = takes(size)
        assert pace.estimate(size) == pytest.approx(seconds, rel=_HONEST)
        pace.learn(size, seconds)


def test_a_host_that_has_become_slow_is_noticed() -> None:
    pace = PaintingTimes()
    for _ in range(20):
        pace.learn(512, 30)
    for _ in range(4):
        pace.learn(512, 90)
    assert pace.estimate(512) == pytest.approx(90, rel=_HONEST)


def test_the_line_is_worked_off_by_whoever_is_free_first() -> None:
    assert finish_times([0, 0], [10, 10, 10]) == [10, 10, 20]
    assert finish_times([5], [10, 20]) == [15, 35]
    assert finish_times([30, 0], [10, 10, 10, 10]) == [10, 20, 30, 40]
    with pytest.raises(ValueError, match="nobody"):
        finish_times([], [1])


@given(
    st.lists(st.floats(0, 1e3), min_size=1, max_size=4),
    st.lists(st.floats(0, 1e3), max_size=20),
)
def test_no_job_is_ready_before_it_can_be(free_in: list[float], durations: list[float]) -> None:
    ready = finish_times(free_in, durations)
    work = sum(free_in) + sum(durations)
    for end, duration in zip(ready, durations, strict=True):
        assert min(free_in) + duration <= end <= work + 1e-6
