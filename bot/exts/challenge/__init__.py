"""Style challenges of a server: `/challenge …`, `/leaderboard`, and all their buttons."""

from bot.challenges.buttons import ChallengeButton
from bot.client import DeepStyle
from bot.delivery.result_buttons import ResultAction
from bot.exts.challenge._actions import ChallengeActions
from bot.exts.challenge._cog import ChallengeCog


async def setup(bot: DeepStyle) -> None:
    """Add the commands, and let the buttons do something, those of earlier processes too."""
    bot.add_dynamic_items(ChallengeButton)
    await bot.add_cog(ChallengeCog(bot))
    actions = ChallengeActions(bot.services)
    bot.action_handlers.add(actions.handlers)
    bot.action_handlers.add({ResultAction.ENTER: actions.enter_result})
    await bot.add_cog(actions)
