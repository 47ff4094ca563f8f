"""Repaint a picture that a message brings or answers: mentions of the bot and direct messages."""

from bot.client import DeepStyle
from bot.exts.mentions._cog import Mentions


async def setup(bot: DeepStyle) -> None:
    """Add the listener."""
    await bot.add_cog(Mentions(bot))
