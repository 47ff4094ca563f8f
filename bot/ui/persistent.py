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

    def __init__(self, item: _Item, *words: str) -> None:
        item.custom_id = ":".join((self.prefix, *words) if self.prefix else words)
        super().__init__(item)
        self.words = words

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003
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

    async def callback(self, interaction: discord.Interaction) -> None:
        """Do what the control is for, or say in one sentence why not."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            await self.use(interaction)
        except Exception as error:
            await explain(interaction, error)

    @abstractmethod
    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the control is for; raises RefusalError."""


class Press(Protocol):
    """What a custom id says: an action, and whatever that needs to know."""

    @property
    def action(self) -> StrEnum:
        """What is asked for."""
        ...

    @property
    def custom_id(self) -> str:
        """The words of the id, by which Discord hands it back."""
        ...


class ActionButton(PersistentItem, template=r"(?!)"):
    """Hands its press to the feature that handles the action; a subclass says what its id says."""

    def __init__(
        self,
        press: Press,
        label: str,
        *,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        button = ui.Button[ui.LayoutView](label=label, emoji=emoji, style=style, disabled=disabled)
        super().__init__(button, press.custom_id)
        self._press = press

    @staticmethod
    @abstractmethod
    def press_of(match: re.Match[str]) -> Press:
        """Return the press that an id stands for."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(cls.press_of(match), label or "…")

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the action is for; raises RefusalError."""
        await interaction.client.action_handlers.handle(interaction, self._press)


A = TypeVar("A", bound=StrEnum)
Handler = Callable[[Any, Any], Awaitable[None]]
"""Does what an action is for, with an interaction and the press; raises RefusalError."""


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

    async def handle(self, interaction: discord.Interaction, press: Press) -> None:
        """Do what a press asks for; raises what its handler raises."""
        await self._of[type(press.action), press.action](interaction, press)
