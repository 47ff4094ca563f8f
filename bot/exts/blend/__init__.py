"""Repaint a picture in several styles at once: `/blend`."""

from bot.client import DeepStyle
from bot.exts.blend._cog import Blend


async def setup(bot: DeepStyle) -> None:
    """Add the command."""
    await bot.add_cog(Blend(bot.services))
