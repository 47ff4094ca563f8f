"""Buttons and selects that outlive the process, for what they need to know is in their ids."""

import re
from abc import abstractmethod
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.ui.errors import explain

_Item = ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView]


class Control(ui.DynamicItem[_Item], template=r"(?!)"):
    """A button or select; a subclass says in its template what the words of its id are.

    Its id is `prefix` and the words, with colons between them.
    """

    prefix: ClassVar[str]

    def __init__(self, item: ui.Button[Any] | ui.Select[Any], *words: str) -> None:
        item.custom_id = ":".join((self.prefix, *words))
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
