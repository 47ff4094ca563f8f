"""Style challenges of a server: `/challenge …`, `/leaderboard`, and all their buttons."""

from bot.challenges.actions import ChallengeButton
from bot.client import DeepStyle
from bot.exts.challenge._actions import Presses
from bot.exts.challenge._cog import ChallengeCog


async def setup(bot: DeepStyle) -> None:
    """Add the commands, and let the buttons do something, those of earlier processes too."""
    bot.add_dynamic_items(ChallengeButton)
    await bot.add_cog(ChallengeCog(bot))
    await bot.add_cog(Presses(bot))
