"""Double presses of buttons."""

from typing import Any

import discord
import pytest

from bot.jobs import recent_presses
from bot.jobs.recent_presses import RecentPresses


class _Interaction:
    def __init__(
        self,
        user: int = 1,
        message: int | None = 2,
        custom_id: str = "result:stronger:job",
        values: list[str] | None = None,
        kind: discord.InteractionType = discord.InteractionType.component,
    ) -> None:
        self.type = kind
        self.user = discord.Object(user)
        self.message = message and discord.Object(message)
        self.data = {"custom_id": custom_id} | ({"values": values} if values else {})


@pytest.mark.parametrize(
    ("second", "repeated"),
    [
        (_Interaction(), True),
        (_Interaction(user=9), False),
        (_Interaction(message=9), False),
        (_Interaction(custom_id="result:weaker:job"), False),
        (_Interaction(values=["bigger"]), False),
        (_Interaction(kind=discord.InteractionType.modal_submit), False),
        (_Interaction(message=None), False),
    ],
)
def test_only_the_same_press_is_a_second_one(second: Any, repeated: bool) -> None:
    presses, first = RecentPresses(), _Interaction()
    assert not presses.is_repeated(first)  # pyright: ignore[reportArgumentType]
    assert presses.is_repeated(second) is repeated


def test_after_a_moment_it_is_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    presses: Any = RecentPresses()
    assert not presses.is_repeated(_Interaction())
    monkeypatch.setattr(recent_presses, "_MOMENT_SECONDS", 0)
    assert not presses.is_repeated(_Interaction())
