"""What goes wrong by a schedule: for the bot alone, and as the schedule says."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox
from tests.sandbox.rest import Rest

CHANNEL = "/channels/{}/messages"


async def _faulty(sandbox: Sandbox, rest: Rest, **fault: Any) -> str:
    """Let posts into a channel go wrong; return their address."""
    path = CHANNEL.format(sandbox.address.channels["stylize"])
    await rest.post(f"{sandbox.address.origin}/sandbox/faults", {"calls": f"POST {path}"} | fault)
    return path


def _posted(sandbox: Sandbox) -> int:
    channel = sandbox.backend.world.channels[int(sandbox.address.channels["stylize"])]
    return len(channel.messages)


HELLO = {"content": "hello"}


async def test_a_call_is_refused_so_often_and_members_are_spared(
    sandbox: Sandbox, rest: Rest, newcomer: Member
) -> None:
    path = await _faulty(sandbox, rest, kind="refused", status=403, code=50001, times=2)
    before = _posted(sandbox)
    refusals = [await rest.post(path, HELLO) for _ in range(3)]
    assert [each.status for each in refusals] == [403, 403, 200]
    assert refusals[0].code == 50001
    await newcomer.send("stylize", "hello")
    assert _posted(sandbox) == before + 2


async def test_a_limit_says_when_to_come_back(sandbox: Sandbox, rest: Rest) -> None:
    path = await _faulty(sandbox, rest, kind="refused", status=429, retry_after_s=7, times=1)
    refused = await rest.post(path, HELLO)
    assert (refused.status, refused.body["retry_after"]) == (429, 7)


async def test_a_call_is_lost_before_or_after_it_is_done(sandbox: Sandbox, rest: Rest) -> None:
    before = _posted(sandbox)
    for kind, done in (("reset", 0), ("answer lost", 1)):
        path = await _faulty(sandbox, rest, kind=kind, times=1)
        with pytest.raises(aiohttp.ClientError):
            await rest.post(path, HELLO)
        assert _posted(sandbox) == before + done


async def test_a_call_is_silent_or_late(sandbox: Sandbox, rest: Rest) -> None:
    path = await _faulty(sandbox, rest, kind="silent", times=1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await rest.post(path, HELLO)
    before = _posted(sandbox)
    await _faulty(sandbox, rest, kind="slow", seconds=1, times=1)
    began = time.monotonic()
    assert (await rest.post(path, HELLO)).status == 200
    assert time.monotonic() - began >= 1
    assert _posted(sandbox) == before + 1


async def test_a_schedule_begins_ends_and_is_cleared(sandbox: Sandbox, rest: Rest) -> None:
    path = await _faulty(sandbox, rest, kind="refused", after_s=1, for_s=1)
    assert (await rest.post(path, HELLO)).status == 200
    await asyncio.sleep(1)
    assert (await rest.post(path, HELLO)).status == 503
    await asyncio.sleep(1)
    assert (await rest.post(path, HELLO)).status == 200
    await _faulty(sandbox, rest, kind="refused")
    await rest.delete(f"{sandbox.address.origin}/sandbox/faults")
    assert (await rest.post(path, HELLO)).status == 200


@pytest.mark.parametrize(
    "wrong", [{"kind": "odd"}, {"calls": "("}, {"kind": "slow", "seconds": -1}]
)
async def test_a_schedule_that_cannot_be_read_is_refused(
    sandbox: Sandbox, rest: Rest, wrong: dict[str, Any]
) -> None:
    address = f"{sandbox.address.origin}/sandbox/faults"
    refused = await rest.post(address, {"calls": ".*", "kind": "slow"} | wrong)
    assert (refused.status, refused.code) == (400, 50035)
