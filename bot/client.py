"""The client that Discord sees."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.command_sync import sync_commands
from bot.errors import RefusalKey
from bot.i18n import texts
from bot.ui.errors import explain
from bot.ui.persistent import ActionHandlers

if TYPE_CHECKING:
    from bot.services import Services
    from bot.styles.catalog import StyleCatalog

_log = logging.getLogger(__name__)

FEATURES = (
    "bot.exts.stylize",
    "bot.exts.mentions",
    "bot.exts.job_controls",
    "bot.exts.result_actions",
    "bot.exts.history",
    "bot.exts.blend",
    "bot.exts.styles",
    "bot.exts.stats",
    "bot.exts.privacy",
    "bot.exts.settings",
    "bot.exts.challenge",
)

_CONNECT_SECONDS, _SILENCE_SECONDS = 20.0, 60.0
# How discord.py names the tasks in which it has commands, buttons and events answered.
_ANSWERING = ("CommandTree-", "discord-ui-", "discord.py: on_")
# Most answers take no second; a service manager waits half a minute for the whole bot.
_LAST_ANSWERS_SECONDS = 4.0

# Nobody misses voice in a bot that paints.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class DeepStyle(commands.Bot):
    """The bot: its features, and what Discord asks of any client."""

    services: "Services"  # the client is one of the things they are made of, so they come later

    def __init__(self, http_trace: aiohttp.TraceConfig) -> None:
        """Make a client whose calls of Discord are watched by `http_trace`."""
        self.action_handlers = ActionHandlers()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            tree_cls=_Tree,
            # Whoever installs the app for themselves may use it in servers without it, too.
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing here asks what members or messages were; they would only take memory.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=http_trace,
        )

    async def on_message(self, message: discord.Message) -> None:
        """Look for no text commands; `bot.exts.mentions` hears messages by itself."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Learn what time it is on Discord."""
        self.services.challenges.clock.hear(interaction.created_at)

    async def setup_hook(self) -> None:
        """Make everything ready before the gateway brings the first interaction."""
        give_up_on_silence(self)
        await self.services.runner.start()
        for feature in FEATURES:
            await self.load_extension(feature)
        await self.tree.set_translator(_Translator())
        await sync_commands(self.tree, self.services.settings.data_dir / "commands.sha256")

    async def end_answers(self) -> None:
        """Let the answers that are under way end, and stop those that take too long.

        To be called when nothing new is heard any more, and while all that they need is there.
        """
        answering = {t for t in asyncio.all_tasks() if t.get_name().startswith(_ANSWERING)}
        if answering:
            _, late = await asyncio.wait(answering, timeout=_LAST_ANSWERS_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def on_ready(self) -> None:
        """Log that members can be served."""
        _log.info("connected as %s in %d servers", self.user, len(self.guilds))
        self.services.runner.reconcile()

    async def on_resumed(self) -> None:
        """Make up for what could not be sent meanwhile."""
        self.services.runner.reconcile()

    async def on_refused(self, key: RefusalKey) -> None:
        """Count what members were refused, and let the host see it."""
        self.services.metrics.refused(key)
        _log.info("refused: " + key, extra={"repeats": True})

    async def on_retried(self, what: str) -> None:
        """Count what Discord did not take."""
        self.services.metrics.retried(what)

    async def on_raw_message_delete(self, deleted: discord.RawMessageDeleteEvent) -> None:
        """Paint no more what somebody has deleted while it grew."""
        await self.services.runner.message_deleted(deleted.message_id)

    async def on_guild_channel_update(self, *_: object) -> None:
        """Try again what was refused there: permissions may have been given back."""
        self.services.runner.try_again()

    async def on_guild_role_update(self, *_: object) -> None:
        """Do the same where a role was changed."""
        self.services.runner.try_again()

    async def on_raw_thread_update(self, _: object) -> None:
        """Try again what was refused there: it may be open again."""
        self.services.runner.try_again()


def give_up_on_silence(client: discord.Client) -> None:
    """Let calls end when Discord says nothing; discord.py waits for five minutes and has no switch.

    The time begins anew with each part of an answer, and is enough to send a picture slowly.
    """
    session: aiohttp.ClientSession = client.http._HTTPClient__session  # pyright: ignore
    patience = aiohttp.ClientTimeout(sock_connect=_CONNECT_SECONDS, sock_read=_SILENCE_SECONDS)
    session._timeout = patience  # pyright: ignore[reportPrivateUsage]


class _Tree(app_commands.CommandTree["DeepStyle"]):
    async def on_error(
        self, interaction: discord.Interaction["DeepStyle"], error: app_commands.AppCommandError, /
    ) -> None:
        """Turn whatever a command raises into one sentence for the member."""
        await explain(interaction, error.__cause__ or error)


class _Translator(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002
    ) -> str | None:
        """Return a command's name or description where the texts have it."""
        key: str | None = string.extras.get("key")
        translated = texts.find(str(locale), key) if key else None
        return translated if translated != string.message else None


def catalog_at(interaction: discord.Interaction[DeepStyle]) -> "StyleCatalog":
    """Return what may be chosen where a command or a button is used, by whoever uses it."""
    bot: DeepStyle = interaction.client
    return bot.services.catalog(interaction.guild_id, str(interaction.locale))
