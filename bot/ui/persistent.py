"""Buttons and selects that outlive the process, for what they need to know is in their ids."""

import re
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self, TypeVar

import discord
from discord import ui

from bot.ui.errors import explain

_Item = ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView]


class PersistentItem(ui.DynamicItem[_Item], template=r"(?!)"):
    """A button or select; a subclass says in its template what the words of its id are.

    Its id is `prefix`, if it has one, and the words, with colons between them.
    """

    prefix: ClassVar[str] = ""

    def __init__(self, item: ui.Button[Any] | ui.Select[Any], *words: str) -> None:
        item.custom_id = ":".join((self.prefix, *words) if self.prefix else words)
        super().__init__(item)
        self.words = words

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return the control that was used."""
        assert isinstance(item, ui.Button | ui.Select)
        return cls(item, *match.groups())

    @property
    def choice(self) -> str | None:
        """What was chosen; None for a button."""
        return self.item.values[0] if isinstance(self.item, ui.Select) else None

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the control is for, or say in one sentence why not."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            await self.use(interaction)
        except Exception as error:
            await explain(interaction, error)

    @abstractmethod
    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the control is for; raises RefusalError."""


A = TypeVar("A", bound=StrEnum)
Handler = Callable[[Any, Any], Awaitable[None]]
"""Does what an action is for, with an interaction and the press; raises RefusalError."""


class Press(Protocol):
    """What a custom id says: an action, and whatever that needs to know."""

    @property
    def action(self) -> StrEnum:
        """What is asked for."""
        ...


class ActionHandlers:
    """Which feature does what the press of a button or the choice in a select asks for."""

    def __init__(self) -> None:
        # Members of two enums are equal where their strings are.
        self._of: dict[tuple[type[StrEnum], StrEnum], Handler] = {}

    def add(self, handlers: Mapping[A, Handler]) -> None:
        """Let a feature handle some actions. Raises ValueError where another one does already."""
        for action, handler in handlers.items():
            if not self.missing([action]):
                raise ValueError(f"handled twice: {action!r}")
            self._of[type(action), action] = handler

    def missing(self, actions: Iterable[StrEnum]) -> set[StrEnum]:
        """Return those of some actions that no feature handles."""
        return {action for action in actions if (type(action), action) not in self._of}

    async def handle(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Do what a press asks for; raises what its handler raises."""
        await self._of[type(press.action), press.action](interaction, press)
