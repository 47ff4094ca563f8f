"""By which way a message reaches its member, in the sandbox, with a wire that can be cut."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest

from bot.database.jobs import Result
from bot.database.models import Job
from bot.delivery import retries
from bot.delivery.sender import Sender, UndeliverableError
from bot.delivery.states import Waiting
from bot.errors import PainterDiedError
from bot.i18n import texts
from bot.recipe import WeightedStyle
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel, Message, Overwrite, Thread
from bot.sandbox.state.permissions import Permission
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Painted, Shrink
from tests.bot.conftest import RECIPE, MakeJob
from tests.bot.wire import Wire, answer

pytestmark = pytest.mark.usefixtures("no_pauses")

PICTURE = b"\x89PNG\r\n\x1a\n" + b"p" * 1000
DRAFT = Painted(job="", picture=b"draft", extension="jpg", width=1, height=1, seconds=0)
TOKEN_LIFE_S = 15 * 60

Shrinking = Callable[[Shrink], Awaitable[Painted | None]]


class Shrinker:
    """Makes pictures as small as is asked for, or fails as it is told."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.fails = False
        self.cannot = False

    async def __call__(self, request: Shrink) -> Painted | None:
        self.asked.append(request.max_bytes)
        if self.fails:
            raise PainterDiedError("the process ended")
        if self.cannot:
            return None
        smaller = request.picture[: request.max_bytes]
        return Painted(
            job=request.job, picture=smaller, extension="webp", width=1, height=1, seconds=0
        )


@pytest.fixture
def shrinker() -> Shrinker:
    return Shrinker()


@pytest.fixture
def taken() -> set[str]:
    """The jobs that another process has taken up."""
    return set()


@pytest.fixture
def delivery(
    client: discord.Client, pictures: PictureStore, shrinker: Shrinker, taken: set[str]
) -> Sender:
    async def is_last(job: Job) -> bool:
        return job.id not in taken

    return Sender(client, pictures, shrinker, is_last, edit_seconds=0.01)


@pytest.fixture
async def result(pictures: PictureStore) -> Result:
    return Result(await pictures.add(PICTURE), "png", width=1, height=1, seconds=1)


def _answer_ends(sandbox: Sandbox, job: Job) -> None:
    sandbox.backend.clock.forward(TOKEN_LIFE_S + 60)


def _answer_ends_by_our_clock(sandbox: Sandbox, job: Job) -> None:
    job.token_ends_at = datetime.now(UTC)


def _answer_is_deleted(sandbox: Sandbox, job: Job) -> None:
    channel = sandbox.backend.world.channels[job.channel_id]
    sandbox.backend.poster.delete(channel.messages[job.message_id])


def _forbid(channel: Channel, permission: int) -> None:
    assert channel.guild is not None
    channel.overwrites[channel.guild.id] = Overwrite(channel.guild.id, 0, deny=permission)


def _text(message: Message) -> str:
    return json.dumps(message.components, ensure_ascii=False)


async def test_a_result_takes_the_place_of_its_status_and_stays(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result
) -> None:
    job = asked()
    delivery.show(job, Waiting(3))
    assert await delivery.deliver(job, result) == job.message_id
    await delivery.show_draft(job, DRAFT)  # it comes too late
    assert await delivery.answers.find(job) == job.message_id
    (message,) = channel.messages.values()
    assert [file.content for file in message.attachments] == [PICTURE]
    assert message.mentions == []


@pytest.mark.parametrize(
    "end", [_answer_ends, _answer_ends_by_our_clock, _answer_is_deleted], ids=lambda e: e.__name__
)
async def test_where_the_answer_has_gone_its_member_is_called_to_a_new_message(
    delivery: Sender, sandbox: Sandbox, asked: MakeJob, channel: Channel, result: Result, end: Any
) -> None:
    stranger = sandbox.address.users["moderator"].id
    style = WeightedStyle(picture="s" * 64, title=f"<@{stranger}> @everyone")
    job = asked(recipe=replace(RECIPE, styles=(style,)))
    end(sandbox, job)
    assert await delivery.deliver(job, result) != job.message_id
    (message,) = channel.messages.values()  # the old one is not left behind
    assert [user.id for user in message.mentions] == [job.user_id]
    assert not message.mention_everyone
    assert await delivery.answers.find(job) == message.id


