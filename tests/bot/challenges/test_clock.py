from datetime import UTC, datetime, timedelta

from bot.challenges.clock import Clock

_SOON = timedelta(seconds=10)


def test_it_goes_on_to_discords_time_and_never_back() -> None:
    clock = Clock()
    clock.hear(datetime.now(UTC) - timedelta(days=1))
    assert abs(clock.now() - datetime.now(UTC)) < _SOON
    ahead = datetime.now(UTC) + timedelta(days=1)
    clock.hear(ahead)
    clock.hear(datetime.now(UTC))
    assert abs(clock.now() - ahead) < _SOON
