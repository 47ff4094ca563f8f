"""The commands `/styles …`."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import texts
from bot.client import DeepStyle
from bot.database.models import LONGEST_STYLE_NAME
from bot.exts.styles._gallery import LONGEST_SEARCH, found, show_page
from bot.incidents import answer
from bot.intake.declared import Role, from_attachment
from bot.localised import localised
from bot.refusal import RefusalError
from styletransfer import presets

_MOST_CHOICES = 25


class StylesCog(
    commands.GroupCog,
    group_name=localised("command-styles-name"),
    group_description=localised("command-styles-description"),
):
    """Show members what they can choose from, and let moderators add to it."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        super().__init__()

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
        found(interaction, search)  # before anything is answered that would have to be taken back
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_page(interaction, search, 0)

    @app_commands.command(
        name=localised("command-add-name"), description=localised("command-add-description")
    )
    @app_commands.rename(
        image=localised("option-image-name"), name=localised("option-new-name-name")
    )
    @app_commands.describe(
        image=localised("option-new-image-description"),
        name=localised("option-new-name-description"),
    )
    async def add(
        self,
        interaction: discord.Interaction[DeepStyle],
        image: discord.Attachment,
        name: app_commands.Range[str, 1, LONGEST_STYLE_NAME],
    ) -> None:
        """Make a picture a style of this server."""
        guild_id = _managed(interaction)
        name = " ".join(name.split())[:LONGEST_STYLE_NAME]
        _check_name(name)
        self._bot.server_styles.check_room(guild_id, name)
        picture = from_attachment(image, Role.STYLE)
        self._bot.intake.check(picture)
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await self._bot.intake.fetch(picture)
        # While a member has their pictures deleted, nobody else can begin to need one.
        async with self._bot.runner.entrance:
            if not await self._bot.pictures.renew(kept):
                raise RefusalError("style-gone")
            await self._bot.server_styles.add(guild_id, name, kept, interaction.user.id)
        await _tell(interaction, "styles-added", name)

    @app_commands.command(
        name=localised("command-remove-name"), description=localised("command-remove-description")
    )
    @app_commands.rename(name=localised("option-new-name-name"))
    @app_commands.describe(name=localised("option-remove-name-description"))
    async def remove(self, interaction: discord.Interaction[DeepStyle], name: str) -> None:
        """Take a style from this server; what was painted in it stays."""
        style = self._bot.server_styles.find(_managed(interaction), name)
        if style is None:
            raise RefusalError("styles-not-here")
        await self._bot.server_styles.remove(style)
        await _tell(interaction, "styles-removed", style.name)

    @remove.autocomplete("name")
    async def complete_name(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the server's own styles."""
        styles = self._bot.server_styles.search(interaction.guild_id, current)
        return [app_commands.Choice(name=s.name, value=s.name) for s in styles[:_MOST_CHOICES]]


def _managed(interaction: discord.Interaction[DeepStyle]) -> int:
    """Return the server that a member manages; raises RefusalError if they do not."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise RefusalError("styles-moderators-only")
    return interaction.guild_id


def _check_name(name: str) -> None:
    """Raise RefusalError if a name says nothing or is that of a preset."""
    if not any(letter.isalnum() for letter in name):
        raise RefusalError("styles-name-empty")
    try:
        presets.find(name)
    except presets.UnknownStyleError:
        return
    raise RefusalError("styles-name-taken")


async def _tell(interaction: discord.Interaction[DeepStyle], key: str, name: str) -> None:
    said = discord.utils.escape_markdown(name)
    await answer(interaction, texts.say(str(interaction.locale), key, name=said))
