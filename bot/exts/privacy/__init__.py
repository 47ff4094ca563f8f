"""What is kept of a member, for how long, and a way to have it deleted: `/privacy`."""

from bot.client import DeepStyle
from bot.exts.privacy._buttons import PrivacyButton
from bot.exts.privacy._cog import PrivacyCog


async def setup(bot: DeepStyle) -> None:
    """Add the command and its button."""
    bot.add_dynamic_items(PrivacyButton)
    await bot.add_cog(PrivacyCog(bot.services))
