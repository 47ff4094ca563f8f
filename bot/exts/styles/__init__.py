"""The gallery of styles, and a server's own: `/styles`."""

from bot.client import DeepStyle
from bot.exts.styles._cog import StylesCog
from bot.exts.styles._gallery import GalleryControl
from bot.exts.styles._proposals import ProposalControl


async def setup(bot: DeepStyle) -> None:
    """Add the commands, and the buttons of the gallery and of proposals."""
    bot.add_dynamic_items(GalleryControl, ProposalControl)
    await bot.add_cog(StylesCog(bot))
