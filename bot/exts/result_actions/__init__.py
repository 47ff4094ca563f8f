"""Go on from a result: stronger, another style, the recipe, delete, and so on."""

from bot.client import DeepStyle
from bot.delivery.result_buttons import ResultButton, ResultSelect
from bot.exts.result_actions._cog import ResultActions


async def setup(bot: DeepStyle) -> None:
    """Let the buttons under results do something, those of earlier processes too."""
    bot.add_dynamic_items(ResultButton, ResultSelect)
    actions = ResultActions(bot)
    bot.action_handlers.add(actions.handlers)
    await bot.add_cog(actions)
