"""The hall of fame of a server, its seasons, and what a member has to show."""

from datetime import datetime

import discord
from discord import ui

from bot.challenges import messages
from bot.challenges.buttons import ChallengeAction, ChallengePress
from bot.database.challenges.fame import Season
from bot.errors import RefusalError
from bot.exts.challenge import _pages
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts

_MOST_LEADERS = 15
_OLDEST_SEASON = 40


async def show(interaction: Interaction, page: int) -> None:
    """Show one winner, and the way to the others."""
    guild_id = of_server(interaction)
    await _pages.begin(interaction)
    locale = str(interaction.locale)
    found, total = await interaction.client.services.challenges.fame.winners(guild_id, page)
    if found is None:
        await _pages.show(interaction, ui.TextDisplay(texts.say(locale, "fame-empty")))
        return
    challenge, entry = found
    title = texts.say(locale, "fame-title", number=page + 1, total=total)
    about = texts.say(
        locale,
        "fame-winner",
        title=messages.title_of(challenge),
        style=messages.style_name(challenge, locale),
        member=messages.member(entry, locale),
        score=messages.score(challenge, entry, locale),
        when=discord.utils.format_dt(challenge.ends_at, "D"),
    )
    files: list[discord.File] = []
    if _pages.may_show(interaction, challenge):
        files = await _pages.files_of(interaction, [entry], locale)
    else:
        hidden = texts.say(locale, "stays-in-its-channel")
        about += f"\n-# {hidden}"
    turns = _pages.turning(ChallengePress(ChallengeAction.FAME, page=page), total, locale)
    await _pages.show(
        interaction,
        ui.TextDisplay(f"### 🏛️ {title}"),
        *_pages.gallery(files),
        ui.TextDisplay(about),
        *_pages.row(turns),
        files=files,
    )


async def show_leaders(interaction: Interaction, ago: int) -> None:
    """Show who leads in a season; `ago` counts back from the present one."""
    guild_id = of_server(interaction)
    await _pages.begin(interaction)
    locale, repositories = str(interaction.locale), interaction.client.services.challenges
    season = season_before(repositories.clock.now(), ago)
    leaders = await repositories.fame.leaders(guild_id, season, _MOST_LEADERS)
    title = texts.say(locale, "leaders-title", year=str(season.year), quarter=str(season.quarter))
    lines = [
        texts.say(
            locale,
            "leaders-line",
            rank=rank,
            member=f"<@{record.user_id}>",
            points=record.points,
            wins=record.wins,
            entries=record.entries,
        )
        for rank, record in enumerate(leaders, start=1)
    ] or [texts.say(locale, "leaders-empty")]
    text = ui.TextDisplay[ui.LayoutView]("\n".join([f"### 🏆 {title}", *lines]))
    turns = _pages.turning(
        ChallengePress(ChallengeAction.LEADERS, page=ago), _OLDEST_SEASON, locale
    )
    await _pages.show(interaction, text, *_pages.row(turns))


async def show_record(interaction: Interaction) -> None:
    """Show a member's own record."""
    guild_id = of_server(interaction)
    await _pages.begin(interaction)
    locale, repositories = str(interaction.locale), interaction.client.services.challenges
    record = await repositories.fame.record(guild_id, interaction.user.id)
    text = texts.say(
        locale,
        "fame-record",
        points=record.points,
        entries=record.entries,
        wins=record.wins,
        podiums=record.podiums,
    )
    await _pages.show(interaction, ui.TextDisplay(text))


def season_before(now: datetime, ago: int) -> Season:
    """Return a season so many before that of a moment."""
    season = Season.of(now)
    for _ in range(min(ago, _OLDEST_SEASON)):
        season = season.before
    return season


def of_server(interaction: Interaction) -> int:
    """Return the server that a command is used in. Raises RefusalError."""
    if interaction.guild_id is None:
        raise RefusalError("challenge-servers-only")
    return interaction.guild_id
