"""Which style is meant, where the words of a message leave that open."""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui

from bot.client import DeepStyle
from bot.discord_limits import LONGEST_LABEL
from bot.errors import RefusalError
from bot.exts.mentions._request import CHOSEN, Choice
from bot.i18n import texts
from bot.styles.catalog import StyleCatalog, title_of, value_of
from bot.styles.presets import MOST_CLOSEST
from bot.ui import layout
from bot.ui.persistent import PersistentItem


class MeantButton(PersistentItem, template=r"meant:(\d{15,20}):(\d{15,20}):(\d{1,2}):(\S{1,50})"):
    """A button for whoever asked; the message that asks says all else once more."""

    prefix: ClassVar[str] = "meant"

    async def use(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Tell the listener."""
        message_id, user_id, picture, style = self.words
        if interaction.user.id != int(user_id):
            raise RefusalError("which-not-yours")
        await interaction.response.defer()
        choice = Choice(int(message_id), int(picture), style)
        interaction.client.dispatch(CHOSEN, interaction, choice)


def which_style(
    message: discord.Message, picture: int, closest: Sequence[str], catalog: StyleCatalog
) -> ui.LayoutView:
    """Return the question which style a message means for one of its pictures, nearest first."""
    near = [catalog.named(value) for value in closest]
    buttons = [
        MeantButton(
            ui.Button[ui.LayoutView](label=title_of(style, catalog.locale)[:LONGEST_LABEL]),
            *(str(message.id), str(message.author.id), str(picture), value_of(style)),
        )
        for style in near or catalog.offered()[:MOST_CLOSEST]
    ]
    key = "style-meant" if near else "style-meant-none"
    text = texts.say(catalog.locale, key)
    return layout.sentence(text, ui.ActionRow[Any](*buttons)).view
