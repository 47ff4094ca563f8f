"""The button that asks whether everything shall be deleted, and the one that deletes it."""

import logging
import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import DeepStyle
from bot.i18n import texts
from bot.ui.errors import report

_log = logging.getLogger(__name__)

_LABELS = {"ask": "privacy-ask-button", "erase": "privacy-erase-button"}


class PrivacyButton(
    ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"privacy:(?P<act>ask|erase)"
):
    """Asks back, or deletes everything about whoever presses it.

    Only its member sees it, since its message is theirs alone.
    """

    def __init__(self, act: str, locale: str) -> None:
        label = texts.say(locale, _LABELS[act])
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.danger, custom_id=f"privacy:{act}")
        )
        self._act = act

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Self:
        """Return the button that was pressed."""
        return cls(match["act"], str(interaction.locale))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            act = _ask if self._act == "ask" else _erase
            await act(interaction, str(interaction.locale))
        except Exception as error:
            await report(interaction, error)


async def _ask(interaction: discord.Interaction[DeepStyle], locale: str) -> None:
    """Ask back before anything is deleted."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay[ui.LayoutView](texts.say(locale, "privacy-ask")))
    view.add_item(ui.ActionRow[Any](PrivacyButton("erase", locale)))
    await interaction.response.edit_message(view=view)


async def _erase(interaction: discord.Interaction[DeepStyle], locale: str) -> None:
    bot: DeepStyle = interaction.client
    await interaction.response.defer()
    await bot.services.erasure.erase(interaction.user.id)
    _log.info("a member had everything about them deleted")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay[ui.LayoutView](texts.say(locale, "privacy-erased")))
    await interaction.edit_original_response(view=view)
