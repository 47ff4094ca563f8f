"""The gallery, for the eyes of one member: pages of previews, and each style by itself.

What is searched for and the page stand in the ids of its buttons, so it works after a restart.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui

from bot.client import DeepStyle, catalog_at
from bot.errors import RefusalError
from bot.exts.stylize import requests
from bot.i18n import texts
from bot.intake.declared import from_avatar
from bot.intake.purpose import PicturePurpose
from bot.styles.catalog import Style, StyleCatalog, listed, option_of, title_of, value_of, weighted
from bot.styles.presets import preset_year
from bot.styles.recipe_text import manner
from bot.ui import layout
from bot.ui.pagination import page_buttons
from bot.ui.persistent import PersistentItem
from styletransfer.presets import Preset

LONGEST_SEARCH = 50

_PAGE = 6

_Interaction = discord.Interaction[DeepStyle]


class GalleryControl(
    PersistentItem, template=r"styles:(page|show|avatar|newest):(\d{1,3}):([\s\S]{0,64})"
):
    """A button or select of the gallery: what it does, on which page, and a value.

    The value is what was searched for, or the style to paint in.
    """

    prefix: ClassVar[str] = "styles"

    async def use(self, interaction: _Interaction) -> None:
        """Do what the control is for."""
        act, page, value = self.words
        if act in ("avatar", "newest"):
            await _paint(interaction, act, value)
            return
        await interaction.response.defer()
        if self.choice is not None:
            await _show_details(interaction, self.choice, value, page)
        else:
            await show_page(interaction, value, int(page))


def found(catalog: StyleCatalog, search: str) -> list[Style]:
    """Return the styles that a search finds; raises RefusalError if there are none."""
    if styles := catalog.search(search):
        return styles
    raise RefusalError("styles-none", search=discord.utils.escape_markdown(search))


async def show_page(interaction: _Interaction, search: str, page: int) -> None:
    """Make a page of what a search finds the answer of an interaction.

    Raises RefusalError if it finds nothing any more.
    """
    bot: DeepStyle = interaction.client
    locale = str(interaction.locale)
    styles = found(catalog_at(interaction), search)
    pages = -(-len(styles) // _PAGE)
    page = min(page, pages - 1)
    shown = styles[page * _PAGE : (page + 1) * _PAGE]
    if search:
        said = discord.utils.escape_markdown(search)
        title = texts.say(locale, "styles-found", search=said, count=len(styles))
    else:
        title = texts.say(locale, "styles-title", count=len(styles))
    post = layout.pictures(
        f"### {title}",
        await bot.services.previews.of(shown, locale),
        ui.TextDisplay[ui.LayoutView](listed(shown, locale)),
        _which(shown, search, page, locale),
        *_turning(search, page, pages, locale),
    )
    await interaction.edit_original_response(view=post.view, attachments=post.files)


async def _show_details(interaction: _Interaction, name: str, search: str, page: str) -> None:
    bot: DeepStyle = interaction.client
    locale = str(interaction.locale)
    catalog = catalog_at(interaction)
    style = catalog.named(name)
    back = ui.Button[ui.LayoutView](label=texts.say(locale, "styles-back"))
    avatar = ui.Button[ui.LayoutView](
        label=texts.say(locale, "styles-avatar"), style=discord.ButtonStyle.primary
    )
    newest = ui.Button[ui.LayoutView](label=texts.say(locale, "styles-newest"))
    row = ui.ActionRow[Any](
        GalleryControl(avatar, "avatar", "0", value_of(style)),
        GalleryControl(newest, "newest", "0", value_of(style)),
        GalleryControl(back, "page", page, search),
    )
    post = layout.pictures(
        _about(catalog, style), await bot.services.previews.of([style], locale), row
    )
    await interaction.edit_original_response(view=post.view, attachments=post.files)


def _about(catalog: StyleCatalog, style: Style) -> str:
    locale = catalog.locale
    recipe = catalog.recipe(weighted(style))
    suits = texts.say(locale, "styles-suits", manner=" · ".join(manner(recipe, locale)))
    title = f"### {discord.utils.escape_markdown(title_of(style, locale))}"
    if not isinstance(style, Preset):
        of_server = texts.say(locale, "styles-of-server")
        aliases = discord.utils.escape_markdown(", ".join(style.aliases))
        return "\n".join(filter(None, (title, of_server, aliases, suits)))
    korean = texts.language(locale) == "ko"
    period, place = (style.period_ko, style.place_ko) if korean else (style.period, style.place)
    rights = style.rights_ko if korean else style.rights
    return f"{title}\n{preset_year(style, locale)} · {period} · {place}\n{suits}\n-# {rights}"


async def _paint(interaction: _Interaction, source: str, style: str) -> None:
    bot: DeepStyle = interaction.client
    if source == "avatar":
        content = from_avatar(interaction.user, PicturePurpose.CONTENT)
    else:
        content = requests.newest(interaction)
    request = requests.in_style(catalog_at(interaction), content, style)
    await bot.services.job_service.take(interaction, request)


def _which(styles: Sequence[Style], search: str, page: int, locale: str) -> ui.ActionRow[Any]:
    options = [option_of(style, locale) for style in styles]
    select = ui.Select[ui.LayoutView](
        options=options, placeholder=texts.say(locale, "styles-which")
    )
    return ui.ActionRow[Any](GalleryControl(select, "show", str(page), search))


def _turning(search: str, page: int, pages: int, locale: str) -> list[ui.ActionRow[Any]]:
    """Return a row with the buttons to the pages before and after, where there are any."""
    turns = page_buttons(
        page,
        pages,
        locale,
        lambda to, label: GalleryControl(ui.Button(label=label), "page", str(to), search),
    )
    return [ui.ActionRow[Any](*turns)] if turns else []
