"""Repaint a picture, or let it dream: `/stylize`, `/dream`, and the menu of a message."""

from bot.client import DeepStyle
from bot.exts.stylize._choose_picture import WhichNewestControl
from bot.exts.stylize._cog import Stylize
from bot.exts.stylize._dream import Dream
from bot.exts.stylize._menus import menus
from bot.exts.stylize._panel import PanelControl


async def setup(bot: DeepStyle) -> None:
    """Add the commands, what they ask, and the panels that the menu opens."""
    await bot.add_cog(Stylize(bot.services))
    await bot.add_cog(Dream(bot.services))
    for menu in menus():
        bot.tree.add_command(menu)
    bot.add_dynamic_items(PanelControl, WhichNewestControl)
