"""Repaint a picture: `/stylize`."""

from bot.client import DeepStyle
from bot.exts.stylize._cog import Stylize


async def setup(bot: DeepStyle) -> None:
    """Add the command."""
    await bot.add_cog(Stylize(bot))
