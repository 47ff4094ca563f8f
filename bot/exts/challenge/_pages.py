"""Pages about a challenge, for the eyes of one member."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.challenges import pictures
from bot.challenges.buttons import ChallengeButton, ChallengePress
from bot.client import DeepStyle
from bot.database.challenges.models import Challenge, Entry
from bot.jobs.service import is_nsfw
from bot.ui.layout import GOLD
from bot.ui.pagination import page_buttons

PAGE = 4

Interaction = discord.Interaction[DeepStyle]


async def begin(interaction: Interaction) -> None:
    """Acknowledge a press; the page takes the place of the one that it was made on."""
    message = interaction.message
    if message is not None and message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


def layout(*items: ui.Item[Any]) -> ui.LayoutView:
    """Return a page."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_colour=GOLD))
    return view


async def show(
    interaction: Interaction, *items: ui.Item[Any], files: Sequence[discord.File] = ()
) -> None:
    """Show a page as the answer to what was acknowledged."""
    await interaction.edit_original_response(view=layout(*items), attachments=list(files))


def may_show(interaction: Interaction, challenge: Challenge) -> bool:
    """Say whether the pictures of a challenge may be shown here.

    Those of an age-restricted channel, which it may have become since, are shown in such ones only.
    """
    place = interaction.guild and interaction.guild.get_channel(challenge.channel_id)
    return is_nsfw(interaction.channel) or not (challenge.nsfw or is_nsfw(place))


async def files_of(
    interaction: Interaction, entries: Sequence[Entry], locale: str
) -> list[discord.File]:
    """Return the pictures of some entries, as far as they are kept."""
    store = interaction.client.services.pictures
    found = [
        await pictures.of_entry(entry, store, locale, str(number))
        for number, entry in enumerate(entries, start=1)
    ]
    return [file for file in found if file is not None]


def gallery(files: Sequence[discord.File]) -> list[ui.Item[Any]]:
    """Return pictures beside each other, or nothing."""
    items = [
        discord.MediaGalleryItem(file, description=file.description, spoiler=file.spoiler)
        for file in files
    ]
    return [ui.MediaGallery[ui.LayoutView](*items)] if items else []


def turning(press: ChallengePress, pages: int, locale: str) -> list[ChallengeButton]:
    """Return the buttons to the pages before and after the one of a press."""
    return page_buttons(
        press.page, pages, locale, lambda to, label: ChallengeButton(replace(press, page=to), label)
    )


def row(buttons: Sequence[ChallengeButton]) -> list[ui.Item[Any]]:
    """Return buttons beside each other, or nothing."""
    return [ui.ActionRow[Any](*buttons)] if buttons else []
