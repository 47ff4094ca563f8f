"""Repaint a picture that a message brings or answers: mentions of the bot and direct messages."""

from bot.client import DeepStyle
from bot.exts.mentions._choose_picture import WhichControl
from bot.exts.mentions._choose_style import MeantButton
from bot.exts.mentions._cog import Mentions


async def setup(bot: DeepStyle) -> None:
    """Add the listener, and the questions that it may ask."""
    bot.add_dynamic_items(WhichControl, MeantButton)
    await bot.add_cog(Mentions(bot))
