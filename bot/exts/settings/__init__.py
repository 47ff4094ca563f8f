"""What the moderators of a server decide: `/settings`."""

from bot.client import DeepStyle
from bot.exts.settings._cog import SettingsCog


async def setup(bot: DeepStyle) -> None:
    """Add the commands."""
    await bot.add_cog(SettingsCog(bot.services))
