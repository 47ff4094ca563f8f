"""Find one's own pictures again: `/history`, `/favourites`, and the star under results."""

from bot.client import DeepStyle
from bot.exts.history._cog import History


async def setup(bot: DeepStyle) -> None:
    """Add the commands."""
    history = History(bot.services)
    bot.action_handlers.add(history.handlers)
    await bot.add_cog(history)
