"""The command `/stylize`."""

import secrets

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import texts
from bot.client import DeepStyle
from bot.commission import Order
from bot.intake.declared import Role, from_attachment
from bot.recipe import (
    LEAST_SIZE,
    MOST_SIZE,
    MOST_STRENGTH,
    MOST_WEIGHT,
    SEEDS,
    Recipe,
    WeightedStyle,
)
from bot.refusal import RefusalError


def _text(key: str) -> locale_str:
    return locale_str(texts.say(texts.FALLBACK, key), key=key)


class Stylize(commands.Cog):
    """Repaint a picture in the hand of a master."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot

    @app_commands.command(
        name=_text("command-stylize-name"), description=_text("command-stylize-description")
    )
    @app_commands.rename(
        image=_text("option-image-name"),
        style=_text("option-style-name"),
        style_image=_text("option-style-image-name"),
        strength=_text("option-strength-name"),
        keep_colors=_text("option-keep-colors-name"),
        size=_text("option-size-name"),
    )
    @app_commands.describe(
        image=_text("option-image-description"),
        style=_text("option-style-description"),
        style_image=_text("option-style-image-description"),
        strength=_text("option-strength-description"),
        keep_colors=_text("option-keep-colors-description"),
        size=_text("option-size-description"),
    )
    async def stylize(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment,
        style: str | None = None,
        style_image: discord.Attachment | None = None,
        strength: app_commands.Range[int, 0, MOST_STRENGTH] = 50,
        keep_colors: bool = False,
        size: app_commands.Range[int, LEAST_SIZE, MOST_SIZE] | None = None,
    ) -> None:
        """Repaint a picture in a style."""
        if style is not None and style_image is not None:
            raise RefusalError("style-twice")
        styles: tuple[WeightedStyle, ...] = ()
        if style is not None:
            preset = self._bot.gallery.find(style, str(interaction.locale))
            styles = (WeightedStyle(preset=preset.name),)
        elif style_image is None:
            styles = (WeightedStyle(preset=self._bot.gallery.default()),)
        recipe = Recipe(
            styles=styles,
            strength=strength,
            style_scale=1.0,
            keep_colors=keep_colors,
            size=size or self._bot.settings.size,
            seed=secrets.randbelow(SEEDS),
        )
        order = Order(
            content=from_attachment(image, Role.CONTENT),
            recipe=recipe,
            style_pictures=((from_attachment(style_image, Role.STYLE), MOST_WEIGHT),)
            if style_image
            else (),
        )
        await self._bot.commissions.take(interaction, order)

    @stylize.autocomplete("style")
    async def complete_style(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the presets whose title, artist, year or alias has what is typed."""
        return self._bot.gallery.choices(current, str(interaction.locale))
