from unittest.mock import MagicMock

import aiohttp
import discord
import pytest

from bot import client as client_module
from bot.challenges.buttons import ChallengeAction
from bot.client import FEATURES, DeepStyle, give_up_on_silence
from bot.delivery.result_buttons import ResultAction
from bot.monitoring.metrics import Metrics
from bot.monitoring.rest_calls import trace_calls
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from bot.services import Services


async def test_every_action_of_a_button_is_handled_by_one_feature() -> None:
    bot = DeepStyle(trace_calls(Metrics()))
    bot.services = MagicMock(spec=Services)
    for feature in FEATURES:
        await bot.load_extension(feature)
    # What is chosen in "More…" is an action of its own.
    assert bot.action_handlers.missing([*ResultAction, *ChallengeAction]) == {ResultAction.MORE}
    await bot.close()


async def test_a_discord_that_says_nothing_is_not_waited_for_five_minutes(
    client: discord.Client, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "_SILENCE_SECONDS", 0.2)
    give_up_on_silence(client)
    sandbox.backend.faults.add(Fault(".*", FaultKind.SILENT))
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await client.fetch_channel(int(sandbox.address.channels["stylize"]))
