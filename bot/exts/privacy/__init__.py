"""What is kept of a member, for how long, and a way to have it deleted: `/privacy`."""

from bot.client import DeepStyle
from bot.exts.privacy._buttons import AskButton, EraseButton
from bot.exts.privacy._cog import PrivacyCog


async def setup(bot: DeepStyle) -> None:
    """Add the command and its buttons."""
    bot.add_dynamic_items(AskButton, EraseButton)
    await bot.add_cog(PrivacyCog(bot))
