"""The commands in the menu of a message."""

import discord
from discord import app_commands

from bot.client import DeepStyle, catalog_at
from bot.exts.stylize._panel import panel
from bot.i18n.commands import localised
from bot.intake.picker import Demanded, demand_pictures
from bot.intake.purpose import PicturePurpose

_Interaction = discord.Interaction[DeepStyle]


def menus() -> list[app_commands.ContextMenu]:
    """Return "Repaint this picture", "Use as a style" and "Let it dream"."""
    return [
        app_commands.ContextMenu(name=localised("menu-repaint"), callback=_repaint),
        app_commands.ContextMenu(name=localised("menu-style"), callback=_use_as_style),
        app_commands.ContextMenu(name=localised("menu-dream"), callback=_let_dream),
    ]


async def _repaint(interaction: _Interaction, message: discord.Message) -> None:
    await _open(interaction, message, PicturePurpose.CONTENT)


async def _use_as_style(interaction: _Interaction, message: discord.Message) -> None:
    await _open(interaction, message, PicturePurpose.STYLE)


async def _let_dream(interaction: _Interaction, message: discord.Message) -> None:
    await _open(interaction, message, PicturePurpose.CONTENT, dream=True)


async def _open(
    interaction: _Interaction,
    message: discord.Message,
    role: Demanded,
    *,
    dream: bool = False,
) -> None:
    """Show the pictures of a message, or raise RefusalError if it has none."""
    shown = demand_pictures(message, role)
    view = panel(shown, catalog_at(interaction), dream=dream)
    await interaction.response.send_message(view=view, ephemeral=True)
