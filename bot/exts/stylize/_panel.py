"""Panels that only their member sees: which picture, and in which style or mood.

A panel shows the pictures that it is about, and whatever is chosen in it is about those. So it
works after a restart, and where the bot may not read the messages around it.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui

from bot.client import DeepStyle, catalog_at
from bot.discord_limits import LONGEST_LABEL, MOST_CHOICES
from bot.exts.stylize import requests
from bot.exts.stylize._upload import UploadModal
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture, from_avatar
from bot.intake.picker import Demanded, demand_pictures
from bot.intake.purpose import PicturePurpose
from bot.styles import moods
from bot.styles.catalog import StyleCatalog, option_of, title_of, value_of
from bot.ui.layout import GOLD
from bot.ui.pagination import page_buttons
from bot.ui.persistent import PersistentItem
from bot.ui.picture_choice import items_of, options_of

# What the pictures of a panel are for, where that is not their role.
_DREAM = "dream"

_Interaction = discord.Interaction[DeepStyle]


def panel(
    pictures: Sequence[DeclaredPicture],
    catalog: StyleCatalog,
    *,
    dream: bool = False,
    page: int = 0,
) -> ui.LayoutView:
    """Return a panel for the pictures of a message; with several of them, one is to be chosen.

    `page` is that of the styles which are offered.
    """
    locale = catalog.locale
    role = pictures[0].role
    if len(pictures) > 1:
        purpose = _DREAM if dream else str(role)
        key, rows = "panel-several", [_which_picture(pictures, purpose, locale)]
    elif dream:
        key, rows = "panel-dream", [_which_mood(locale)]
    elif role is PicturePurpose.STYLE:
        key, rows = "panel-as-style", [_which_content(locale)]
    else:
        key, rows = "panel-repaint", _which_style(catalog, page)
    view = ui.LayoutView(timeout=None)
    text = ui.TextDisplay[ui.LayoutView](f"### {texts.say(locale, key)}")
    gallery = ui.MediaGallery[ui.LayoutView](*items_of(pictures, locale))
    view.add_item(ui.Container(text, gallery, *rows, accent_colour=GOLD))
    return view


class PanelControl(PersistentItem, template=r"panel:(which|paint|like|dream|page):([\w:-]{0,64})"):
    """A button or select of a panel; a select's choice stands for the value that a button has."""

    prefix: ClassVar[str] = "panel"

    async def use(self, interaction: _Interaction) -> None:
        """Do what the control is for."""
        act, value = self.words
        if act == "which":
            await _choose(interaction, value, int(self.choice or 0))
        elif act == "page":
            await _turn(interaction, int(value))
        elif act == "dream":
            await _dream(interaction, self.choice or value)
        elif act == "paint":
            await _paint(interaction, self.choice or value)
        else:
            await _paint_like(interaction, value)


def _which_picture(
    pictures: Sequence[DeclaredPicture], purpose: str, locale: str
) -> ui.ActionRow[Any]:
    options = options_of(pictures, locale)
    select = ui.Select[ui.LayoutView](options=options, placeholder=texts.say(locale, "panel-which"))
    return ui.ActionRow[Any](PanelControl(select, "which", purpose))


def _which_style(catalog: StyleCatalog, page: int) -> list[ui.ActionRow[Any]]:
    locale = catalog.locale
    offered = catalog.search("")
    pages = -(-len(offered) // MOST_CHOICES)
    page = max(0, min(page, pages - 1))
    shown = offered[page * MOST_CHOICES : (page + 1) * MOST_CHOICES]
    select = ui.Select[ui.LayoutView](
        options=[option_of(style, locale) for style in shown],
        placeholder=texts.say(locale, "panel-styles"),
    )
    default = catalog.default()
    label = texts.say(locale, "panel-paint", style=title_of(default, locale))
    button = ui.Button[ui.LayoutView](
        label=label[:LONGEST_LABEL], style=discord.ButtonStyle.primary
    )
    turns = page_buttons(
        page,
        pages,
        locale,
        lambda to, label: PanelControl(ui.Button(label=label), "page", str(to)),
    )
    return [
        *([ui.ActionRow[Any](PanelControl(select, "paint", ""))] if shown else []),
        ui.ActionRow[Any](PanelControl(button, "paint", value_of(default)), *turns),
    ]


def _which_mood(locale: str) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=choice.name, value=choice.value)
        for choice in moods.choices("", locale)
    ]
    select = ui.Select[ui.LayoutView](options=options, placeholder=texts.say(locale, "choose-mood"))
    return ui.ActionRow[Any](PanelControl(select, "dream", ""))


def _which_content(locale: str) -> ui.ActionRow[Any]:
    sources = {"upload": "panel-upload", "newest": "panel-newest", "avatar": "panel-avatar"}
    return ui.ActionRow[Any](
        *(
            PanelControl(ui.Button(label=texts.say(locale, key)), "like", source)
            for source, key in sources.items()
        )
    )


async def _choose(interaction: _Interaction, purpose: str, index: int) -> None:
    """Go on with one of the pictures that the panel shows."""
    as_style = purpose == PicturePurpose.STYLE
    shown = _shown(interaction, PicturePurpose.STYLE if as_style else PicturePurpose.CONTENT)
    picture = shown[min(index, len(shown) - 1)]
    view = panel([picture], catalog_at(interaction), dream=purpose == _DREAM)
    await interaction.response.edit_message(view=view)


async def _turn(interaction: _Interaction, page: int) -> None:
    """Offer other styles for the same picture."""
    shown = _shown(interaction, PicturePurpose.CONTENT)
    view = panel(shown[:1], catalog_at(interaction), page=page)
    await interaction.response.edit_message(view=view)


async def _paint(interaction: _Interaction, style: str) -> None:
    """Paint what the panel shows; the panel stays, for one may want it in several styles."""
    bot: DeepStyle = interaction.client
    catalog = catalog_at(interaction)
    content = _shown(interaction, PicturePurpose.CONTENT)[0]
    await bot.services.job_service.take(interaction, requests.in_style(catalog, content, style))


async def _dream(interaction: _Interaction, mood: str) -> None:
    """Dream into what the panel shows."""
    bot: DeepStyle = interaction.client
    content = _shown(interaction, PicturePurpose.CONTENT)[0]
    request = requests.in_mood(catalog_at(interaction), content, moods.find(mood).name)
    await bot.services.job_service.take(interaction, request)


async def _paint_like(interaction: _Interaction, source: str) -> None:
    """Paint another picture in the style of the one that the panel shows."""
    bot: DeepStyle = interaction.client
    style = _shown(interaction, PicturePurpose.STYLE)[0]
    if source == "upload":
        await interaction.response.send_modal(UploadModal(style, str(interaction.locale)))
        return
    if source == "avatar":
        content = from_avatar(interaction.user, PicturePurpose.CONTENT)
    else:
        content = requests.newest(interaction, by=interaction.user.id)
    request = requests.like_picture(catalog_at(interaction), content, style)
    await bot.services.job_service.take(interaction, request)


def _shown(interaction: _Interaction, role: Demanded) -> list[DeclaredPicture]:
    assert interaction.message is not None
    return demand_pictures(interaction.message, role)
