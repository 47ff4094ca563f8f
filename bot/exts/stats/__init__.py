"""How the bot is, for its host: `/stats`."""

from bot.client import DeepStyle
from bot.exts.stats._cog import Stats


async def setup(bot: DeepStyle) -> None:
    """Add the command."""
    await bot.add_cog(Stats(bot))
