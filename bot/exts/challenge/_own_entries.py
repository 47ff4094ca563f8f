"""A member's own entries, to be replaced or withdrawn while entries are taken."""

import discord
from discord import ui

from bot.challenges import messages
from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress
from bot.database.challenges.models import Challenge, Entry, Phase
from bot.exts.challenge import _pages
from bot.exts.challenge._gallery import twins
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.ui.errors import answer


async def show(interaction: Interaction, press: ChallengePress) -> None:
    """Show one of a member's entries in a challenge, and the way to the others."""
    repositories = interaction.client.services.challenges
    challenge = await repositories.challenges.here(press.challenge_id, interaction.guild_id)
    await _pages.begin(interaction)
    await _show(interaction, challenge, press.page)


async def withdraw(interaction: Interaction, press: ChallengePress) -> None:
    """Take an entry back."""
    bot = interaction.client
    challenge = await bot.services.challenges.challenges.here(
        press.challenge_id, interaction.guild_id
    )
    now = bot.services.challenges.clock.now()
    await bot.services.challenges.entries.withdraw(press.entry_id, interaction.user.id, now)
    bot.services.challenge_scheduler.changed(challenge.id)
    await _pages.begin(interaction)
    await _show(interaction, challenge, 0)
    await answer(interaction, texts.say(str(interaction.locale), "entry-withdrawn"))


async def _show(interaction: Interaction, challenge: Challenge, page: int) -> None:
    locale, user = str(interaction.locale), interaction.user.id
    repositories = interaction.client.services.challenges
    mine = await repositories.entries.of_member(challenge.id, user)
    if not mine:
        text = texts.say(locale, "entry-none", title=messages.title_of(challenge))
        await _pages.show(interaction, ui.TextDisplay(text))
        return
    page = min(page, len(mine) - 1)
    entry = mine[page]
    title = texts.say(
        locale,
        "entry-mine-title",
        title=messages.title_of(challenge),
        number=page + 1,
        total=len(mine),
    )
    lines = [f"### {title}"]
    if entry.pending_job_id is not None:
        lines.append(texts.say(locale, "entry-being-painted"))
    if entry.hidden_because is not None:
        reason = discord.utils.escape_markdown(entry.hidden_because)
        lines.append(texts.say(locale, "entry-is-hidden", reason=reason))
    if twins(challenge, entry, await repositories.entries.of(challenge.id)):
        lines.append(texts.say(locale, "entry-photo-known"))
    if entry.rank is not None:
        lines.append(texts.say(locale, "challenge-rank", rank=entry.rank))
        lines.append(messages.score(challenge, entry, locale))
    files = await _pages.files_of(interaction, [entry], locale)
    await _pages.show(
        interaction,
        ui.TextDisplay("\n".join(lines)),
        *_pages.gallery(files),
        *_pages.row(_changing(challenge, entry, locale)),
        *_pages.row(
            _pages.turning(
                ChallengePress(ChallengeAction.MINE, challenge.id, page=page), len(mine), locale
            )
        ),
        files=files,
    )


def _changing(challenge: Challenge, entry: Entry, locale: str) -> list[ChallengeButton]:
    if challenge.phase is not Phase.OPEN:
        return []
    return [
        ChallengeButton(
            ChallengePress(act, challenge.id, entry.id), texts.say(locale, key), emoji=emoji
        )
        for act, key, emoji in (
            (ChallengeAction.REPLACE, "entry-replace-button", "🔁"),
            (ChallengeAction.WITHDRAW, "entry-withdraw-button", "↩️"),
        )
    ]
