"""All entries of a challenge, page by page; moderators can hide some while it runs."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.challenges import messages
from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress
from bot.challenges.likeness import alike
from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase
from bot.errors import RefusalError
from bot.exts.challenge import _pages
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.ui.errors import answer
from bot.ui.form import Form

_LONGEST_REASON = 200
_MOST_NAMED = 5


def moderates(interaction: Interaction, challenge: Challenge) -> bool:
    """Say whether a member may decide about entries: where these are, not where they ask."""
    member, guild = interaction.user, interaction.guild
    if guild is None or not isinstance(member, discord.Member):
        return False
    place = guild.get_channel(challenge.channel_id)
    granted = place.permissions_for(member) if place else member.guild_permissions
    return granted.manage_messages


async def show(interaction: Interaction, press: ChallengePress) -> None:
    """Show a page of entries: to everybody when the vote is over, to moderators at any time."""
    challenge = await _seen(interaction, press)
    if not _pages.may_show(interaction, challenge):
        raise RefusalError("stays-in-its-channel")
    await _pages.begin(interaction)
    await _show(interaction, challenge, press.page)


async def hide(interaction: Interaction, press: ChallengePress) -> None:
    """Ask why an entry is to be hidden."""
    challenge = await _moderated(interaction, press)
    await interaction.response.send_modal(ReasonModal(challenge, press, str(interaction.locale)))


async def unhide(interaction: Interaction, press: ChallengePress) -> None:
    """Take an entry back into the vote."""
    challenge = await _moderated(interaction, press)
    await _pages.begin(interaction)
    await _set_hidden(interaction, challenge, press, None)


class ReasonModal(Form):
    """Asks for the reason, which whoever entered will read."""

    def __init__(self, challenge: Challenge, press: ChallengePress, locale: str) -> None:
        super().__init__(texts.say(locale, "entry-hide-title"))
        self._challenge = challenge
        self._press = press
        self._reason: ui.TextInput[ui.Modal] = ui.TextInput(max_length=_LONGEST_REASON)
        label = texts.say(locale, "entry-hide-reason")
        self.add_item(ui.Label(text=label, component=self._reason))

    async def on_submit(self, interaction: Interaction) -> None:
        """Hide the entry."""
        await interaction.response.defer()
        reason = self._reason.value.strip() or "–"
        await _set_hidden(interaction, self._challenge, self._press, reason)


async def _set_hidden(
    interaction: Interaction, challenge: Challenge, press: ChallengePress, reason: str | None
) -> None:
    bot = interaction.client
    entry = await bot.services.challenges.entries.get(press.entry_id)
    if entry is None or entry.challenge_id != challenge.id:
        raise RefusalError("entry-gone")
    if not await bot.services.challenges.entries.hide(entry.id, reason):
        raise RefusalError("entry-hide-too-late")
    bot.services.challenge_scheduler.changed(challenge.id)
    await _show(interaction, challenge, press.page)
    key = "entry-hidden" if reason else "entry-unhidden"
    await answer(interaction, texts.say(str(interaction.locale), key))


async def _seen(interaction: Interaction, press: ChallengePress) -> Challenge:
    """Return a challenge whose entries a member may look at. Raises RefusalError."""
    repositories = interaction.client.services.challenges
    challenge = await repositories.challenges.here(press.challenge_id, interaction.guild_id)
    if challenge.phase is not Phase.ENDED and not moderates(interaction, challenge):
        raise RefusalError("challenge-gallery-later")
    return challenge


async def _moderated(interaction: Interaction, press: ChallengePress) -> Challenge:
    """Return a challenge whose entries a member may decide about. Raises RefusalError."""
    repositories = interaction.client.services.challenges
    challenge = await repositories.challenges.here(press.challenge_id, interaction.guild_id)
    if not moderates(interaction, challenge):
        raise RefusalError("challenge-moderators-only")
    return challenge


async def _show(interaction: Interaction, challenge: Challenge, page: int) -> None:
    locale = str(interaction.locale)
    entries = await interaction.client.services.challenges.entries.of(challenge.id)
    everything = moderates(interaction, challenge)
    shown = [entry for entry in entries if everything or entry.hidden_because is None]
    shown.sort(key=lambda entry: (entry.rank is None, entry.rank or 0))
    if not shown:
        text = texts.say(locale, "challenge-gallery-empty")
        await _pages.show(interaction, ui.TextDisplay(text))
        return
    pages = -(-len(shown) // _pages.PAGE)
    page = min(page, pages - 1)
    here = shown[page * _pages.PAGE : (page + 1) * _pages.PAGE]
    title = texts.say(
        locale,
        "challenge-gallery-title",
        title=messages.title_of(challenge),
        page=page + 1,
        pages=pages,
    )
    lines = [
        _line(challenge, entry, entries, locale, number)
        for number, entry in enumerate(here, start=1)
    ]
    files = await _pages.files_of(interaction, here, locale)
    turns = _pages.turning(
        ChallengePress(ChallengeAction.GALLERY, challenge.id, page=page), pages, locale
    )
    await _pages.show(
        interaction,
        ui.TextDisplay(f"### {title}"),
        *_pages.gallery(files),
        ui.TextDisplay("\n".join(lines)),
        *_pages.row(_hiding(interaction, challenge, here, page, locale)),
        *_pages.row(turns),
        files=files,
    )


def _line(
    challenge: Challenge, entry: Entry, entries: Sequence[Entry], locale: str, number: int
) -> str:
    said = f"**{number}** · {messages.member(entry, locale)}"
    if entry.rank is not None:
        rank = texts.say(locale, "challenge-rank", rank=entry.rank)
        whose, score = messages.member(entry, locale), messages.score(challenge, entry, locale)
        said = f"**{rank}** · {whose} · {score}"
    if entry.hidden_because is not None:
        reason = discord.utils.escape_markdown(entry.hidden_because)
        said += "\n" + texts.say(locale, "entry-is-hidden", reason=reason)
    if challenge.phase in RUNNING and (others := twins(challenge, entry, entries)):
        names = list(dict.fromkeys(messages.member(other, locale) for other in others))
        members = ", ".join(names[:_MOST_NAMED]) + ", …" * (len(names) > _MOST_NAMED)
        said += "\n" + texts.say(locale, "entry-same-photo", members=members)
    return said


def twins(challenge: Challenge, entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Return the other entries that were painted from the same photo, where photos may differ."""
    if challenge.photo is not None or entry.fingerprint is None:
        return []
    return [
        other
        for other in entries
        if other.id != entry.id
        and other.fingerprint
        and alike(entry.fingerprint, other.fingerprint)
    ]


def _hiding(
    interaction: Interaction, challenge: Challenge, here: Sequence[Entry], page: int, locale: str
) -> list[ChallengeButton]:
    if challenge.phase not in RUNNING or not moderates(interaction, challenge):
        return []
    buttons: list[ChallengeButton] = []
    for number, entry in enumerate(here, start=1):
        act, key = ChallengeAction.HIDE, "entry-hide-button"
        if entry.hidden_because is not None:
            act, key = ChallengeAction.UNHIDE, "entry-unhide-button"
        label = texts.say(locale, key, number=number)
        buttons.append(ChallengeButton(ChallengePress(act, challenge.id, entry.id, page), label))
    return buttons