async def test_what_is_for_one_member_alone_is_never_shown_to_all(
    delivery: Sender, sandbox: Sandbox, asked: MakeJob, channel: Channel, result: Result
) -> None:
    job = asked(private=True)
    _answer_ends(sandbox, job)
    with pytest.raises(UndeliverableError):
        await delivery.deliver(job, result)
    with pytest.raises(UndeliverableError):
        await delivery.say(job, "failed")
    assert [message.ephemeral for message in channel.messages.values()] == [True]


async def test_what_another_process_has_taken_up_is_left_to_it(
    delivery: Sender,
    asked: MakeJob,
    channel: Channel,
    result: Result,
    taken: set[str],
    wire: Wire,
) -> None:
    job = asked()
    taken.add(job.id)
    calls = list(wire.calls)
    delivery.show(job, Waiting(3))
    await asyncio.sleep(0.1)
    with pytest.raises(UndeliverableError):
        await delivery.deliver(job, result)
    with pytest.raises(UndeliverableError):
        await delivery.say(job, "failed")
    assert list(wire.calls) == calls
    assert list(channel.messages) == [job.message_id]


@pytest.mark.parametrize("ill", [answer(503), aiohttp.ServerDisconnectedError(), OSError()])
async def test_an_illness_of_discord_is_waited_for_but_not_for_ever(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result, wire: Wire, ill: Exception
) -> None:
    job = asked()
    wire.before["PATCH"] = [ill] * 3
    assert await delivery.deliver(job, result) == job.message_id
    wire.before["PATCH"] = [ill] * 4
    with pytest.raises(UndeliverableError):
        await delivery.deliver(job, result)
    assert wire.before["PATCH"] == []


async def test_what_is_refused_is_sent_once_it_is_allowed(
    delivery: Sender,
    sandbox: Sandbox,
    asked: MakeJob,
    channel: Channel,
    result: Result,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retries, "_FIRST_PAUSES", (600,))
    job = asked()
    _answer_is_deleted(sandbox, job)
    _forbid(channel, Permission.SEND_MESSAGES)
    delivering = asyncio.create_task(delivery.deliver(job, result))
    async with asyncio.timeout(20):
        while "POST" not in wire.calls:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    channel.overwrites.clear()
    async with asyncio.timeout(20):
        while not delivering.done():
            delivery.try_again()
            await asyncio.sleep(0.01)
    assert list(channel.messages) == [await delivering]


async def test_a_channel_that_is_gone_is_not_waited_for(
    delivery: Sender, sandbox: Sandbox, asked: MakeJob, channel: Channel, result: Result, wire: Wire
) -> None:
    job = asked()
    _answer_ends(sandbox, job)
    del sandbox.backend.world.channels[channel.id]
    with pytest.raises(UndeliverableError, match="10003"):
        await delivery.deliver(job, result)
    assert wire.calls.count("POST") == 1


async def test_a_thread_that_was_archived_meanwhile_gets_a_new_message(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result
) -> None:
    job = asked()
    now = datetime.now(UTC)
    channel.thread = Thread(job.user_id, now, archive_changed_at=now, archived=True)
    assert await delivery.deliver(job, result) != job.message_id
    assert not channel.thread.archived
    (message,) = channel.messages.values()
    assert [user.id for user in message.mentions] == [job.user_id]


async def test_a_member_is_written_to_where_they_let_us(
    delivery: Sender, sandbox: Sandbox, asked: MakeJob
) -> None:
    job = asked()
    await delivery.write_to_member(job, "result-undelivered", channel="<#1>")
    direct = [c for c in sandbox.backend.world.channels.values() if c.guild is None]
    (message,) = [message for channel in direct for message in channel.messages.values()]
    assert "<#1>" in message.content


