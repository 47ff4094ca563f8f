"""The command `/stylize`."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import DeepStyle, catalog_at
from bot.errors import RefusalError
from bot.exts.stylize import requests
from bot.i18n.commands import localised
from bot.intake.declared import from_attachment
from bot.intake.purpose import PicturePurpose
from bot.jobs.job_request import JobRequest
from bot.recipe import MOST_STRENGTH, Quality, Wish
from bot.services import Services
from bot.styles import recipe_text
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE


class Stylize(commands.Cog):
    """Repaint a picture in the hand of a master."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name=localised("command-stylize-name"), description=localised("command-stylize-description")
    )
    @app_commands.rename(
        image=localised("option-image-name"),
        user=localised("option-user-name"),
        style=localised("option-style-name"),
        style_image=localised("option-style-image-name"),
        strength=localised("option-strength-name"),
        keep_colors=localised("option-keep-colors-name"),
        paint_faces=localised("option-paint-faces-name"),
        size=localised("option-size-name"),
        quality=localised("option-quality-name"),
        recipe=localised("option-recipe-name"),
    )
    @app_commands.describe(
        image=localised("option-image-description"),
        user=localised("option-user-description"),
        style=localised("option-style-description"),
        style_image=localised("option-style-image-description"),
        strength=localised("option-strength-description"),
        keep_colors=localised("option-keep-colors-description"),
        paint_faces=localised("option-paint-faces-description"),
        size=localised("option-size-description"),
        quality=localised("option-quality-description"),
        recipe=localised("option-recipe-description"),
    )
    @app_commands.choices(
        quality=[
            app_commands.Choice(name=localised(f"quality-{one}"), value=one.value)
            for one in Quality
        ]
    )
    async def stylize(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment | None = None,
        style: str | None = None,
        style_image: discord.Attachment | None = None,
        strength: app_commands.Range[int, 0, MOST_STRENGTH] | None = None,
        keep_colors: bool | None = None,
        paint_faces: bool | None = None,
        size: app_commands.Range[int, LEAST_SIZE, MOST_SIZE] | None = None,
        quality: str | None = None,
        user: discord.User | None = None,
        recipe: str | None = None,
    ) -> None:
        """Repaint a picture in a style."""
        if style is not None and style_image is not None:
            raise RefusalError("style-twice")
        if recipe is not None and (style is not None or style_image is not None):
            raise RefusalError("recipe-and-style")
        content = requests.chosen(interaction, image, user)
        catalog = catalog_at(interaction)
        if style is not None:
            request = requests.in_style(catalog, content, style)
        elif style_image is not None:
            own = from_attachment(style_image, PicturePurpose.STYLE)
            request = requests.like_picture(catalog, content, own)
        else:
            request = JobRequest(content=content, recipe=recipe_text.read(recipe or "", catalog))
        wish = Wish(
            strength=strength,
            keep_colors=keep_colors,
            paint_faces=paint_faces,
            size=size,
            quality=None if quality is None else Quality(quality),
        )
        request = replace(request, recipe=wish.granted(request.recipe))
        await self._services.job_service.take(interaction, request)

    @stylize.autocomplete("style")
    async def complete_style(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the server's own styles, then the presets, that what is typed finds."""
        return catalog_at(interaction).choices(current)
