"""How jobs end, in the database and in the sandbox, also where one of the two fails."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.challenges.challenges import Challenges
from bot.database.challenges.entries import Entries
from bot.database.challenges.models import Phase
from bot.database.jobs import JobRepository, Result
from bot.database.models import Job, State
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.promises import Promises
from bot.delivery.sender import Sender
from bot.i18n import texts
from bot.jobs.notifications import Notifications
from bot.jobs.outcomes import Outcomes
from bot.monitoring.metrics import Metrics
from bot.recipe import WeightedStyle
from bot.sandbox.state.model import Channel, Message, Overwrite
from bot.sandbox.state.permissions import Permission
from bot.storage.picture_store import PictureStore
from bot.storage.promise_journal import PromiseJournal
from styletransfer.worker.protocol import Painted
from tests.bot.challenges.samples import challenge
from tests.bot.conftest import RECIPE, MakeJob, on_sqlite
from tests.bot.wire import Wire

pytestmark = [on_sqlite, pytest.mark.usefixtures("no_pauses")]


@pytest.fixture
def entries(engine: AsyncEngine) -> Entries:
    return Entries(engine)


@pytest.fixture
async def outcomes(
    client: discord.Client,
    book: JobRepository,
    entries: Entries,
    servers: Servers,
    pictures: PictureStore,
    tmp_path: Path,
) -> Outcomes:
    async def shrink(request: object) -> None:
        return None

    sender = Sender(client, pictures, shrink, book.is_last, edit_seconds=0.01)
    notifications = Notifications(book, servers, sender, ModLog(client, servers))
    promises = Promises(client, book, PromiseJournal(tmp_path / "promises"))
    return Outcomes(book, entries, pictures, sender, notifications, Metrics(), promises)


@pytest.fixture
async def painting(asked: MakeJob, book: JobRepository) -> Job:
    """A job that is being painted."""
    job = asked()
    await book.add(job)
    await book.begin(job)
    return job


def _picture(job: Job) -> Painted:
    return Painted(job=job.id, picture=b"a picture", extension="png", width=1, height=1, seconds=1)


def _shown(channel: Channel) -> tuple[str, list[bytes]]:
    """Return the text and the pictures of the only message."""
    (message,) = channel.messages.values()
    return _text(message), [file.content for file in message.attachments]


def _text(message: Message) -> str:
    return json.dumps(message.components, ensure_ascii=False)


def _forbid_all(channel: Channel, answered: int) -> None:
    """Let the bot say nothing any more, neither by its answer nor by itself."""
    assert channel.guild is not None
    del channel.messages[answered]
    denied = Permission.SEND_MESSAGES
    channel.overwrites[channel.guild.id] = Overwrite(channel.guild.id, 0, deny=denied)


def _broken(*_: Any, **__: Any) -> Any:
    raise OperationalError("UPDATE", None, OSError("disk full"))


async def _state(book: JobRepository, job: Job) -> State:
    found = await book.get(job.id)
    assert found is not None
    return found.state


async def _enter(engine: AsyncEngine, entries: Entries, job: Job) -> None:
    now = datetime.now(UTC)
    times = {"opens_at": now, "closes_at": now + timedelta(days=1)}
    await Challenges(engine).add(challenge(phase=Phase.OPEN, **times))
    await entries.reserve("challenge", job.user_id, job.id, now, None)


async def test_a_picture_is_kept_entered_and_shown(
    outcomes: Outcomes,
    painting: Job,
    engine: AsyncEngine,
    book: JobRepository,
    entries: Entries,
    pictures: PictureStore,
    channel: Channel,
) -> None:
    await _enter(engine, entries, painting)
    await outcomes.painted(painting, _picture(painting))
    kept = await book.get(painting.id)
    assert kept is not None
    assert kept.state is State.DELIVERED
    assert await pictures.read(kept.result or "") == b"a picture"
    assert _shown(channel)[1] == [b"a picture"]
    (entry,) = await entries.of("challenge")
    assert entry.picture == kept.result


async def test_a_picture_that_cannot_be_delivered_is_kept_and_entered(
    outcomes: Outcomes,
    painting: Job,
    engine: AsyncEngine,
    book: JobRepository,
    entries: Entries,
    channel: Channel,
) -> None:
    await _enter(engine, entries, painting)
    _forbid_all(channel, painting.message_id)
    await outcomes.painted(painting, _picture(painting))
    assert await _state(book, painting) is State.PAINTED
    assert len(await entries.of("challenge")) == 1


async def test_what_cannot_be_written_down_is_shown_to_nobody(
    outcomes: Outcomes,
    painting: Job,
    book: JobRepository,
    channel: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(book, "keep_result", _broken)
    with pytest.raises(OperationalError):
        await outcomes.painted(painting, _picture(painting))
    assert _shown(channel)[1] == []
    assert await _state(book, painting) is State.PAINTING  # so the next process paints it


async def test_a_delivery_that_was_not_written_down_is_not_made_again(
    outcomes: Outcomes,
    painting: Job,
    book: JobRepository,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(book, "end_delivered", _broken)
        with pytest.raises(OperationalError):
            await outcomes.painted(painting, _picture(painting))
    (owed,) = await book.unfinished()
    edits = wire.calls.count("PATCH")
    await outcomes.deliver_again(owed)
    assert await _state(book, painting) is State.DELIVERED
    assert wire.calls.count("PATCH") == edits


async def test_a_delivery_that_never_arrived_is_made_again(
    outcomes: Outcomes, painting: Job, book: JobRepository, pictures: PictureStore, channel: Channel
) -> None:
    kept = Result(await pictures.add(b"a picture"), "png", 1, 1, 1)
    await book.keep_result(painting, kept)
    await book.begin_delivery(painting)
    (owed,) = await book.unfinished()
    await outcomes.deliver_again(owed)
    assert await _state(book, painting) is State.DELIVERED
    assert _shown(channel)[1] == [b"a picture"]


@pytest.mark.parametrize(
    ("state", "key"), [(State.REFUSED, "content-broken"), (State.FAILED, "failed")]
)
async def test_whoever_gets_no_picture_is_told_why(
    outcomes: Outcomes,
    painting: Job,
    engine: AsyncEngine,
    book: JobRepository,
    entries: Entries,
    channel: Channel,
    state: State,
    key: str,
) -> None:
    await _enter(engine, entries, painting)
    await outcomes.with_sentence(painting, state, key)
    assert texts.say("en", key) in _shown(channel)[0]
    assert await _state(book, painting) is state
    assert await entries.of_member("challenge", painting.user_id) == []


async def test_a_place_whose_job_was_never_written_down_is_given_back(
    outcomes: Outcomes, make_job: MakeJob, engine: AsyncEngine, entries: Entries
) -> None:
    job = make_job()
    await _enter(engine, entries, job)
    # Its job is written down in the next moment.
    await outcomes.release_abandoned(lambda job_id: job_id == job.id)
    assert len(await entries.of_member("challenge", job.user_id)) == 1
    await outcomes.release_abandoned(lambda _: False)
    assert await entries.of_member("challenge", job.user_id) == []


async def test_a_job_ends_though_its_member_cannot_be_told(
    outcomes: Outcomes, painting: Job, book: JobRepository, channel: Channel
) -> None:
    _forbid_all(channel, painting.message_id)
    await outcomes.with_sentence(painting, State.FAILED, "failed")
    assert await _state(book, painting) is State.FAILED


async def test_a_member_is_told_though_that_cannot_be_written_down(
    outcomes: Outcomes,
    painting: Job,
    book: JobRepository,
    channel: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(book, "end", _broken)
    with pytest.raises(OperationalError):
        await outcomes.with_sentence(painting, State.FAILED, "failed")
    assert texts.say("en", "failed") in _shown(channel)[0]


async def test_what_is_cancelled_is_not_delivered(
    outcomes: Outcomes,
    painting: Job,
    engine: AsyncEngine,
    book: JobRepository,
    entries: Entries,
    channel: Channel,
) -> None:
    await _enter(engine, entries, painting)
    await outcomes.cancelled(painting)
    await outcomes.painted(painting, _picture(painting))
    text, shown = _shown(channel)
    assert texts.say("en", "cancelled") in text
    assert shown == []
    assert await _state(book, painting) is State.CANCELLED
    assert await entries.of_member("challenge", painting.user_id) == []


async def test_what_is_painted_is_not_cancelled(
    outcomes: Outcomes, painting: Job, book: JobRepository, channel: Channel
) -> None:
    await outcomes.painted(painting, _picture(painting))
    await outcomes.cancelled(painting)
    assert _shown(channel)[1] == [b"a picture"]
    assert await _state(book, painting) is State.DELIVERED


@pytest.mark.parametrize("ending", ["cancelled", "refused"])
async def test_the_pictures_of_a_job_that_came_to_nothing_are_deleted(
    outcomes: Outcomes,
    asked: MakeJob,
    book: JobRepository,
    pictures: PictureStore,
    ending: str,
) -> None:
    shared, own, style, late = [await pictures.add(name) for name in (b"s", b"o", b"y", b"l")]
    recipe = replace(RECIPE, styles=(WeightedStyle(picture=style), WeightedStyle(picture=late)))
    job, other = asked(content=own, recipe=recipe), asked(content=shared)
    both = asked(content=shared, recipe=replace(RECIPE, styles=(WeightedStyle(picture=own),)))
    for each in (job, other, both):
        await book.add(each)
    assert await pictures.touch(late)  # for another job, which is not written down yet

    async def end(one: Job) -> None:
        if ending == "cancelled":
            await outcomes.cancelled(one)
        else:
            await outcomes.with_sentence(one, State.REFUSED, "content-broken")

    await end(job)
    assert [await pictures.touch(name) for name in (own, style, late)] == [True, False, True]
    await end(both)
    assert await book.pictures() == {shared}
    assert await pictures.touch(shared)