async def test_a_message_whose_receipt_was_lost_is_not_posted_again(
    delivery: Sender, sandbox: Sandbox, asked: MakeJob, channel: Channel, result: Result, wire: Wire
) -> None:
    job = asked()
    _answer_ends(sandbox, job)
    wire.after["POST"] = [aiohttp.ServerDisconnectedError()]
    message_id = await delivery.deliver(job, result)
    assert wire.calls.count("POST") == 2
    assert list(channel.messages) == [message_id]


async def test_a_result_that_was_sent_in_the_place_of_an_answer_is_found_whatever_the_clock_says(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result
) -> None:
    """The clock was ahead when it was sent, and is right again."""
    job = asked()
    answer_until = job.token_ends_at
    job.token_ends_at = datetime.now(UTC)
    sent = await delivery.deliver(job, result)
    job.token_ends_at = answer_until
    assert sent != job.message_id
    assert await delivery.answers.find(job) == sent
    assert list(channel.messages) == [sent]


async def test_a_picture_is_made_smaller_until_discord_takes_it(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result, shrinker: Shrinker
) -> None:
    assert channel.guild is not None
    channel.guild.attachment_size_limit = len(PICTURE) // 4
    job = asked()
    await delivery.deliver(job, result)
    assert shrinker.asked == [len(PICTURE) // 2, len(PICTURE) // 4]
    (file,) = channel.messages[job.message_id].attachments
    assert file.content == PICTURE[: len(PICTURE) // 4]
    assert file.filename.endswith(".webp")


@pytest.mark.parametrize("cannot", [True, False])
async def test_a_picture_that_nobody_can_make_small_enough_is_undeliverable(
    delivery: Sender,
    asked: MakeJob,
    channel: Channel,
    result: Result,
    shrinker: Shrinker,
    cannot: bool,
) -> None:
    assert channel.guild is not None
    channel.guild.attachment_size_limit = 10
    shrinker.cannot = cannot
    with pytest.raises(UndeliverableError):
        await delivery.deliver(asked(), result)
    assert len(shrinker.asked) == (1 if cannot else 3)


async def test_a_painter_that_dies_while_it_makes_a_picture_smaller_is_not_the_end(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result, shrinker: Shrinker
) -> None:
    assert channel.guild is not None
    channel.guild.attachment_size_limit = len(PICTURE) // 2
    shrinker.fails = True
    job = asked()
    with pytest.raises(PainterDiedError):
        await delivery.deliver(job, result)
    shrinker.fails = False
    assert await delivery.deliver(job, result) == job.message_id


async def test_a_ping_calls_one_member_to_the_result_and_is_remembered_by_the_channel(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result
) -> None:
    job = asked()
    await delivery.deliver(job, result)
    assert not await delivery.answers.may_have_pinged(job)
    await delivery.ping(job)
    assert await delivery.answers.may_have_pinged(job)
    *_, call = channel.messages.values()
    assert [user.id for user in call.mentions] == [job.user_id]
    assert call.reference is not None
    assert call.reference.message_id == job.message_id


async def test_where_the_bot_may_neither_speak_nor_read_it_pings_by_the_answer_and_only_once(
    delivery: Sender, asked: MakeJob, channel: Channel, result: Result
) -> None:
    job = asked()
    await delivery.deliver(job, result)
    _forbid(channel, Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY)
    await delivery.ping(job)
    *_, call = channel.messages.values()
    assert call.webhook_id is not None
    assert [user.id for user in call.mentions] == [job.user_id]
    # Nobody can tell, so a ping too few is better than one too many.
    assert await delivery.answers.may_have_pinged(job)


async def test_a_sentence_ends_the_answer_of_whoever_asked(
    delivery: Sender, asked: MakeJob, channel: Channel
) -> None:
    job = asked(locale="ko")
    delivery.show(job, Waiting(0))
    await delivery.say(job, "content-broken")
    await delivery.show_draft(job, DRAFT)
    (message,) = channel.messages.values()
    assert texts.say("ko", "content-broken") in _text(message)
    assert await delivery.answers.find(job) is None
