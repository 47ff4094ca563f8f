"""The challenges of a server in a list, and one of them by itself."""

from typing import Any

import discord
from discord import ui

from bot.challenges import messages, pictures
from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress
from bot.database.challenges.models import RUNNING, Challenge, Phase
from bot.discord_limits import LONGEST_LABEL
from bot.errors import RefusalError
from bot.exts.challenge import _fame, _gallery, _pages
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.ui.errors import answer
from bot.ui.links import message_link

# Discord takes 4,000 characters in all.
_LONGEST_LIST = 3600
_MOST_OVER = 5
_MOST_SERIES = 5


def manages(interaction: Interaction) -> bool:
    """Say whether a member may make and end challenges."""
    return interaction.guild_id is not None and interaction.permissions.manage_guild


async def show(interaction: Interaction) -> None:
    """Show the challenges of a server, and to moderators its series."""
    guild_id = _fame.of_server(interaction)
    repositories, locale = interaction.client.services.challenges, str(interaction.locale)
    running = await repositories.challenges.of(guild_id, *RUNNING)
    over = (await repositories.challenges.of(guild_id, Phase.ENDED))[:_MOST_OVER]
    lines = [_line(challenge, locale) for challenge in (*running, *over)]
    if not lines:
        lines = [texts.say(locale, "challenge-list-empty")]
    while sum(map(len, lines)) > _LONGEST_LIST:
        lines.pop()
    title = texts.say(locale, "challenge-list-title")
    text = ui.TextDisplay[ui.LayoutView]("\n".join([f"### {title}", *lines]))
    rows: list[ui.Item[Any]] = []
    if manages(interaction):
        for series in (await repositories.series.of(guild_id))[:_MOST_SERIES]:
            label = texts.say(locale, "challenge-series-stop", title=series.plan["title"])
            button = ChallengeButton(
                ChallengePress(ChallengeAction.STOP, series.id), label[:LONGEST_LABEL], emoji="🔁"
            )
            rows.append(ui.ActionRow[Any](button))
    view = _pages.layout(text, *rows)
    await interaction.response.send_message(view=view, ephemeral=True)


async def stop(interaction: Interaction, press: ChallengePress) -> None:
    """Let no more challenges of a series come."""
    if not manages(interaction):
        raise RefusalError("challenge-moderators-only")
    guild_id = _fame.of_server(interaction)
    repositories = interaction.client.services.challenges
    if press.challenge_id not in {series.id for series in await repositories.series.of(guild_id)}:
        raise RefusalError("challenge-series-over")
    await repositories.series.stop(press.challenge_id)
    await answer(interaction, texts.say(str(interaction.locale), "challenge-series-stopped"))


async def show_one(interaction: Interaction, challenge: Challenge) -> None:
    """Show what there is to know of a challenge, and the way to its entries."""
    locale = str(interaction.locale)
    await _pages.begin(interaction)
    files: list[discord.File] = []
    if _pages.may_show(interaction, challenge):
        files = await pictures.of_challenge(challenge, interaction.client.services.pictures)
    theme = f"\n{challenge.theme}" if challenge.theme else ""
    lines = messages.facts(challenge, locale)
    if link := _link(challenge):
        lines.append(f"-# {link}")
    buttons: list[ChallengeButton] = []
    if challenge.phase is Phase.ENDED or _gallery.moderates(interaction, challenge):
        label = texts.say(locale, "challenge-gallery-button")
        buttons.append(
            ChallengeButton(ChallengePress(ChallengeAction.GALLERY, challenge.id), label, emoji="🖼️")
        )
    await _pages.show(
        interaction,
        ui.TextDisplay(f"## {messages.title_of(challenge)}{theme}"),
        *_pages.gallery(files),
        ui.TextDisplay("\n".join(lines)),
        *_pages.row(buttons),
        files=files,
    )


def _line(challenge: Challenge, locale: str) -> str:
    moments = {
        Phase.SCHEDULED: challenge.opens_at,
        Phase.OPEN: challenge.closes_at,
        Phase.VOTING: challenge.ends_at,
    }
    when = discord.utils.format_dt(moments.get(challenge.phase, challenge.ends_at), "R")
    state = texts.say(locale, f"challenge-list-{challenge.phase}", when=when)
    return f"- **{messages.title_of(challenge)}** · {state} {_link(challenge)}"


def _link(challenge: Challenge) -> str:
    if challenge.announcement_id is None:
        return ""
    place = (challenge.thread_id if challenge.in_forum else None) or challenge.channel_id
    return message_link(challenge.guild_id, place, challenge.announcement_id)
