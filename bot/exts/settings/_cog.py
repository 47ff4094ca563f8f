"""The commands `/settings …`, each of which shows all settings when it is done."""

from typing import TypeVar

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import DeepStyle, catalog_at
from bot.database.models import ServerSettings
from bot.discord_limits import MOST_CHOICES
from bot.errors import RefusalError
from bot.exts.settings._lines import lines
from bot.i18n import texts, times
from bot.i18n.commands import localised
from bot.recipe import MOST_STRENGTH
from bot.services import Services
from bot.styles.catalog import value_of
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE

_T = TypeVar("_T")

_MOST_A_DAY = 100_000
# No style has a name without a letter or a digit.
_NONE = "-"
_AUTO = "auto"
_LANGUAGES = [
    app_commands.Choice(name=localised("settings-language-auto"), value=_AUTO),
    app_commands.Choice(name="English", value="en"),
    app_commands.Choice(name="한국어", value="ko"),
]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class SettingsCog(
    commands.GroupCog,
    group_name=localised("command-settings-name"),
    group_description=localised("command-settings-description"),
):
    """Let moderators decide what may be painted in their server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        super().__init__()

    @app_commands.command(
        name=localised("command-show-name"), description=localised("command-show-description")
    )
    async def show(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Show all settings."""
        await self._change(interaction)

    @app_commands.command(
        name=localised("command-limits-name"), description=localised("command-limits-description")
    )
    @app_commands.rename(
        member=localised("option-member-name"),
        server=localised("option-server-name"),
        size=localised("option-size-name"),
    )
    @app_commands.describe(
        member=localised("option-member-description"),
        server=localised("option-server-description"),
        size=localised("option-largest-description"),
    )
    async def limits(
        self,
        interaction: discord.Interaction[DeepStyle],
        member: app_commands.Range[int, 0, _MOST_A_DAY] | None = None,
        server: app_commands.Range[int, 0, _MOST_A_DAY] | None = None,
        size: app_commands.Range[int, 0, MOST_SIZE] | None = None,
    ) -> None:
        """Limit pictures a day and their size; nought lifts a limit."""
        given = {"member_per_day": member, "server_per_day": server}
        if size is not None:
            given["max_size"] = max(size, LEAST_SIZE) if size else 0
        await self._change(
            interaction, **{key: value or None for key, value in given.items() if value is not None}
        )

    @app_commands.command(
        name=localised("command-channel-name"), description=localised("command-channel-description")
    )
    @app_commands.rename(
        channel=localised("option-channel-name"), allowed=localised("option-allowed-name")
    )
    @app_commands.describe(
        channel=localised("option-channel-description"),
        allowed=localised("option-allowed-description"),
    )
    async def channel(
        self,
        interaction: discord.Interaction[DeepStyle],
        channel: discord.TextChannel,
        allowed: bool,
    ) -> None:
        """Put a channel on the list of those where pictures may be asked for, or take it off."""
        listed = self._rules(interaction).channels
        await self._change(interaction, channels=_switched(listed, channel.id, on=allowed))

    @app_commands.command(
        name=localised("command-role-name"), description=localised("command-role-description")
    )
    @app_commands.rename(
        role=localised("option-role-name"), allowed=localised("option-allowed-name")
    )
    @app_commands.describe(
        role=localised("option-role-description"), allowed=localised("option-allowed-description")
    )
    async def role(
        self, interaction: discord.Interaction[DeepStyle], role: discord.Role, allowed: bool
    ) -> None:
        """Put a role on the list of those whose members may ask for pictures, or take it off."""
        listed = self._rules(interaction).roles
        await self._change(interaction, roles=_switched(listed, role.id, on=allowed))

    @app_commands.command(
        name=localised("command-style-name"), description=localised("command-style-description")
    )
    @app_commands.rename(
        style=localised("option-style-name"), allowed=localised("option-allowed-name")
    )
    @app_commands.describe(
        style=localised("option-style-description"),
        allowed=localised("option-allowed-description"),
    )
    async def style(
        self, interaction: discord.Interaction[DeepStyle], style: str, allowed: bool
    ) -> None:
        """Switch a preset off, or on again."""
        preset = self._services.presets.find(style, str(interaction.locale)).name
        hidden = self._rules(interaction).hidden_presets
        await self._change(interaction, hidden_presets=_switched(hidden, preset, on=not allowed))

    @style.autocomplete("style")
    async def complete_style(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the presets that are found by what is typed."""
        return self._services.presets.choices(current, str(interaction.locale))

    @app_commands.command(
        name=localised("command-language-name"),
        description=localised("command-language-description"),
    )
    @app_commands.rename(language=localised("option-language-name"))
    @app_commands.describe(language=localised("option-language-description"))
    @app_commands.choices(language=_LANGUAGES)
    async def language(self, interaction: discord.Interaction[DeepStyle], language: str) -> None:
        """Choose the language of the pictures' messages."""
        chosen = None if language == _AUTO or language not in texts.LANGUAGES else language
        await self._change(interaction, language=chosen)

    @app_commands.command(
        name=localised("command-default-name"), description=localised("command-default-description")
    )
    @app_commands.rename(
        style=localised("option-style-name"), strength=localised("option-strength-name")
    )
    @app_commands.describe(
        style=localised("option-default-style-description"),
        strength=localised("option-default-strength-description"),
    )
    async def default(
        self,
        interaction: discord.Interaction[DeepStyle],
        style: str | None = None,
        strength: app_commands.Range[int, 0, MOST_STRENGTH] | None = None,
    ) -> None:
        """Choose what is painted in, and how strongly, where a member does not say."""
        values: dict[str, object] = {}
        if style is not None:
            named = None if style == _NONE else catalog_at(interaction).named(style)
            values["default_style"] = named and value_of(named)
        if strength is not None:
            values["default_strength"] = strength or None
        await self._change(interaction, **values)

    @default.autocomplete("style")
    async def complete_default(
        self, interaction: discord.Interaction[DeepStyle], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the styles that are found by what is typed, and none."""
        none = texts.say(str(interaction.locale), "settings-default-none")
        choices = catalog_at(interaction).choices(current)
        return [app_commands.Choice(name=none, value=_NONE), *choices][:MOST_CHOICES]

    @app_commands.command(
        name=localised("command-ping-name"), description=localised("command-ping-description")
    )
    @app_commands.rename(on=localised("option-on-name"))
    @app_commands.describe(on=localised("option-allowed-description"))
    async def ping(self, interaction: discord.Interaction[DeepStyle], on: bool) -> None:
        """Ping members at the end of a long wait, or don't."""
        await self._change(interaction, ping=on)

    @app_commands.command(
        name=localised("command-approval-name"),
        description=localised("command-approval-description"),
    )
    @app_commands.rename(on=localised("option-on-name"))
    @app_commands.describe(on=localised("option-allowed-description"))
    async def approval(self, interaction: discord.Interaction[DeepStyle], on: bool) -> None:
        """Let members propose styles, or don't."""
        await self._change(interaction, style_approval=on)

    @app_commands.command(
        name=localised("command-log-name"), description=localised("command-log-description")
    )
    @app_commands.rename(channel=localised("option-channel-name"))
    @app_commands.describe(channel=localised("option-log-channel-description"))
    async def log(
        self,
        interaction: discord.Interaction[DeepStyle],
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Choose where moderators read what has happened; without a channel it is nowhere."""
        if channel is not None:
            granted = channel.permissions_for(channel.guild.me)
            if not (granted.view_channel and granted.send_messages and granted.attach_files):
                raise RefusalError("settings-log-forbidden", channel=channel.mention)
        await self._change(interaction, log_channel_id=channel and channel.id)

    @app_commands.command(
        name=localised("command-time-zone-name"),
        description=localised("command-time-zone-description"),
    )
    @app_commands.rename(time_zone=localised("option-time-zone-name"))
    @app_commands.describe(time_zone=localised("option-time-zone-description"))
    async def time_zone(self, interaction: discord.Interaction[DeepStyle], time_zone: str) -> None:
        """Choose the time zone in which times are written."""
        await self._change(interaction, time_zone=times.find_zone(time_zone).key)

    @time_zone.autocomplete("time_zone")
    async def complete_time_zone(
        self,
        interaction: discord.Interaction[DeepStyle],  # noqa: ARG002
        current: str,
    ) -> list[app_commands.Choice[str]]:
        """Offer the time zones that are found by what is typed."""
        return [app_commands.Choice(name=name, value=name) for name in times.zones(current)]

    def _rules(self, interaction: discord.Interaction[DeepStyle]) -> ServerSettings:
        return self._services.servers.of(interaction.guild_id)

    async def _change(self, interaction: discord.Interaction[DeepStyle], **values: object) -> None:
        assert interaction.guild_id is not None
        rules = self._rules(interaction)
        if values:
            before = rules.log_channel_id
            self._tell(interaction)  # first, for a log that is switched off shall say so
            rules = await self._services.servers.change(interaction.guild_id, **values)
            if rules.log_channel_id != before:
                self._tell(interaction)
        view = ui.LayoutView(timeout=None)
        view.add_item(
            ui.TextDisplay[ui.LayoutView]("\n".join(lines(rules, catalog_at(interaction))))
        )
        await interaction.response.send_message(view=view, ephemeral=True)

    def _tell(self, interaction: discord.Interaction[DeepStyle]) -> None:
        assert interaction.command is not None
        self._services.mod_log.tell(
            interaction.guild_id,
            "log-settings",
            member=interaction.user.mention,
            command=interaction.command.qualified_name,
        )


def _switched(values: list[_T], value: _T, *, on: bool) -> list[_T]:
    return [other for other in values if other != value] + [value] * on
