"""Panels that only their member sees: which picture, and in which style or mood.

A panel shows the pictures that it is about, and whatever is chosen in it is about those. So it
works after a restart, and where the bot may not read the messages around it.
"""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui
from yarl import URL

from bot import dreams, texts
from bot.client import DeepStyle
from bot.exts.stylize import orders
from bot.exts.stylize._upload import UploadModal
from bot.gallery import Gallery, preset_name
from bot.incidents import explain
from bot.intake.declared import DeclaredPicture, Role, from_avatar
from bot.intake.picker import demand_pictures
from styletransfer import presets

_GOLD = discord.Colour(0xD9A441)
_MOST_PICTURES = 10
_MOST_OPTIONS = 25
_LONGEST_OPTION = 100
_LONGEST_LABEL = 80

# What the pictures of a panel are for, where that is not their role.
_DREAM = "dream"

_Interaction = discord.Interaction[Any]


def panel(
    pictures: Sequence[DeclaredPicture], gallery: Gallery, locale: str, *, dream: bool = False
) -> ui.LayoutView:
    """Return a panel for the pictures of a message; with several of them, one is to be chosen."""
    role = pictures[0].role
    shown = pictures[:_MOST_PICTURES]
    if len(shown) > 1:
        purpose = _DREAM if dream else str(role)
        key, rows = "panel-several", [_which_picture(shown, purpose, locale)]
    elif dream:
        key, rows = "panel-dream", [_which_mood(locale)]
    elif role is Role.STYLE:
        key, rows = "panel-as-style", [_which_content(locale)]
    else:
        key, rows = "panel-repaint", _which_style(gallery, locale)
    items = [
        discord.MediaGalleryItem(p.url, description=p.description, spoiler=p.spoiler) for p in shown
    ]
    view = ui.LayoutView(timeout=None)
    text = ui.TextDisplay[Any](f"### {texts.say(locale, key)}")
    view.add_item(ui.Container(text, ui.MediaGallery(*items), *rows, accent_colour=_GOLD))
    return view


class PanelControl(
    ui.DynamicItem[ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView]],
    template=r"panel:(?P<act>which|paint|like|dream):(?P<value>[\w-]{0,64})",
):
    """A button or select of a panel; a select's choice stands for the value that a button has."""

    def __init__(self, item: ui.Button[Any] | ui.Select[Any], act: str, value: str = "") -> None:
        item.custom_id = f"panel:{act}:{value}"
        super().__init__(item)
        self._act = act
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
        return cls(item, match["act"], match["value"])

    async def callback(self, interaction: _Interaction) -> None:
        """Do what the control is for, or say in one sentence why not."""
        try:
            if self._act == "which":
                assert isinstance(self.item, ui.Select)
                await _choose(interaction, self._value, int(self.item.values[0]))
            elif self._act == "dream":
                assert isinstance(self.item, ui.Select)
                await _dream(interaction, self.item.values[0])
            elif self._act == "paint":
                chosen = self.item.values[0] if isinstance(self.item, ui.Select) else self._value
                await _paint(interaction, chosen)
            else:
                await _paint_like(interaction, self._value)
        except Exception as error:
            await explain(interaction, error)


def _which_picture(
    pictures: Sequence[DeclaredPicture], purpose: str, locale: str
) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(
            label=texts.say(locale, "panel-picture", number=number),
            description=URL(picture.url).name[:_LONGEST_OPTION] or None,
            value=str(number - 1),
        )
        for number, picture in enumerate(pictures, start=1)
    ]
    select = ui.Select[Any](options=options, placeholder=texts.say(locale, "panel-which"))
    return ui.ActionRow[Any](PanelControl(select, "which", purpose))


def _which_style(gallery: Gallery, locale: str) -> list[ui.ActionRow[Any]]:
    options = [
        discord.SelectOption(label=preset_name(p, locale)[:_LONGEST_OPTION], value=p.name)
        for p in gallery.search("")[:_MOST_OPTIONS]
    ]
    select = ui.Select[Any](options=options, placeholder=texts.say(locale, "panel-styles"))
    default = presets.find(gallery.default())
    label = texts.say(locale, "panel-paint", style=preset_name(default, locale))
    button = ui.Button[Any](label=label[:_LONGEST_LABEL], style=discord.ButtonStyle.primary)
    return [
        ui.ActionRow[Any](PanelControl(select, "paint")),
        ui.ActionRow[Any](PanelControl(button, "paint", default.name)),
    ]


def _which_mood(locale: str) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=choice.name, value=choice.value)
        for choice in dreams.choices("", locale)
    ]
    select = ui.Select[Any](options=options, placeholder=texts.say(locale, "choose-mood"))
    return ui.ActionRow[Any](PanelControl(select, "dream"))


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
    bot: DeepStyle = interaction.client
    dream = purpose == _DREAM
    shown = _shown(interaction, Role.CONTENT if dream else Role(purpose))
    picture = shown[min(index, len(shown) - 1)]
    view = panel([picture], bot.gallery, str(interaction.locale), dream=dream)
    await interaction.response.edit_message(view=view)


async def _paint(interaction: _Interaction, preset: str) -> None:
    """Paint what the panel shows; the panel stays, for one may want it in several styles."""
    bot: DeepStyle = interaction.client
    content = _shown(interaction, Role.CONTENT)[0]
    found = bot.gallery.find(preset, str(interaction.locale))
    await bot.commissions.take(interaction, orders.in_preset(bot, content, found.name))


async def _dream(interaction: _Interaction, mood: str) -> None:
    """Dream into what the panel shows."""
    bot: DeepStyle = interaction.client
    content = _shown(interaction, Role.CONTENT)[0]
    await bot.commissions.take(interaction, orders.in_mood(bot, content, dreams.find(mood).name))


async def _paint_like(interaction: _Interaction, source: str) -> None:
    """Paint another picture in the style of the one that the panel shows."""
    bot: DeepStyle = interaction.client
    style = _shown(interaction, Role.STYLE)[0]
    if source == "upload":
        await interaction.response.send_modal(UploadModal(style, str(interaction.locale)))
        return
    if source == "avatar":
        content = from_avatar(interaction.user, Role.CONTENT)
    else:
        content = orders.newest(interaction, by=interaction.user.id)
    await bot.commissions.take(interaction, orders.in_own_style(bot, content, style))


def _shown(interaction: _Interaction, role: Role) -> list[DeclaredPicture]:
    assert interaction.message is not None
    return demand_pictures(interaction.message, role)
