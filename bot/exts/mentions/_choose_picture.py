"""Which of several pictures is meant, where a message brings or answers more than one."""

from collections.abc import Sequence
from typing import ClassVar

import discord
from discord import ui

from bot.client import DeepStyle
from bot.errors import RefusalError
from bot.exts.mentions._request import CHOSEN, Choice
from bot.intake.declared import DeclaredPicture
from bot.ui.persistent import PersistentItem
from bot.ui.picture_choice import question_of


class WhichControl(PersistentItem, template=r"which:(\d{15,20}):(\d{15,20})"):
    """A select for whoever asked; the message that asks says all else once more."""

    prefix: ClassVar[str] = "which"

    async def use(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Tell the listener."""
        message_id, user_id = map(int, self.words)
        if interaction.user.id != user_id:
            raise RefusalError("which-not-yours")
        await interaction.response.defer()
        choice = Choice(message_id, int(self.choice or 0))
        interaction.client.dispatch(CHOSEN, interaction, choice)


def which(
    message: discord.Message, pictures: Sequence[DeclaredPicture], locale: str
) -> ui.LayoutView:
    """Return the question which of some pictures a message is about."""
    return question_of(
        pictures,
        locale,
        lambda select: WhichControl(select, str(message.id), str(message.author.id)),
    )
