"""The buttons and selects of messages that an earlier release has posted do what they did.

The ids and values here are written out, since they must not change with what writes them today.
"""

import re
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import discord
import pytest
from discord import ui

from bot.challenges.buttons import ChallengeAction, ChallengePress
from bot.client import FEATURES, DeepStyle
from bot.delivery.job_buttons import JobAction, JobPress
from bot.delivery.result_buttons import ResultAction, ResultPress
from bot.monitoring.metrics import Metrics
from bot.monitoring.rest_calls import trace_calls
from bot.services import Services

JOB = "Zk3v_-0aQ9xJtB2mWcYh7A"
CHALLENGE, ENTRY, OTHER = "w3Nf-8Qk_aU", "tY0_k2Lp-9c", "AbCdEf12345"

RESULT_BUTTONS = [
    "other",
    "stronger",
    "weaker",
    "brush",
    "paint",
    "blend",
    "compare",
    "recipe",
    "star",
    "delete",
    "history",
    "favourites",
    "again",
    "unstar",
    "enter",
    "colors",
    "faces",
    "bigger",
]
MORE = ["bigger", "colors", "faces", "blend", "compare", "recipe", "star", "enter", "delete"]
CHALLENGE_BUTTONS = [
    "enter",
    "place",
    "mine",
    "replace",
    "withdraw",
    "follow",
    "vote",
    "heart",
    "star",
    "duel",
    "gallery",
    "hide",
    "unhide",
    "fame",
    "leaders",
    "stop",
]
PRESSES: dict[str, Any] = {
    f"cancel:{JOB}": JobPress(JobAction.CANCEL, JOB),
    f"draft:{JOB}": JobPress(JobAction.TAKE_DRAFT, JOB),
    **{f"on:{word}:{JOB}:0": ResultPress(ResultAction(word), JOB) for word in RESULT_BUTTONS},
    "on:history::3": ResultPress(ResultAction.HISTORY, "", 3),
    f"on:unstar:{JOB}:12": ResultPress(ResultAction.UNSTAR, JOB, 12),
    **{
        f"challenge:{word}:{CHALLENGE}::0:": ChallengePress(ChallengeAction(word), CHALLENGE)
        for word in CHALLENGE_BUTTONS
    },
    f"challenge:enter:{CHALLENGE}::0:announced": ChallengePress(
        ChallengeAction.ENTER, CHALLENGE, value="announced"
    ),
    f"challenge:gallery:{CHALLENGE}::2:closes-day": ChallengePress(
        ChallengeAction.GALLERY, CHALLENGE, page=2, value="closes-day"
    ),
    f"challenge:place:{CHALLENGE}:{ENTRY}:0:{JOB}": ChallengePress(
        ChallengeAction.PLACE, CHALLENGE, ENTRY, 0, JOB
    ),
    f"challenge:star:{CHALLENGE}:{ENTRY}:4:5": ChallengePress(
        ChallengeAction.STAR, CHALLENGE, ENTRY, 4, "5"
    ),
    f"challenge:duel:{CHALLENGE}:{ENTRY}:0:{OTHER}": ChallengePress(
        ChallengeAction.DUEL, CHALLENGE, ENTRY, 0, OTHER
    ),
    "challenge:leaders:::1:": ChallengePress(ChallengeAction.LEADERS, page=1),
}
CHOICES: dict[tuple[str, str], Any] = {
    **{(f"choose:more:{JOB}:0", word): ResultPress(ResultAction(word), JOB) for word in MORE},
    (f"choose:blend:{JOB}:0", "great-wave"): ResultPress(
        ResultAction.BLEND, JOB, 0, ("great-wave",)
    ),
}
# What is not handed on by its action, with the words that the control itself goes by.
WORDS = {
    "which:1200000000000000001:1300000000000000001": (
        "1200000000000000001",
        "1300000000000000001",
    ),
    "meant:1200000000000000001:1300000000000000001:2:great-wave": (
        "1200000000000000001",
        "1300000000000000001",
        "2",
        "great-wave",
    ),
    "newest:1300000000000000001": ("1300000000000000001",),
    "panel:which:content": ("which", "content"),
    "panel:paint:great-wave": ("paint", "great-wave"),
    "panel:paint:": ("paint", ""),
    "panel:like:avatar": ("like", "avatar"),
    "panel:dream:": ("dream", ""),
    "panel:page:2": ("page", "2"),
    "styles:page:2:": ("page", "2", ""),
    "styles:show:0:van: Gogh\n고흐": ("show", "0", "van: Gogh\n고흐"),
    f"styles:avatar:0::{JOB}": ("avatar", "0", f":{JOB}"),
    "styles:newest:0:great-wave": ("newest", "0", "great-wave"),
    f"proposal:approve:{JOB}": ("approve", JOB),
    f"proposal:decline:{JOB}": ("decline", JOB),
}
PRIVACY = ["privacy:ask", "privacy:erase"]


class Bot(DeepStyle):
    """The bot with all features; it remembers which presses were handed on."""

    def __init__(self) -> None:
        super().__init__(trace_calls(Metrics()))

    async def begin(self) -> None:
        self.services = MagicMock(spec=Services)
        for feature in FEATURES:
            await self.load_extension(feature)
        self.presses: list[Any] = []
        self.action_handlers.handle = self._handle  # type: ignore[method-assign]

    async def _handle(self, interaction: discord.Interaction[Any], press: Any) -> None:
        assert not self.action_handlers.missing([press.action])
        self.presses.append(press)

    def registered(self) -> dict[re.Pattern[str], type[ui.DynamicItem[Any]]]:
        """Return what discord.py looks through when a control is used."""
        return self._connection._view_store._dynamic_items

    async def used(self, custom_id: str, *chosen: str) -> ui.DynamicItem[Any]:
        """Return the control with an id, as discord.py does when somebody uses it."""
        found = [
            (m, kind) for p, kind in self.registered().items() if (m := p.fullmatch(custom_id))
        ]
        ((match, kind),) = found
        item: Any = ui.Button(custom_id=custom_id)
        if chosen:
            item = ui.Select(custom_id=custom_id)
            item._values = list(chosen)
        interaction: Any = SimpleNamespace(client=self, locale="en-US")
        control = await kind.from_custom_id(interaction, item, match)
        if chosen:
            control.item._values = list(chosen)
        # What is posted today is found and edited by the ids of today.
        assert control.custom_id == custom_id
        return control

    async def pressed(self, custom_id: str, *chosen: str) -> Any:
        """Return what the use of a control hands on."""
        control = await self.used(custom_id, *chosen)
        interaction: Any = SimpleNamespace(client=self)
        await control.callback(interaction)
        return self.presses.pop()


@pytest.fixture
async def bot() -> Any:
    bot = Bot()
    await bot.begin()
    yield bot
    await bot.close()


async def test_buttons_and_selects_hand_on_what_they_did(bot: Bot) -> None:
    for custom_id, press in PRESSES.items():
        assert await bot.pressed(custom_id) == press
    for (custom_id, value), press in CHOICES.items():
        assert await bot.pressed(custom_id, value) == press


async def test_controls_read_what_they_did_from_their_ids(bot: Bot) -> None:
    for custom_id, words in WORDS.items():
        assert (await bot.used(custom_id)).words == words
    for custom_id in PRIVACY:
        await bot.used(custom_id)


async def test_no_kind_of_control_is_left_out(bot: Bot) -> None:
    written = [*PRESSES, *WORDS, *PRIVACY, *(custom_id for custom_id, _ in CHOICES)]
    for pattern, kind in bot.registered().items():
        assert any(pattern.fullmatch(custom_id) for custom_id in written), kind
