"""Stop a painting, or take its draft for the result: the buttons while a job is not finished."""

from bot.client import DeepStyle
from bot.delivery.job_buttons import JobButton
from bot.exts.job_controls._controls import JobControls


async def setup(bot: DeepStyle) -> None:
    """Let the buttons do something, those of earlier processes too."""
    bot.add_dynamic_items(JobButton)
    bot.action_handlers.add(JobControls(bot.services.runner).handlers)
