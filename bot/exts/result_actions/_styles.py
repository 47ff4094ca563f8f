"""A list of styles to choose from, page by page, for the eyes of one member."""

from typing import Any

import discord
from discord import ui

from bot.client import DeepStyle, catalog_at
from bot.delivery.result_buttons import ResultAction, ResultPress, ResultSelect, turning
from bot.errors import RefusalError
from bot.i18n import texts
from bot.styles import moods
from bot.styles.catalog import listed, option_of
from bot.ui import layout

# Discord lays out up to ten pictures, and nine of them in a square.
_PAGE = 9


async def ask_which(
    interaction: discord.Interaction[DeepStyle], press: ResultPress, *, most: int
) -> None:
    """Show the page of styles that a press asks for; `most` may be chosen at once."""
    locale = str(interaction.locale)
    offered = catalog_at(interaction).search("")
    pages = -(-len(offered) // _PAGE)
    page = min(press.page, pages - 1)
    shown = offered[page * _PAGE : (page + 1) * _PAGE]
    if not shown:
        raise RefusalError("rules-style")
    key = "choose-style" if press.action is ResultAction.OTHER else "choose-blend"
    text = texts.say(locale, key)
    options = [option_of(style, locale) for style in shown]
    here = ResultPress(press.action, press.job_id, page)
    select = ResultSelect(here, options, most=min(most, len(options)))
    names = ui.TextDisplay[ui.LayoutView](listed(shown, locale))
    below: list[ui.Item[Any]] = [names, ui.ActionRow[Any](select)]
    if turns := turning(press.action, page, pages, locale, press.job_id):
        below.append(ui.ActionRow[Any](*turns))
    if _turns(interaction.message, press):
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)
    post = layout.pictures(
        text, await interaction.client.services.previews.of(shown, locale), *below
    )
    await interaction.edit_original_response(view=post.view, attachments=post.files)


async def offer_moods(interaction: discord.Interaction[DeepStyle], press: ResultPress) -> None:
    """Show all moods, of which one may be chosen."""
    locale = str(interaction.locale)
    options = [
        discord.SelectOption(label=choice.name, value=choice.value)
        for choice in moods.choices("", locale)
    ]
    text = texts.say(locale, "choose-mood")
    row = ui.ActionRow[Any](ResultSelect(ResultPress(press.action, press.job_id), options))
    await interaction.response.send_message(view=layout.sentence(text, row).view, ephemeral=True)


def _turns(message: discord.Message | None, press: ResultPress) -> bool:
    """Say whether a press turns the page of a list that is there already."""
    if message is None:
        return False
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = [item.custom_id for item in items if isinstance(item, ui.Select)]
    return any(custom_id.startswith(f"choose:{press.action}:") for custom_id in ids)
