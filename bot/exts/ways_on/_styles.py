"""A list of styles to choose from, page by page, for the eyes of one member."""

from typing import Any

import discord
from discord import ui

from bot import dreams, texts
from bot.client import DeepStyle
from bot.delivery import messages
from bot.delivery.ways import Press, Way, WaySelect, turning
from bot.gallery import preset_words

_PAGE = 25
_LONGEST = 100


async def offer(interaction: discord.Interaction[DeepStyle], press: Press, *, most: int) -> None:
    """Show the page of styles that a press asks for; `most` may be chosen at once."""
    locale = str(interaction.locale)
    offered = interaction.client.gallery.offered()
    pages = -(-len(offered) // _PAGE)
    page = min(press.page, pages - 1)
    options: list[discord.SelectOption] = []
    for preset in offered[page * _PAGE : (page + 1) * _PAGE]:
        title, artist = preset_words(preset, locale)
        by = f"{artist}, {preset.year}"[:_LONGEST]
        option = discord.SelectOption(label=title[:_LONGEST], description=by, value=preset.name)
        options.append(option)
    key = "choose-style" if press.way is Way.OTHER else "choose-blend"
    here = Press(press.way, press.job_id, page)
    select = WaySelect(
        here, options, placeholder=texts.say(locale, key), most=min(most, len(options))
    )
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow[Any](select)]
    if turns := turning(press.way, page, pages, locale, press.job_id):
        rows.append(ui.ActionRow[Any](*turns))
    view = messages.sentence(texts.say(locale, key), *rows).view
    if _turns(interaction.message, press):
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def offer_moods(interaction: discord.Interaction[DeepStyle], press: Press) -> None:
    """Show all moods, of which one may be chosen."""
    locale = str(interaction.locale)
    options = [
        discord.SelectOption(label=choice.name, value=choice.value)
        for choice in dreams.choices("", locale)
    ]
    text = texts.say(locale, "choose-mood")
    row = ui.ActionRow[Any](WaySelect(Press(press.way, press.job_id), options, placeholder=text))
    await interaction.response.send_message(view=messages.sentence(text, row).view, ephemeral=True)


def _turns(message: discord.Message | None, press: Press) -> bool:
    """Say whether a press turns the page of a list that is there already."""
    if message is None:
        return False
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = [item.custom_id for item in items if isinstance(item, ui.Select)]
    return any(custom_id.startswith(f"choose:{press.way}:") for custom_id in ids)
