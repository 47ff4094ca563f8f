"""Stop a painting, or take its draft for the result: the buttons while a job is not finished."""

from bot.client import DeepStyle
from bot.exts.job_controls._buttons import CancelButton, DraftButton


async def setup(bot: DeepStyle) -> None:
    """Add the buttons."""
    bot.add_dynamic_items(CancelButton, DraftButton)
