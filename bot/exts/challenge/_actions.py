"""What happens when a button of a challenge is pressed, and the commands that need no more."""

from collections.abc import Awaitable, Callable

from discord import app_commands
from discord.ext import commands

from bot.challenges import layouts
from bot.challenges.actions import ChallengeAction, ChallengePress
from bot.client import DeepStyle
from bot.delivery.result_actions import ResultAction, ResultPress
from bot.exts.challenge import _entering, _fame, _gallery, _lists, _own_entries, _voting
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.ui.errors import answer, explain

_Handler = Callable[[Interaction, ChallengePress], Awaitable[None]]


class Presses(commands.Cog):
    """Do what a button says, or say in one sentence why not."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        self._acts: dict[ChallengeAction, _Handler] = {
            ChallengeAction.ENTER: _entering.enter,
            ChallengeAction.REPLACE: _entering.enter,
            ChallengeAction.PLACE: self._place,
            ChallengeAction.MINE: _own_entries.show,
            ChallengeAction.WITHDRAW: _own_entries.withdraw,
            ChallengeAction.FOLLOW: self._follow,
            ChallengeAction.VOTE: _voting.open_ballot,
            ChallengeAction.HEART: _voting.rate,
            ChallengeAction.STAR: _voting.rate,
            ChallengeAction.DUEL: _voting.decide,
            ChallengeAction.GALLERY: _gallery.show,
            ChallengeAction.HIDE: _gallery.hide,
            ChallengeAction.UNHIDE: _gallery.unhide,
            ChallengeAction.FAME: self._fame,
            ChallengeAction.LEADERS: self._leaders,
            ChallengeAction.STOP: _lists.stop,
        }

    @commands.Cog.listener()
    async def on_challenge_press(self, interaction: Interaction, press: ChallengePress) -> None:
        """Do what a button of a challenge says."""
        try:
            await self._acts[press.act](interaction, press)
        except Exception as error:
            await explain(interaction, error)

    @commands.Cog.listener()
    async def on_way_on(self, interaction: Interaction, press: ResultPress) -> None:
        """Enter with a result."""
        if press.way is not ResultAction.ENTER:
            return  # another part of the bot listens for it
        try:
            _fame.of_server(interaction)
            assert interaction.channel_id is not None
            job = await self._bot.services.jobs.result(press.job_id, interaction.channel_id)
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

    async def _place(self, interaction: Interaction, press: ChallengePress) -> None:
        assert interaction.channel_id is not None
        job = await self._bot.services.jobs.result(press.value, interaction.channel_id)
        await _entering.place(interaction, press, job)

    async def _follow(self, interaction: Interaction, press: ChallengePress) -> None:
        books, locale = self._bot.services.challenges, str(interaction.locale)
        challenge = await books.challenges.here(press.challenge_id, interaction.guild_id)
        follows = await books.notices.follow(challenge.id, interaction.user.id)
        key = "challenge-followed" if follows else "challenge-unfollowed"
        title = layouts.title_of(challenge)
        await answer(interaction, texts.say(locale, key, title=title))

    async def _fame(self, interaction: Interaction, press: ChallengePress) -> None:
        await _fame.show(interaction, press.page)

    async def _leaders(self, interaction: Interaction, press: ChallengePress) -> None:
        await _fame.show_leaders(interaction, press.page)
