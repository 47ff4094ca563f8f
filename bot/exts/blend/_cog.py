"""The command `/blend`."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import DeepStyle, catalog_at
from bot.errors import RefusalError
from bot.i18n.commands import localised
from bot.intake.declared import from_attachment
from bot.intake.purpose import PicturePurpose
from bot.jobs.job_request import JobRequest
from bot.recipe import MOST_WEIGHT, WeightedStyle
from bot.services import Services

_Weight = app_commands.Range[int, 1, MOST_WEIGHT]


class Blend(commands.Cog):
    """Repaint a picture in several styles at once."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name=localised("command-blend-name"), description=localised("command-blend-description")
    )
    @app_commands.rename(
        image=localised("option-image-name"),
        style1=localised("option-blend-style-one-name"),
        style2=localised("option-blend-style-two-name"),
        style3=localised("option-blend-style-three-name"),
        style4=localised("option-blend-style-four-name"),
        weight1=localised("option-blend-weight-one-name"),
        weight2=localised("option-blend-weight-two-name"),
        weight3=localised("option-blend-weight-three-name"),
        weight4=localised("option-blend-weight-four-name"),
    )
    @app_commands.describe(
        image=localised("option-image-description"),
        **{f"style{n}": localised("option-blend-style-description") for n in range(1, 5)},
        **{f"weight{n}": localised("option-blend-weight-description") for n in range(1, 5)},
    )
    async def blend(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment,
        style1: str,
        style2: str,
        style3: str | None = None,
        style4: str | None = None,
        weight1: _Weight | None = None,
        weight2: _Weight | None = None,
        weight3: _Weight | None = None,
        weight4: _Weight | None = None,
    ) -> None:
        """Repaint a picture in up to four styles, weighted."""
        catalog = catalog_at(interaction)
        styles: list[WeightedStyle] = []
        for name, weight in (
            (style1, weight1),
            (style2, weight2),
            (style3, weight3),
            (style4, weight4),
        ):
            if name is not None:
                styles.append(replace(catalog.find(name), weight=weight or MOST_WEIGHT))
            elif weight is not None:
                raise RefusalError("weight-without-style")
        content = from_attachment(image, PicturePurpose.CONTENT)
        request = JobRequest(content=content, recipe=catalog.recipe(*styles))
        await self._services.job_service.take(interaction, request)

    @blend.autocomplete("style1")
    @blend.autocomplete("style2")
    @blend.autocomplete("style3")
    @blend.autocomplete("style4")
    async def complete_style(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the server's own styles, then the presets, that what is typed finds."""
        return catalog_at(interaction).choices(current)
