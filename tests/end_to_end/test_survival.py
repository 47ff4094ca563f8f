"""Processes that are killed: each job is painted and delivered once all the same."""

import asyncio
import dataclasses
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import MISSING
from http import HTTPStatus
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.models import Job, State
from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from tests.databases import open_database
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick
from tests.end_to_end.stage import PATIENCE_S, BotProcess

_TOKEN_LIFE_S = 15 * 60
# Of these sizes one takes the quick painter seconds, and one longer than a bot takes to start.
_LARGE, _VERY_LARGE = 256, 640


@pytest.fixture(scope="module")
def sandbox(quick: Quick) -> Sandbox:
    return quick.sandbox


@pytest.fixture(scope="module")
def bot(quick: Quick) -> BotProcess:
    return quick.bot


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def newcomer(quick: Quick) -> AsyncIterator[Member]:
    async with quick.connected("newcomer") as member:
        yield member


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def moderator(quick: Quick) -> AsyncIterator[Member]:
    async with quick.connected("moderator") as member:
        yield member


async def _begun(member: Member, photo: bytes, size: int = _LARGE) -> Answered:
    """Ask for a picture and wait until some of it is painted."""
    options = {"image": File("photo.jpg", photo), "size": size}
    answered = await member.slash("stylize", "stylize", options)
    await member.response(answered, stage.is_begun, timeout_s=PATIENCE_S)
    return answered


