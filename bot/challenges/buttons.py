"""The buttons of challenges: they outlive the process.

Their ids name what is wanted and of which challenge and entry, nothing else; the
handlers in `bot.exts` do the rest.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import discord
from discord import ui

from bot.ui.persistent import ActionButton


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

    action: ChallengeAction
    challenge_id: str = ""
    entry_id: str = ""
    page: int = 0
    value: str = ""

    @property
    def custom_id(self) -> str:
        """The id by which Discord hands it back."""
        return f"{self.action}:{self.challenge_id}:{self.entry_id}:{self.page}:{self.value}"


_ID = (
    rf"(?P<action>{'|'.join(ChallengeAction)}):(?P<challenge>[\w-]{{0,22}}):(?P<entry>[\w-]{{0,22}})"
    r":(?P<page>\d{1,6}):(?P<value>[\w-]{0,24})"
)
_PATTERN = re.compile(f"challenge:{_ID}")


def presses_of(message: discord.Message) -> list[ChallengePress]:
    """Return what the controls of a message are for."""
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = [item.custom_id or "" for item in items if isinstance(item, ui.Button)]
    return [ChallengeButton.press_of(match) for one in ids if (match := _PATTERN.fullmatch(one))]


class ChallengeButton(ActionButton, template=f"challenge:{_ID}"):
    """A button of a challenge."""

    prefix: ClassVar[str] = "challenge"

    @staticmethod
    def press_of(match: re.Match[str]) -> ChallengePress:
        """Return the press that an id stands for."""
        return ChallengePress(
            ChallengeAction(match["action"]),
            match["challenge"],
            match["entry"],
            int(match["page"]),
            match["value"],
        )
