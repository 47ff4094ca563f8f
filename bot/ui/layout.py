"""How the bot's messages look: one container, its colour, pictures between their texts.

All of it is Components V2; the flag cannot be taken back, which is why no message here has plain
content or embeds.
"""

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

GOLD = discord.Colour(0xD9A441)
GREY = discord.Colour(0x747F8D)


@dataclass(frozen=True, slots=True)
class Post:
    """A message's whole content; its files are made anew each time, since sending closes them."""

    view: ui.LayoutView
    files: tuple[discord.File, ...] = ()


def sentence(text: str, *controls: ui.ActionRow[Any]) -> Post:
    """Return a message that says one thing, with what may be done about it."""
    return post(ui.TextDisplay(text), *controls, colour=GREY)


def pictures(
    text: str,
    files: tuple[discord.File, ...],
    *below: ui.Item[Any],
) -> Post:
    """Return pictures, under a text and with what is said and may be done about them."""
    shown = (gallery(*files),) if files else ()
    return post(ui.TextDisplay(text), *shown, *below, colour=GOLD, files=files)


def post(
    *items: ui.Item[Any], colour: discord.Colour, files: tuple[discord.File, ...] = ()
) -> Post:
    """Return a message of some items in a container of a colour."""
    # Without a time limit: the buttons are dynamic items, and nothing is kept for the view.
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_colour=colour))
    return Post(view, files)


def gallery(*files: discord.File) -> ui.MediaGallery[ui.LayoutView]:
    """Return files as pictures beside each other, each with its alt text."""
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(file, description=file.description, spoiler=file.spoiler)
            for file in files
        )
    )
