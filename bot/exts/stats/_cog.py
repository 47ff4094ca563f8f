"""The command `/stats`: the facts of `/metrics` for those who have only Discord at hand."""

import math

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import DeepStyle
from bot.errors import RefusalError
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.inference.painter import Health
from bot.monitoring.health import Snapshot
from bot.ui import layout

_MILLISECONDS = 1000
_MEBIBYTE = 1 << 20


class Stats(commands.Cog):
    """Tell the host how the bot is."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot, self._services = bot, bot.services

    @app_commands.command(
        name=localised("command-stats-name"), description=localised("command-stats-description")
    )
    # Out of the way of members; the host can use it in a direct message wherever they are.
    @app_commands.default_permissions()
    async def stats(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Show the host, and nobody else, how everything is."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        if not await self._bot.is_owner(interaction.user):
            raise RefusalError("stats-host-only")
        lines = _lines(await self._services.health.look(), str(interaction.locale))
        await interaction.edit_original_response(view=layout.sentence("\n".join(lines)).view)


def _lines(snapshot: Snapshot, locale: str) -> list[str]:
    title = texts.say(locale, "stats-title")
    lines = [f"### {title}"]
    if math.isfinite(snapshot.latency):
        milliseconds = round(snapshot.latency * _MILLISECONDS)
        lines.append(texts.say(locale, "stats-discord", milliseconds=milliseconds))
    else:
        lines.append(texts.say(locale, "stats-no-discord"))
    if snapshot.jobs is None:
        lines.append(texts.say(locale, "stats-no-database"))
    else:
        counts = {state.value: count for state, count in snapshot.jobs.items()}
        waiting = snapshot.waiting.total()
        lines.append(texts.say(locale, "stats-queue", waiting=waiting, **counts))
        lines.append(texts.say(locale, "stats-kept", **counts))
    lines += (_painter(painter, locale) for painter in snapshot.painters)
    return lines


def _painter(painter: Health, locale: str) -> str:
    if not painter.alive:
        return texts.say(locale, "stats-painter-down", name=painter.name, restarts=painter.restarts)
    return texts.say(
        locale,
        "stats-painter",
        name=painter.name,
        memory=painter.memory_bytes // _MEBIBYTE,
        restarts=painter.restarts,
    )
