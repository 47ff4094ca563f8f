"""Find one's own pictures again: `/history`, `/favourites`, and the star under results."""

from bot.client import DeepStyle
from bot.exts.history._cog import Keeping


async def setup(bot: DeepStyle) -> None:
    """Add the commands."""
    await bot.add_cog(Keeping(bot))
