"""The gallery, for the eyes of one member: pages of previews, and each style by itself.

What is searched for and the page stand in the ids of its buttons, so it works after a restart.
"""

import asyncio
import io
import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot import texts
from bot.client import DeepStyle
from bot.exts.stylize import orders
from bot.gallery import preset_name
from bot.incidents import explain
from bot.intake.declared import Role, from_avatar
from bot.recipe import WeightedStyle, in_styles
from bot.recipe_text import manner
from bot.refusal import RefusalError
from styletransfer.presets import Preset

LONGEST_SEARCH = 50

_GOLD = discord.Colour(0xD9A441)
_PAGE = 6
_LONGEST_OPTION = 100

_Interaction = discord.Interaction[Any]


class GalleryControl(
    ui.DynamicItem[ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView]],
    template=r"styles:(?P<act>page|show|avatar|newest):(?P<page>\d{1,3}):(?P<value>[\s\S]{0,64})",
):
    """A button or select of the gallery.

    `value` is what was searched for, or the preset to paint in.
    """

    def __init__(
        self, item: ui.Button[Any] | ui.Select[Any], act: str, value: str, page: int = 0
    ) -> None:
        item.custom_id = f"styles:{act}:{page}:{value}"
        super().__init__(item)
        self._act = act
        self._page = page
        self._value = value

    @classmethod
    async def from_custom_id(
        cls,
        interaction: _Interaction,  # noqa: ARG003
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return the control that was used."""
        assert isinstance(item, ui.Button | ui.Select)
        return cls(item, match["act"], match["value"], int(match["page"]))

    async def callback(self, interaction: _Interaction) -> None:
        """Do what the control is for, or say in one sentence why not."""
        try:
            if self._act in ("avatar", "newest"):
                await _paint(interaction, self._act, self._value)
                return
            await interaction.response.defer()
            if isinstance(self.item, ui.Select):
                await _show_details(interaction, self.item.values[0], self._value, self._page)
            else:
                await show_page(interaction, self._value, self._page)
        except Exception as error:
            await explain(interaction, error)


def found(interaction: _Interaction, search: str) -> list[Preset]:
    """Return the presets that may be chosen here and that a search finds.

    Raises RefusalError if there are none.
    """
    bot: DeepStyle = interaction.client
    switched_off = bot.servers.of(interaction.guild_id).hidden_presets
    if presets := [p for p in bot.gallery.search(search) if p.name not in switched_off]:
        return presets
    raise RefusalError("styles-none", search=discord.utils.escape_markdown(search))


async def show_page(interaction: _Interaction, search: str, page: int) -> None:
    """Make a page of what a search finds the answer of an interaction.

    Raises RefusalError if it finds nothing any more.
    """
    locale = str(interaction.locale)
    presets = found(interaction, search)
    pages = -(-len(presets) // _PAGE)
    page = min(page, pages - 1)
    shown = presets[page * _PAGE : (page + 1) * _PAGE]
    files = [await _preview(preset, locale) for preset in shown]
    if search:
        said = discord.utils.escape_markdown(search)
        title = texts.say(locale, "styles-found", search=said, count=len(presets))
    else:
        title = texts.say(locale, "styles-title", count=len(presets))
    names = "\n".join(f"- {preset_name(preset, locale)}, {preset.year}" for preset in shown)
    await _show(
        interaction,
        files,
        ui.TextDisplay(f"### {title}"),
        _pictures(files),
        ui.TextDisplay(names),
        _which(shown, search, page, locale),
        *_turning(search, page, pages, locale),
    )


async def _show_details(interaction: _Interaction, name: str, search: str, page: int) -> None:
    bot: DeepStyle = interaction.client
    locale = str(interaction.locale)
    preset = bot.gallery.find(name, locale)
    files = [await _preview(preset, locale)]
    back = ui.Button[Any](label=texts.say(locale, "styles-back"))
    avatar = ui.Button[Any](
        label=texts.say(locale, "styles-avatar"), style=discord.ButtonStyle.primary
    )
    newest = ui.Button[Any](label=texts.say(locale, "styles-newest"))
    row = ui.ActionRow[Any](
        GalleryControl(avatar, "avatar", preset.name),
        GalleryControl(newest, "newest", preset.name),
        GalleryControl(back, "page", search, page),
    )
    await _show(
        interaction, files, ui.TextDisplay(_about(bot, preset, locale)), _pictures(files), row
    )


def _about(bot: DeepStyle, preset: Preset, locale: str) -> str:
    korean = texts.language(locale) == "ko"
    period, place = (preset.period_ko, preset.place_ko) if korean else (preset.period, preset.place)
    rights = preset.rights_ko if korean else preset.rights
    recipe = in_styles(bot.plain_recipe(), (WeightedStyle(preset=preset.name),))
    suits = texts.say(locale, "styles-suits", manner=" · ".join(manner(recipe, locale)))
    return (
        f"### {preset_name(preset, locale)}\n{preset.year} · {period} · {place}\n"
        f"{suits}\n-# {rights}"
    )


async def _paint(interaction: _Interaction, source: str, name: str) -> None:
    bot: DeepStyle = interaction.client
    preset = bot.gallery.find(name, str(interaction.locale))
    if source == "avatar":
        content = from_avatar(interaction.user, Role.CONTENT)
    else:
        content = orders.newest(interaction)
    await bot.commissions.take(interaction, orders.in_preset(bot, content, preset.name))


def _which(presets: Sequence[Preset], search: str, page: int, locale: str) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=preset_name(p, locale)[:_LONGEST_OPTION], value=p.name)
        for p in presets
    ]
    select = ui.Select[Any](options=options, placeholder=texts.say(locale, "styles-which"))
    return ui.ActionRow[Any](GalleryControl(select, "show", search, page))


def _turning(search: str, page: int, pages: int, locale: str) -> list[ui.ActionRow[Any]]:
    """Return a row with the buttons to the pages before and after, where there are any."""
    turns = [
        GalleryControl(ui.Button(label=texts.say(locale, key)), "page", search, to)
        for key, to in (("page-before", page - 1), ("page-after", page + 1))
        if 0 <= to < pages
    ]
    return [ui.ActionRow[Any](*turns)] if turns else []


async def _preview(preset: Preset, locale: str) -> discord.File:
    content = await asyncio.to_thread(preset.preview.read_bytes)
    alt = texts.say(locale, "alt-text", style=preset_name(preset, locale))
    return discord.File(io.BytesIO(content), preset.preview.name, description=alt)


def _pictures(files: Sequence[discord.File]) -> ui.MediaGallery[ui.LayoutView]:
    return ui.MediaGallery(
        *(discord.MediaGalleryItem(file, description=file.description) for file in files)
    )


async def _show(
    interaction: _Interaction, files: Sequence[discord.File], *items: ui.Item[Any]
) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_colour=_GOLD))
    await interaction.edit_original_response(view=view, attachments=list(files))
