"""The command `/dream`."""

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
from bot.recipe import MOST_STRENGTH, Wish
from bot.services import Services
from bot.styles import moods
from styletransfer.moods import MOODS
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE


class Dream(commands.Cog):
    """Let what the network sees in a picture grow."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name=localised("command-dream-name"), description=localised("command-dream-description")
    )
    @app_commands.rename(
        image=localised("option-image-name"),
        mood=localised("option-mood-name"),
        guide=localised("option-guide-name"),
        strength=localised("option-strength-name"),
        size=localised("option-size-name"),
        user=localised("option-user-name"),
    )
    @app_commands.describe(
        image=localised("option-dream-image-description"),
        mood=localised("option-mood-description"),
        guide=localised("option-guide-description"),
        strength=localised("option-strength-description"),
        size=localised("option-size-description"),
        user=localised("option-dream-user-description"),
    )
    async def dream(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment | None = None,
        mood: str | None = None,
        guide: discord.Attachment | None = None,
        strength: app_commands.Range[int, 0, MOST_STRENGTH] | None = None,
        size: app_commands.Range[int, LEAST_SIZE, MOST_SIZE] | None = None,
        user: discord.User | None = None,
    ) -> None:
        """Dream of a mood, or of another picture, into a picture."""
        if mood is not None and guide is not None:
            raise RefusalError("mood-and-guide")
        content = requests.chosen(interaction, image, user)
        catalog = catalog_at(interaction)
        if guide is not None:
            request = requests.of_guide(
                catalog, content, from_attachment(guide, PicturePurpose.GUIDE)
            )
        else:
            name = MOODS[0].name if mood is None else moods.find(mood).name
            request = requests.in_mood(catalog, content, name)
        wish = Wish(strength=strength, size=size)
        request = replace(request, recipe=wish.granted(request.recipe))
        await self._services.job_service.take(interaction, request)

    @dream.autocomplete("mood")
    async def complete_mood(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the moods whose name has what is typed."""
        return moods.choices(current, str(interaction.locale))
