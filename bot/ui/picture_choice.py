"""The pictures of a message, shown so that one of them can be chosen."""

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import ui
from yarl import URL

from bot.discord_limits import LONGEST_CHOICE, MOST_PICTURES
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture
from bot.ui.layout import GOLD


def items_of(pictures: Sequence[DeclaredPicture], locale: str) -> list[discord.MediaGalleryItem]:
    """Return the first pictures as Discord's gallery has them."""
    return [
        discord.MediaGalleryItem(
            picture.url,
            description=picture.description or texts.say(locale, "panel-picture", number=number),
            spoiler=picture.spoiler,
        )
        for number, picture in enumerate(pictures[:MOST_PICTURES], start=1)
    ]


def options_of(pictures: Sequence[DeclaredPicture], locale: str) -> list[discord.SelectOption]:
    """Return the first pictures to select from; their values count from 0."""
    return [
        discord.SelectOption(
            label=texts.say(locale, "panel-picture", number=number),
            description=URL(picture.url).name[:LONGEST_CHOICE] or None,
            value=str(number - 1),
        )
        for number, picture in enumerate(pictures[:MOST_PICTURES], start=1)
    ]


def question_of(
    pictures: Sequence[DeclaredPicture],
    locale: str,
    control: Callable[[ui.Select[ui.LayoutView]], ui.Item[Any]],
    *below: ui.Item[Any],
) -> ui.LayoutView:
    """Return the question which of some pictures is meant; `control` answers the select."""
    select = ui.Select[ui.LayoutView](
        options=options_of(pictures, locale), placeholder=texts.say(locale, "panel-which")
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay[ui.LayoutView](f"### {texts.say(locale, 'panel-several')}"),
            ui.MediaGallery[ui.LayoutView](*items_of(pictures, locale)),
            ui.ActionRow[Any](control(select)),
            *below,
            accent_colour=GOLD,
        )
    )
    return view