def _results(member: Member, since: int) -> int:
    """Count the different results that came to the member after so many events, each once."""
    news = [d for name, d in member.events[since:] if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE")]
    seen = {m["id"] for m in news if stage.is_result(m)}
    edits = sum(stage.is_result(m) for m in news)
    assert edits == len(seen), "a result was delivered twice into the same message"
    return edits


async def test_a_killed_painter_is_replaced_and_the_job_painted_again(
    newcomer: Member, bot: BotProcess, photo: bytes
) -> None:
    since = len(newcomer.events)
    answered = await _begun(newcomer, photo)
    (painter,) = bot.painters()
    assert (await bot.health())[0] == HTTPStatus.OK
    os.kill(painter, signal.SIGKILL)
    _, parts = await stage.until(bot.health, lambda h: h[0] == HTTPStatus.SERVICE_UNAVAILABLE)
    assert parts == {
        "gateway": True,
        "database": True,
        "painter": False,
        "disk": True,
        "line": True,
    }
    await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    assert bot.painters() != [painter]
    assert (await bot.health())[0] == HTTPStatus.OK
    assert (await bot.metrics())["deepstyle_painter_restarts_total", "cpu"] >= 1
    assert _results(newcomer, since) == 1


@pytest.mark.parametrize("violently", [True, False])
async def test_a_bot_that_comes_back_delivers_what_it_owes(
    newcomer: Member, bot: BotProcess, photo: bytes, violently: bool
) -> None:
    since = len(newcomer.events)
    painting = await _begun(newcomer, photo)
    waiting = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    await newcomer.response(waiting, lambda m: "next" in stage.text(m))
    painters = bot.painters()
    if violently:
        await bot.crash()
    else:
        assert await bot.stop() == 0
    await _gone(painters)
    await bot.start()
    for answered in (painting, waiting):
        await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    assert _results(newcomer, since) == 2


async def test_what_is_being_answered_when_it_is_told_to_end_is_answered(
    newcomer: Member, sandbox: Sandbox, bot: BotProcess, photo: bytes
) -> None:
    earlier = len(bot.log)
    late = Fault("POST /interactions/.*/callback", FaultKind.SLOW, seconds=1.5, times=3)
    sandbox.backend.faults.add(late)
    options = {"image": File("photo.jpg", photo)}
    presses = [asyncio.create_task(newcomer.slash("stylize", "stylize", options)) for _ in "abc"]
    # Discord has all three in hand.
    async with asyncio.timeout(PATIENCE_S):
        while late.times:  # noqa: ASYNC110  (nobody tells of a change)
            await asyncio.sleep(0.01)
    assert await bot.stop() == 0
    answers = await asyncio.gather(*presses)
    await bot.start()
    for answered in answers:
        await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    assert not [line for line in bot.log[earlier:] if "Traceback" in line or "rror" in line]


async def test_a_button_works_after_a_restart(
    newcomer: Member, bot: BotProcess, photo: bytes
) -> None:
    answered = await _begun(newcomer, photo, _VERY_LARGE)
    shown = await newcomer.response(answered)
    await bot.crash()
    await bot.start()
    await newcomer.press(shown, stage.button(shown) or "")
    ended = await newcomer.response(answered, stage.is_sentence)
    assert "cancelled" in stage.text(ended)
    # The commands are what they were, and Discord is not told of them again.
    assert sum("commands: told Discord" in line for line in bot.log) == 1


async def test_after_a_quarter_of_an_hour_the_result_comes_with_a_mention(
    newcomer: Member, sandbox: Sandbox, photo: bytes
) -> None:
    since = len(newcomer.events)
    answered = await _begun(newcomer, photo)
    old = await newcomer.response(answered)
    sandbox.backend.clock.forward(_TOKEN_LIFE_S + 60)
    call = f"<@{newcomer.user['id']}>"
    result = await newcomer.wait_for_message(
        lambda m: stage.is_result(m) and call in stage.text(m), timeout_s=PATIENCE_S
    )
    assert result["id"] != old["id"]
    assert newcomer.user["id"] in [user["id"] for user in result["mentions"]]
    await newcomer.wait_for("MESSAGE_DELETE", lambda d: d["id"] == old["id"])
    assert _results(newcomer, since) == 1


async def test_what_a_moderator_deletes_while_it_grows_is_painted_no_more(
    newcomer: Member, moderator: Member, bot: BotProcess, photo: bytes
) -> None:
    since = len(newcomer.events)
    deleted = await newcomer.response(await _begun(newcomer, photo))
    await moderator.call("DELETE", f"/channels/{deleted['channel_id']}/messages/{deleted['id']}")
    options = {"image": File("photo.jpg", photo)}
    after = await newcomer.slash("stylize", "stylize", options)
    await newcomer.response(after, stage.is_result, timeout_s=PATIENCE_S)
    assert _results(newcomer, since) == 1
    said = [m for name, m in newcomer.events[since:] if name == "MESSAGE_CREATE"]
    assert not any("cancelled" in stage.text(message) for message in said)


async def test_what_an_earlier_process_owes_goes_where_its_answer_is(
    newcomer: Member, sandbox: Sandbox, bot: BotProcess, photo: bytes
) -> None:
    options = {"image": File("photo.jpg", photo)}
    asked = [await newcomer.slash("stylize", "stylize", options) for _ in range(2)]
    delivered, replaced = [
        await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
        for answered in asked
    ]
    since = len(newcomer.events)
    await bot.stop()
    channel = delivered["channel_id"]
    reply = await _say_as_the_bot(sandbox, channel)
    engine = await open_database(f"sqlite+aiosqlite:///{bot.data / 'deepstyle.db'}")
    async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
        found = await session.scalars(select(Job).where(Job.state == State.DELIVERED))
        jobs = {str(job.message_id): job for job in found}
        job, other = jobs[delivered["id"]], jobs[replaced["id"]]
        # As it is when the bot dies between Discord's taking the result and our writing that down.
        job.state = other.state = State.PAINTED
        job.ended_at = other.ended_at = None
        # This one's answer had gone, and its result came as a message of its own.
        other.message_id, other.interaction_token, other.token_ends_at = (
            int(delivered["id"]) - 1,
            None,
            None,
        )
        owed = {name: getattr(job, name) for name in _OF_A_NEW_JOB}
        answer = {"message_id": int(reply), "interaction_token": None, "token_ends_at": None}
        session.add(Job(**owed | answer | {"id": "reply"}))
    await engine.dispose()
    await bot.start()
    await newcomer.wait_for_message(
        lambda m: m["id"] == reply and stage.is_result(m), timeout_s=PATIENCE_S
    )
    for known in (job, other):
        assert any("had been delivered" in line and known.id in line for line in bot.log)
    assert _results(newcomer, since) == 1


_OF_A_NEW_JOB = [field.name for field in dataclasses.fields(Job) if field.default is MISSING]


async def _say_as_the_bot(sandbox: Sandbox, channel: str) -> str:
    """Post a message as one that replies to a mention would be; returns its id."""
    text = {"type": 10, "content": "In line"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{sandbox.address.api}/channels/{channel}/messages",
            json={"flags": 1 << 15, "components": [text]},
            headers={"Authorization": f"Bot {sandbox.address.bot_token}"},
        ) as response,
    ):
        return (await response.json())["id"]


async def _gone(processes: list[int]) -> None:
    """Wait until painters whose bot has gone have ended by themselves."""
    async with asyncio.timeout(PATIENCE_S):
        while any(map(_exists, processes)):  # noqa: ASYNC110  (nobody tells of a stranger's end)
            await asyncio.sleep(0.1)


def _exists(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
