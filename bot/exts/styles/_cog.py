"""The commands `/styles …`."""

import logging
import secrets

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import DeepStyle, catalog_at
from bot.database.models import LONGEST_STYLE_NAME, ServerStyle
from bot.database.server_styles import folded, folded_names
from bot.discord_limits import MOST_CHOICES
from bot.errors import RefusalError
from bot.exts.styles._gallery import LONGEST_SEARCH, found, show_page
from bot.exts.styles._names import LONGEST_ALIASES, names_in
from bot.exts.styles._proposals import log, managed, propose, show, tell
from bot.i18n.commands import localised
from bot.intake.declared import from_attachment
from bot.intake.purpose import PicturePurpose
from bot.jobs.server_rules import check_member
from bot.jobs.service import role_ids

_log = logging.getLogger(__name__)

_ID_BYTES = 16


class StylesCog(
    commands.GroupCog,
    group_name=localised("command-styles-name"),
    group_description=localised("command-styles-description"),
):
    """Show members what they can choose from, and let them add to it."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot, self._services = bot, bot.services
        self._unshown = bot.services.server_styles.unshown()
        super().__init__()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Show moderators the proposals that an earlier process died before showing."""
        while self._unshown:
            style = self._unshown.pop()
            try:
                if self._services.server_styles.proposed(style.guild_id, style.id):
                    await show(self._bot, style)
            except Exception:
                _log.exception("a proposal could not be shown")

    @app_commands.command(
        name=localised("command-show-name"),
        description=localised("command-styles-show-description"),
    )
    @app_commands.rename(search=localised("option-search-name"))
    @app_commands.describe(search=localised("option-search-description"))
    async def show(
        self,
        interaction: discord.Interaction[DeepStyle],
        search: app_commands.Range[str, 1, LONGEST_SEARCH] = "",
    ) -> None:
        """Open the gallery on its first page."""
        search = search[:LONGEST_SEARCH]
        found(
            catalog_at(interaction), search
        )  # before anything is answered that would have to be taken back
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_page(interaction, search, 0)

    @app_commands.command(
        name=localised("command-add-name"), description=localised("command-add-description")
    )
    @app_commands.rename(
        image=localised("option-image-name"),
        name=localised("option-new-name-name"),
        aliases=localised("option-aliases-name"),
    )
    @app_commands.describe(
        image=localised("option-new-image-description"),
        name=localised("option-new-name-description"),
        aliases=localised("option-aliases-description"),
    )
    async def add(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment,
        name: app_commands.Range[str, 1, LONGEST_STYLE_NAME],
        aliases: app_commands.Range[str, 1, LONGEST_ALIASES] = "",
    ) -> None:
        """Make a picture a style of this server, or propose it to its moderators."""
        guild_id, approved = self._place(interaction)
        name, *others = names_in(name, aliases)
        user_id = interaction.user.id
        self._services.server_styles.check_room(
            guild_id, (name, *others), None if approved else user_id
        )
        picture = from_attachment(image, PicturePurpose.STYLE)
        self._services.intake.check(picture)
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await self._services.intake.fetch(picture, user_id)
        preview = await self._services.previews.make(kept)
        style = ServerStyle(
            guild_id=guild_id,
            folded=folded(name),
            name=name,
            picture=kept,
            adder_user_id=user_id,
            id=secrets.token_urlsafe(_ID_BYTES),
            aliases=others,
            preview=preview,
            approved=approved,
            pending_channel_id=None if approved else interaction.channel_id,
            spoiler=picture.spoiler,
        )
        # While a member has their pictures deleted, nobody else can begin to need one.
        async with self._services.pictures.lock:
            if not all([await self._services.pictures.touch(each) for each in (kept, preview)]):
                raise RefusalError("style-gone")
            await self._services.server_styles.add(style)
        if approved:
            await tell(interaction, "styles-added", style)
            log(interaction, "log-added", style)
        else:
            await propose(interaction, style)

    def _place(self, interaction: discord.Interaction[DeepStyle]) -> tuple[int, bool]:
        """Return the server, and whether a new style needs nobody's approval there."""
        rules = self._services.servers.of(interaction.guild_id)
        if interaction.permissions.manage_guild or not rules.style_approval:
            return managed(interaction), True
        assert interaction.guild_id is not None
        assert interaction.channel_id is not None
        parent_id = getattr(interaction.channel, "parent_id", None)
        places = frozenset({interaction.channel_id, parent_id or interaction.channel_id})
        check_member(rules, places, role_ids(interaction.user))
        return interaction.guild_id, False

    @app_commands.command(
        name=localised("command-remove-name"), description=localised("command-remove-description")
    )
    @app_commands.rename(name=localised("option-new-name-name"))
    @app_commands.describe(name=localised("option-remove-name-description"))
    async def remove(self, interaction: discord.Interaction[DeepStyle], name: str) -> None:
        """Take a style from this server; what was painted in it stays."""
        guild_id = managed(interaction)
        styles = self._services.server_styles.all_of(guild_id)
        style = next((s for s in styles if folded(name) in folded_names(s)), None)
        if style is None or not await self._services.server_styles.remove(style):
            raise RefusalError("styles-not-here")
        log(interaction, "log-removed", style)
        await tell(interaction, "styles-removed", style)

    @remove.autocomplete("name")
    async def complete_name(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the server's own styles, and those proposed."""
        if not interaction.permissions.manage_guild:
            return []
        part = folded(current)
        styles = self._services.server_styles.all_of(interaction.guild_id)
        found = [s for s in styles if any(part in name for name in folded_names(s))]
        return [app_commands.Choice(name=s.name, value=s.name) for s in found[:MOST_CHOICES]]
