"""The commands `/challenge …`."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.challenges import messages
from bot.challenges.export import export
from bot.client import DeepStyle, catalog_at
from bot.database.challenges.models import (
    LONGEST_THEME,
    LONGEST_TITLE,
    RUNNING,
    Ballot,
    Challenge,
    Phase,
    Subject,
)
from bot.discord_limits import LONGEST_CHOICE, MOST_CHOICES
from bot.errors import RefusalError
from bot.exts.challenge import _create, _export, _fame, _lists
from bot.exts.challenge._form import PlanModal, create
from bot.exts.challenge._options import (
    BALLOTS,
    SUBJECTS,
    Place,
    PlaceOption,
    described,
    named,
)
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.ui.errors import answer

_LONGEST_TIME = 100
_MOST_ENTRIES = 10
_MOST_DAYS = 3650

_Time = app_commands.Range[str, 1, _LONGEST_TIME]
_Days = app_commands.Range[int, 0, _MOST_DAYS]


@app_commands.guild_only()
class ChallengeCog(
    commands.GroupCog,
    group_name=localised("command-challenge-name"),
    group_description=localised("command-challenge-description"),
):
    """Let moderators make challenges, and members look at them."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot, self._services = bot, bot.services
        super().__init__()

    @app_commands.command(
        name=localised("command-create-name"), description=localised("command-create-description")
    )
    @app_commands.rename(**named())
    @app_commands.describe(**described())
    @app_commands.choices(subject=SUBJECTS, voting=BALLOTS)
    async def create(
        self,
        interaction: Interaction,
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        theme: app_commands.Range[str, 1, LONGEST_THEME] = "",
        style: str = _create.SURPRISE,
        subject: str = Subject.ANY.value,
        photo: discord.Attachment | None = None,
        opens: _Time | None = None,
        closes: _Time | None = None,
        ends: _Time | None = None,
        voting: str = Ballot.HEARTS.value,
        entries: app_commands.Range[int, 1, _MOST_ENTRIES] = 1,
        anonymous: bool = True,
        channel: app_commands.Transform[Place, PlaceOption] | None = None,
        role: discord.Role | None = None,
        account_days: _Days = 0,
        member_days: _Days = 0,
        prize: discord.Role | None = None,
        prize_days: app_commands.Range[int, 1, _MOST_DAYS] = 7,
        event: bool = False,
        weekly: bool = False,
    ) -> None:
        """Make a challenge; without a title a form asks for what matters."""
        _demand_manager(interaction)
        wishes = _create.ChallengeForm(
            title=title or "",
            theme=theme,
            style=style,
            subject=Subject.PHOTO if photo is not None else Subject(subject),
            photo=photo,
            opens=opens,
            closes=closes,
            ends=ends,
            ballot=Ballot(voting),
            per_member=entries,
            anonymous=anonymous,
            channel=channel,
            role=role,
            account_days=account_days,
            member_days=member_days,
            prize=prize,
            prize_days=prize_days,
            event=event,
            weekly=weekly,
        )
        if title is None:
            await interaction.response.send_modal(PlanModal(interaction, wishes))
        else:
            await create(interaction, wishes)

    @create.autocomplete("style")
    async def complete_style(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer a surprise, a free choice, the server's own styles and the presets."""
        locale = str(interaction.locale)
        special = [
            (texts.say(locale, "challenge-style-surprise"), _create.SURPRISE),
            (texts.say(locale, "challenge-style-free"), _create.FREE),
        ]
        first = [
            app_commands.Choice(name=name, value=value)
            for name, value in special
            if current.casefold() in name.casefold()
        ]
        return [*first, *catalog_at(interaction).choices(current)][:MOST_CHOICES]

    @app_commands.command(
        name=localised("command-list-name"), description=localised("command-list-description")
    )
    async def list_all(self, interaction: Interaction) -> None:
        """Show the challenges of this server."""
        await _lists.show(interaction)

    @app_commands.command(
        name=localised("command-show-name"),
        description=localised("command-challenge-show-description"),
    )
    @app_commands.rename(**named("challenge"))
    @app_commands.describe(**described("challenge"))
    async def show(self, interaction: Interaction, challenge: str) -> None:
        """Show one challenge."""
        await _lists.show_one(interaction, await self._here(interaction, challenge))

    @app_commands.command(
        name=localised("command-edit-name"), description=localised("command-edit-description")
    )
    @app_commands.rename(**named("challenge", "title", "theme", "closes", "ends"))
    @app_commands.describe(**described("challenge", "title", "theme", "closes", "ends"))
    async def edit(
        self,
        interaction: Interaction,
        challenge: str,
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        theme: app_commands.Range[str, 1, LONGEST_THEME] | None = None,
        closes: _Time | None = None,
        ends: _Time | None = None,
    ) -> None:
        """Change what a challenge is called, and when its phases end."""
        _demand_manager(interaction)
        found = await self._here(interaction, challenge)
        if found.phase not in RUNNING:
            raise RefusalError("challenge-is-over")
        await interaction.response.defer(ephemeral=True, thinking=True)
        if closes is not None or ends is not None:
            await _create.retime(self._bot, found, closes, ends)
        said: dict[str, object] = {}
        if title is not None:
            said["title"] = _create.one_line(title)
        if theme is not None:
            said["theme"] = theme.strip()[:LONGEST_THEME]
        if said:
            await self._services.challenges.challenges.change(found.id, **said)
        await self._tell(interaction, found, "challenge-edited")

    @app_commands.command(
        name=localised("command-close-name"), description=localised("command-close-description")
    )
    @app_commands.rename(**named("challenge"))
    @app_commands.describe(**described("challenge"))
    async def close(self, interaction: Interaction, challenge: str) -> None:
        """End the phase that a challenge is in, now."""
        _demand_manager(interaction)
        found = await self._here(interaction, challenge)
        jobs, now = (
            self._services.challenges.challenges,
            self._services.challenges.clock.now(),
        )
        match found.phase:
            case Phase.SCHEDULED:
                closed = await jobs.retime(found.id, found.phase, opens_at=now)
            case Phase.OPEN:
                closed = await jobs.retime(found.id, found.phase, closes_at=now)
            case Phase.VOTING:
                closed = await jobs.retime(found.id, found.phase, ends_at=now)
            case _:
                raise RefusalError("challenge-is-over")
        if not closed:
            raise RefusalError("challenge-phase-over")
        await self._tell(interaction, found, "challenge-closed")

    @app_commands.command(
        name=localised("command-cancel-name"), description=localised("command-cancel-description")
    )
    @app_commands.rename(**named("challenge"))
    @app_commands.describe(**described("challenge"))
    async def cancel(self, interaction: Interaction, challenge: str) -> None:
        """Give a challenge up."""
        _demand_manager(interaction)
        found = await self._here(interaction, challenge)
        now = self._services.challenges.clock.now()
        if not await self._services.challenges.challenges.cancel(found.id, now):
            raise RefusalError("challenge-is-over")
        await self._tell(interaction, found, "challenge-is-cancelled")

    @app_commands.command(
        name=localised("command-export-name"), description=localised("command-export-description")
    )
    @app_commands.rename(**named("challenge"))
    @app_commands.describe(**described("challenge"))
    async def export(self, interaction: Interaction, challenge: str) -> None:
        """Hand out all entries and numbers in one file."""
        _demand_manager(interaction)
        found = await self._here(interaction, challenge)
        if found.phase is not Phase.ENDED:
            raise RefusalError("challenge-export-later")
        await interaction.response.defer(ephemeral=True, thinking=True)
        entries = await _export.rows(self._bot, found)
        made = await export(entries, self._services.pictures, interaction.filesize_limit)
        locale = str(interaction.locale)
        text = texts.say(locale, "challenge-exported", title=messages.title_of(found))
        if made.left_out:
            text += " " + texts.say(locale, "challenge-exported-partly", count=made.left_out)
        file = discord.File(io.BytesIO(made.archive), "challenge.zip")
        await interaction.followup.send(text, file=file, ephemeral=True)

    @app_commands.command(
        name=localised("command-fame-name"), description=localised("command-fame-description")
    )
    async def fame(self, interaction: Interaction) -> None:
        """Show the hall of fame."""
        await _fame.show(interaction, 0)

    @app_commands.command(
        name=localised("command-me-name"), description=localised("command-me-description")
    )
    async def me(self, interaction: Interaction) -> None:
        """Show a member's own record."""
        await _fame.show_record(interaction)

    @show.autocomplete("challenge")
    @edit.autocomplete("challenge")
    @close.autocomplete("challenge")
    @cancel.autocomplete("challenge")
    @export.autocomplete("challenge")
    async def complete_challenge(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the challenges of this server, the newest first."""
        if interaction.guild_id is None:
            return []
        known = await self._services.challenges.challenges.of(interaction.guild_id)
        return [
            app_commands.Choice(name=one.title[:LONGEST_CHOICE], value=one.id)
            for one in known
            if current.casefold() in one.title.casefold()
        ][:MOST_CHOICES]

    async def _here(self, interaction: Interaction, name: str) -> Challenge:
        """Return the challenge that is meant by its id or its title. Raises RefusalError."""
        guild_id = _fame.of_server(interaction)
        known = await self._services.challenges.challenges.of(guild_id)
        wanted = name.strip().casefold()
        for one in known:
            if one.id == name or one.title.casefold() == wanted:
                return one
        raise RefusalError("challenge-unknown")

    async def _tell(self, interaction: Interaction, challenge: Challenge, key: str) -> None:
        self._services.challenge_scheduler.changed(challenge.id)
        title = messages.title_of(challenge)
        await answer(interaction, texts.say(str(interaction.locale), key, title=title))


def _demand_manager(interaction: Interaction) -> None:
    if not _lists.manages(interaction):
        raise RefusalError("challenge-moderators-only")
