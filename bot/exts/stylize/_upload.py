"""The form that asks for the picture to repaint."""

import discord
from discord import ui

from bot.client import DeepStyle, catalog_at
from bot.exts.stylize import requests
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture, from_attachment
from bot.intake.purpose import PicturePurpose
from bot.ui.form import Form


class UploadModal(Form):
    """Asks for a picture, and paints it in the style of another one."""

    def __init__(self, style: DeclaredPicture, locale: str) -> None:
        super().__init__(texts.say(locale, "upload-title"))
        self._style = style
        self._file: ui.FileUpload[ui.Modal] = ui.FileUpload()
        self.add_item(ui.Label(text=texts.say(locale, "upload-label"), component=self._file))

    async def on_submit(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Take the request."""
        bot: DeepStyle = interaction.client
        content = from_attachment(self._file.values[0], PicturePurpose.CONTENT)
        request = requests.like_picture(catalog_at(interaction), content, self._style)
        await bot.services.job_service.take(interaction, request)
