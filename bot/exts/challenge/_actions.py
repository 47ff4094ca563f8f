"""What happens when a button of a challenge is pressed, and the commands that need no more."""

from discord import app_commands
from discord.ext import commands

from bot.challenges import messages
from bot.challenges.buttons import ChallengeAction, ChallengePress
from bot.delivery.result_buttons import ResultPress
from bot.exts.challenge import _entering, _fame, _gallery, _lists, _own_entries, _voting
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.services import Services
from bot.ui.errors import answer
from bot.ui.persistent import Handler


class ChallengeActions(commands.Cog):
    """Do what a button says, or say in one sentence why not."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.handlers: dict[ChallengeAction, Handler] = {
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

    @app_commands.command(
        name=localised("command-leaderboard-name"),
        description=localised("command-leaderboard-description"),
    )
    @app_commands.guild_only()
    async def leaderboard(self, interaction: Interaction) -> None:
        """Show who leads in this season."""
        await _fame.show_leaders(interaction, 0)

    async def enter_result(self, interaction: Interaction, press: ResultPress) -> None:
        """Enter a challenge with a result that is there already."""
        _fame.of_server(interaction)
        assert interaction.channel_id is not None
        job = await self._services.jobs.result(press.job_id, interaction.channel_id)
        await _entering.offer_places(interaction, job)

    async def _place(self, interaction: Interaction, press: ChallengePress) -> None:
        assert interaction.channel_id is not None
        job = await self._services.jobs.result(press.value, interaction.channel_id)
        await _entering.place(interaction, press, job)

    async def _follow(self, interaction: Interaction, press: ChallengePress) -> None:
        repositories, locale = self._services.challenges, str(interaction.locale)
        challenge = await repositories.challenges.here(press.challenge_id, interaction.guild_id)
        follows = await repositories.notices.follow(challenge.id, interaction.user.id)
        key = "challenge-followed" if follows else "challenge-unfollowed"
        title = messages.title_of(challenge)
        await answer(interaction, texts.say(locale, key, title=title))

    async def _fame(self, interaction: Interaction, press: ChallengePress) -> None:
        await _fame.show(interaction, press.page)

    async def _leaders(self, interaction: Interaction, press: ChallengePress) -> None:
        await _fame.show_leaders(interaction, press.page)
