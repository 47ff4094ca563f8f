"""The commands in the menu of a message."""

from typing import Any

import discord
from discord import app_commands

from bot.client import DeepStyle
from bot.exts.stylize._panel import panel
from bot.intake.declared import Role
from bot.intake.picker import demand_pictures
from bot.localised import localised


def menus() -> list[app_commands.ContextMenu]:
    """Return "Repaint this picture" and "Use as a style"."""
    return [
        app_commands.ContextMenu(name=localised("menu-repaint"), callback=_repaint),
        app_commands.ContextMenu(name=localised("menu-style"), callback=_use_as_style),
    ]


async def _repaint(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await _open(interaction, message, Role.CONTENT)


async def _use_as_style(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await _open(interaction, message, Role.STYLE)


async def _open(
    interaction: discord.Interaction[Any], message: discord.Message, role: Role
) -> None:
    """Show the pictures of a message, or raise RefusalError if it has none."""
    bot: DeepStyle = interaction.client
    view = panel(demand_pictures(message, role), bot.gallery, str(interaction.locale))
    await interaction.response.send_message(view=view, ephemeral=True)
