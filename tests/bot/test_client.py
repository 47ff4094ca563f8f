from unittest.mock import MagicMock

from bot.challenges.buttons import ChallengeAction
from bot.client import FEATURES, DeepStyle
from bot.delivery.result_buttons import ResultAction
from bot.services import Services


async def test_every_action_of_a_button_is_handled_by_one_feature() -> None:
    bot = DeepStyle()
    bot.services = MagicMock(spec=Services)
    for feature in FEATURES:
        await bot.load_extension(feature)
    # What is chosen in "More…" is an action of its own.
    assert bot.action_handlers.missing([*ResultAction, *ChallengeAction]) == {ResultAction.MORE}
    await bot.close()
