"""The command `/stylize`: check at once, answer at once, then fetch and put in line."""

import asyncio
import secrets
from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot import texts
from bot.client import DeepStyle
from bot.database.models import Job
from bot.delivery import messages
from bot.exts.stylize._wish import LEAST_SIZE, MOST_STRENGTH, Gallery, Wish, check_numbers
from bot.intake.declared import Role, from_attachment
from bot.refusal import RefusalError

_MOST_SIZE = 4096
_SEEDS = 1 << 32
_JOB_ID_BYTES = 16


def _text(key: str) -> locale_str:
    return locale_str(texts.say(texts.FALLBACK, key), key=key)


class Stylize(commands.Cog):
    """Repaint a picture in the hand of a master."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        self._gallery = Gallery(bot.settings.hidden_presets)

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
        size: app_commands.Range[int, LEAST_SIZE, _MOST_SIZE] | None = None,
    ) -> None:
        """Repaint a picture in a style."""
        wish = self._check(
            interaction, image, style, style_image, strength, keep_colors=keep_colors, size=size
        )
        answered = await interaction.response.defer(thinking=True)
        assert answered is not None
        assert answered.message_id is not None
        try:
            await self._submit(interaction, wish, answered.message_id)
        except RefusalError as refusal:
            text = texts.say(str(interaction.locale), refusal.key, **refusal.values)
            await interaction.edit_original_response(view=messages.sentence(text).view)

    @stylize.autocomplete("style")
    async def complete_style(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the presets whose title, artist, year or alias has what is typed."""
        return self._gallery.choices(current, str(interaction.locale))

    def _check(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment,
        style: str | None,
        style_image: discord.Attachment | None,
        strength: int,
        *,
        keep_colors: bool,
        size: int | None,
    ) -> Wish:
        """Return the wish if nothing that is known already stands against it."""
        if not interaction.app_permissions.attach_files:
            raise RefusalError("no-permission-to-attach")
        if style is not None and style_image is not None:
            raise RefusalError("style-twice")
        settings = self._bot.settings
        check_numbers(strength, size or settings.size, settings.max_size)
        self._bot.runner.check_room(interaction.user.id)
        preset = None
        if style is not None:
            preset = self._gallery.find(style, str(interaction.locale)).name
        elif style_image is None:
            preset = self._gallery.default()
        wish = Wish(
            content=from_attachment(image, Role.CONTENT),
            preset=preset,
            style=from_attachment(style_image, Role.STYLE) if style_image else None,
            strength=strength,
            keep_colors=keep_colors,
            size=size or settings.size,
        )
        for picture in (wish.content, wish.style):
            if picture:
                self._bot.intake.check(picture)
        return wish

    async def _submit(
        self, interaction: discord.Interaction[DeepStyle], wish: Wish, message_id: int
    ) -> None:
        fetches = [self._bot.intake.fetch(p) for p in (wish.content, wish.style) if p]
        names = await asyncio.gather(*fetches)
        assert interaction.channel_id is not None
        job = Job(
            id=secrets.token_urlsafe(_JOB_ID_BYTES),
            user_id=interaction.user.id,
            channel_id=interaction.channel_id,
            guild_id=interaction.guild_id,
            message_id=message_id,
            interaction_token=interaction.token,
            token_ends_at=interaction.expires_at,
            locale=str(interaction.locale),
            max_bytes=interaction.filesize_limit,
            spoiler=wish.content.spoiler,
            description=wish.content.description,
            content=names[0],
            style_preset=wish.preset,
            style_picture=names[1] if wish.style else None,
            strength=wish.strength,
            size=wish.size,
            keep_colors=wish.keep_colors,
            seed=secrets.randbelow(_SEEDS),
            created_at=datetime.now(UTC),
        )
        await self._bot.runner.submit(job)
