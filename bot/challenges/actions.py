"""The buttons of challenges: they outlive the process.

Their ids name what is wanted and of which challenge and entry, nothing else; what happens is the
listener's to decide.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

EVENT = "challenge_press"


class ChallengeAction(StrEnum):
    """What a press asks for."""

    ENTER = "enter"
    PLACE = "place"
    MINE = "mine"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    FOLLOW = "follow"
    VOTE = "vote"
    HEART = "heart"
    STAR = "star"
    DUEL = "duel"
    GALLERY = "gallery"
    HIDE = "hide"
    UNHIDE = "unhide"
    FAME = "fame"
    LEADERS = "leaders"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class ChallengePress:
    """What is wanted, and of what; `value` is a number of stars, another entry, a notice's kind."""

    act: ChallengeAction
    challenge_id: str = ""
    entry_id: str = ""
    page: int = 0
    value: str = ""

    @property
    def custom_id(self) -> str:
        """The id by which Discord hands it back."""
        return f"challenge:{self.act}:{self.challenge_id}:{self.entry_id}:{self.page}:{self.value}"


_ID = (
    rf"challenge:(?P<act>{'|'.join(ChallengeAction)}):(?P<challenge>[\w-]{{0,22}}):(?P<entry>[\w-]{{0,22}})"
    r":(?P<page>\d{1,6}):(?P<value>[\w-]{0,24})"
)
_PATTERN = re.compile(_ID)


def _press(match: re.Match[str]) -> ChallengePress:
    return ChallengePress(
        ChallengeAction(match["act"]),
        match["challenge"],
        match["entry"],
        int(match["page"]),
        match["value"],
    )


def presses_of(message: discord.Message) -> list[ChallengePress]:
    """Return what the controls of a message are for."""
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = [item.custom_id or "" for item in items if isinstance(item, ui.Button)]
    return [_press(match) for one in ids if (match := _PATTERN.fullmatch(one))]


class ChallengeButton(ui.DynamicItem[ui.Button[Any]], template=_ID):
    """A button of a challenge."""

    def __init__(
        self,
        press: ChallengePress,
        label: str,
        *,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            ui.Button(
                label=label,
                emoji=emoji,
                style=style,
                disabled=disabled,
                custom_id=press.custom_id,
            )
        )
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(_press(match), label or "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the listener."""
        interaction.client.dispatch(EVENT, interaction, self._press)
