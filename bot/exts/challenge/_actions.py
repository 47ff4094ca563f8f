"""What happens when a button of a challenge is pressed, and the commands that need no more."""

from collections.abc import Awaitable, Callable

from discord import app_commands
from discord.ext import commands

from bot.challenges import layouts
from bot.challenges.actions import Act, Press
from bot.client import DeepStyle
from bot.delivery.result_actions import Press as WayPress
from bot.delivery.result_actions import Way
from bot.exts.challenge import _entering, _fame, _gallery, _lists, _own_entries, _voting
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.ui.errors import answer, explain

_Handler = Callable[[Interaction, Press], Awaitable[None]]


class Presses(commands.Cog):
    """Do what a button says, or say in one sentence why not."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        self._acts: dict[Act, _Handler] = {
            Act.ENTER: _entering.enter,
            Act.REPLACE: _entering.enter,
            Act.PLACE: self._place,
            Act.MINE: _own_entries.show,
            Act.WITHDRAW: _own_entries.withdraw,
            Act.FOLLOW: self._follow,
            Act.VOTE: _voting.open_ballot,
            Act.HEART: _voting.rate,
            Act.STAR: _voting.rate,
            Act.DUEL: _voting.decide,
            Act.GALLERY: _gallery.show,
            Act.HIDE: _gallery.hide,
            Act.UNHIDE: _gallery.unhide,
            Act.FAME: self._fame,
            Act.LEADERS: self._leaders,
            Act.STOP: _lists.stop,
        }

    @commands.Cog.listener()
    async def on_challenge_press(self, interaction: Interaction, press: Press) -> None:
        """Do what a button of a challenge says."""
        try:
            await self._acts[press.act](interaction, press)
        except Exception as error:
            await explain(interaction, error)

    @commands.Cog.listener()
    async def on_way_on(self, interaction: Interaction, press: WayPress) -> None:
        """Enter with a result."""
        if press.way is not Way.ENTER:
            return  # another part of the bot listens for it
        try:
            _fame.of_server(interaction)
            assert interaction.channel_id is not None
            job = await self._bot.book.result(press.job_id, interaction.channel_id)
            await _entering.offer_places(interaction, job)
        except Exception as error:
            await explain(interaction, error)

    @app_commands.command(
        name=localised("command-leaderboard-name"),
        description=localised("command-leaderboard-description"),
    )
    @app_commands.guild_only()
    async def leaderboard(self, interaction: Interaction) -> None:
        """Show who leads in this season."""
        await _fame.show_leaders(interaction, 0)

    async def _place(self, interaction: Interaction, press: Press) -> None:
        assert interaction.channel_id is not None
        job = await self._bot.book.result(press.value, interaction.channel_id)
        await _entering.place(interaction, press, job)

    async def _follow(self, interaction: Interaction, press: Press) -> None:
        books, locale = self._bot.challenges, str(interaction.locale)
        challenge = await books.challenges.here(press.challenge_id, interaction.guild_id)
        follows = await books.notices.follow(challenge.id, interaction.user.id)
        key = "challenge-followed" if follows else "challenge-unfollowed"
        title = layouts.title_of(challenge)
        await answer(interaction, texts.say(locale, key, title=title))

    async def _fame(self, interaction: Interaction, press: Press) -> None:
        await _fame.show(interaction, press.page)

    async def _leaders(self, interaction: Interaction, press: Press) -> None:
        await _fame.show_leaders(interaction, press.page)
