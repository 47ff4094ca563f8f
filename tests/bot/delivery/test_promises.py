"""Whether those who were promised an answer get one, whatever happens in between."""

from datetime import UTC, datetime

import discord
import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.jobs import JobRepository
from bot.database.models import Job, PendingAnswer
from bot.database.pending_answers import PendingAnswers
from bot.delivery.promises import Promises
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel
from tests.bot.conftest import MakeJob, on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def answers(engine: AsyncEngine) -> PendingAnswers:
    return PendingAnswers(engine)


@pytest.fixture
def promises(client: discord.Client, answers: PendingAnswers) -> Promises:
    return Promises(client, answers)


def _promise(job: Job) -> PendingAnswer:
    return PendingAnswer(
        message_id=job.message_id,
        user_id=job.user_id,
        channel_id=job.channel_id,
        guild_id=job.guild_id,
        interaction_token=job.interaction_token,
        token_ends_at=job.token_ends_at,
        locale=job.locale,
    )


def _said(channel: Channel) -> str:
    (message,) = channel.messages.values()
    return str(message.components)


async def test_one_that_is_kept_leaves_nothing_behind(
    promises: Promises, answers: PendingAnswers, asked: MakeJob, channel: Channel
) -> None:
    before = _said(channel) if channel.messages else ""
    async with promises.made(_promise(asked())):
        assert len(await answers.all()) == 1
        await promises.apologise()  # it is being kept
    await promises.apologise()
    assert await answers.all() == []
    assert "interrupted" not in before + _said(channel)


async def test_a_job_that_is_written_down_keeps_it(
    promises: Promises, answers: PendingAnswers, book: JobRepository, asked: MakeJob
) -> None:
    job = asked()
    await answers.add(_promise(job))
    await book.add(job)
    assert await answers.all() == []


async def test_one_that_was_broken_is_taken_back_once_discord_listens(
    promises: Promises, answers: PendingAnswers, asked: MakeJob, channel: Channel, sandbox: Sandbox
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with promises.made(_promise(asked())):
            raise ZeroDivisionError
    outage = Fault("PATCH .*", FaultKind.RESET)
    sandbox.backend.faults.add(outage)
    await promises.apologise()
    assert len(await answers.all()) == 1
    sandbox.backend.faults.clear()
    await promises.apologise()
    assert "I was interrupted" in _said(channel)
    assert await answers.all() == []


async def test_whom_an_error_was_explained_to_is_told_nothing_else(
    promises: Promises, answers: PendingAnswers, asked: MakeJob, channel: Channel
) -> None:
    await answers.add(_promise(asked()))
    (message,) = channel.messages.values()
    message.content, message.components = "Something went wrong, number 1.", []
    await promises.apologise()
    assert (message.content, message.components) == ("Something went wrong, number 1.", [])
    assert await answers.all() == []


async def test_a_database_that_is_ill_loses_none_and_invents_none(
    promises: Promises,
    answers: PendingAnswers,
    asked: MakeJob,
    channel: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def ill(*_: object) -> None:
        raise OperationalError("INSERT", None, OSError("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(answers, "remove", ill)
        async with promises.made(_promise(asked())):
            pass
    await promises.apologise()
    assert await answers.all() == []
    assert "interrupted" not in _said(channel)
    channel.messages.clear()
    with monkeypatch.context() as patch:
        patch.setattr(answers, "add", ill)
        with pytest.raises(ZeroDivisionError):
            async with promises.made(_promise(asked())):
                raise ZeroDivisionError
    await promises.apologise()
    assert "I was interrupted" in _said(channel)


async def test_nobody_can_be_told_behind_the_end_of_a_token(
    promises: Promises, answers: PendingAnswers, asked: MakeJob, channel: Channel
) -> None:
    late = _promise(asked())
    late.token_ends_at = datetime.now(UTC)
    await answers.add(late)
    await promises.apologise()
    assert await answers.all() == []
    assert "interrupted" not in _said(channel)
