"""Which of several pictures is meant, where a message brings or answers more than one."""

from collections.abc import Sequence
from typing import Any, ClassVar

import discord
from discord import ui

from bot import texts
from bot.controls import Control
from bot.delivery.messages import GOLD
from bot.exts.stylize.shown import items_of, options_of
from bot.intake.declared import DeclaredPicture
from bot.refusal import RefusalError

EVENT = "picture_chosen"


class WhichControl(Control, template=r"which:(\d{15,20}):(\d{15,20})"):
    """A select for whoever asked; the message that asks says all else once more."""

    prefix: ClassVar[str] = "which"

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the listener."""
        message_id, user_id = map(int, self.words)
        if interaction.user.id != user_id:
            raise RefusalError("which-not-yours")
        await interaction.response.defer()
        interaction.client.dispatch(EVENT, interaction, message_id, int(self.choice or 0))


def which(
    message: discord.Message, pictures: Sequence[DeclaredPicture], locale: str
) -> ui.LayoutView:
    """Return the question which of some pictures a message is about."""
    select = ui.Select[Any](
        options=options_of(pictures, locale), placeholder=texts.say(locale, "panel-which")
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay[Any](f"### {texts.say(locale, 'panel-several')}"),
            ui.MediaGallery[Any](*items_of(pictures, locale)),
            ui.ActionRow[Any](WhichControl(select, str(message.id), str(message.author.id))),
            accent_colour=GOLD,
        )
    )
    return view
