from datetime import UTC, datetime, timedelta

import pytest

from bot import clock as module
from bot.clock import Clock

_SOON = timedelta(seconds=10)


def test_it_goes_on_to_discords_time_and_never_back() -> None:
    clock = Clock()
    clock.hear(datetime.now(UTC) - timedelta(days=1))
    assert abs(clock.now() - datetime.now(UTC)) < _SOON
    ahead = datetime.now(UTC) + timedelta(days=1)
    clock.hear(ahead)
    clock.hear(datetime.now(UTC))
    assert abs(clock.now() - ahead) < _SOON


def test_it_is_right_again_when_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(datetime):
        by = timedelta(hours=3)

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - cls.by

    monkeypatch.setattr(module, "datetime", Late)
    clock = Clock()
    clock.hear(datetime.now(UTC))
    assert abs(clock.now() - datetime.now(UTC)) < _SOON
    Late.by = timedelta()
    assert abs(clock.now() - datetime.now(UTC)) < _SOON
