"""Whether those who were promised an answer get one, whatever happens in between."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest

from bot.database.jobs import JobRepository
from bot.database.models import Job
from bot.delivery.promises import Promises
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel
from bot.storage.promise_journal import Promise, PromiseJournal
from bot.ui import layout
from tests.bot.conftest import MakeJob, on_sqlite

pytestmark = on_sqlite

INTERACTION = 990_000_000_000_000_001


@pytest.fixture
def journal(tmp_path: Path) -> PromiseJournal:
    return PromiseJournal(tmp_path / "promises")


@pytest.fixture
def promises(client: discord.Client, book: JobRepository, journal: PromiseJournal) -> Promises:
    return Promises(client, book, journal)


def _promise(job: Job) -> Promise:
    assert job.token_ends_at is not None
    return Promise(
        id=INTERACTION,
        channel_id=job.channel_id,
        locale=job.locale,
        ends_at=job.token_ends_at,
        interaction_token=job.interaction_token,
    )


def _said(channel: Channel) -> str:
    return str(list(channel.messages.values())[-1].components)


async def test_one_that_is_kept_leaves_nothing_behind(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel
) -> None:
    promise = _promise(asked())
    async with promises.made(promise):
        assert await journal.all() == [promise]
        await promises.apologise()  # it is being kept
    await promises.apologise()
    assert await journal.all() == []
    assert "interrupted" not in _said(channel)


async def test_a_job_that_is_written_down_keeps_it(
    promises: Promises,
    journal: PromiseJournal,
    book: JobRepository,
    asked: MakeJob,
    channel: Channel,
) -> None:
    job = asked()
    await journal.add(_promise(job))
    await book.add(job)
    await promises.apologise()
    assert await journal.all() == []
    assert "interrupted" not in _said(channel)


async def test_one_that_was_broken_is_taken_back_once_discord_listens(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel, sandbox: Sandbox
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with promises.made(_promise(asked())):
            raise ZeroDivisionError
    sandbox.backend.faults.add(Fault("PATCH .*", FaultKind.RESET))
    await promises.apologise()
    assert len(await journal.all()) == 1
    sandbox.backend.faults.clear()
    await promises.apologise()
    assert "I was interrupted" in _said(channel)
    assert await journal.all() == []


async def test_whom_an_error_was_explained_to_is_told_nothing_else(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel
) -> None:
    await journal.add(_promise(asked()))
    (message,) = channel.messages.values()
    message.content, message.components = "Something went wrong, number 1.", []
    await promises.apologise()
    assert (message.content, message.components) == ("Something went wrong, number 1.", [])
    assert await journal.all() == []


async def test_where_discord_never_heard_the_first_word_nothing_is_owed(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel
) -> None:
    await journal.add(replace(_promise(asked()), interaction_token="of-nothing"))
    await promises.apologise()
    assert await journal.all() == []
    assert "interrupted" not in _said(channel)


@pytest.mark.parametrize("replied", [True, False])
async def test_who_wrote_a_message_is_told_in_the_reply_or_by_one(
    promises: Promises, client: discord.Client, asked: MakeJob, channel: Channel, replied: bool
) -> None:
    ends_at = _promise(asked()).ends_at
    first = list(channel.messages.values())[-1]
    place = client.get_partial_messageable(channel.id)
    if replied:
        reference = place.get_partial_message(first.id).to_reference()
        await place.send("another word")
        begun = layout.sentence("Looking at your picture …").view
        await place.send(view=begun, reference=reference)
    before = len(channel.messages)
    promise = Promise(first.id, channel.id, "en-US", ends_at)
    with pytest.raises(ZeroDivisionError):
        async with promises.made(promise):
            raise ZeroDivisionError
    await promises.apologise()
    last = list(channel.messages.values())[-1]
    assert "I was interrupted" in str(last.components)
    assert last.reference is not None
    assert len(channel.messages) == before + (not replied)


async def test_a_folder_that_is_away_loses_none_and_invents_none(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel, tmp_path: Path
) -> None:
    folder = tmp_path / "promises"
    async with promises.made(_promise(asked())):
        folder.rename(tmp_path / "away")
        folder.write_text("a file, so that nothing can be written or deleted there")
    await promises.apologise()
    folder.unlink()
    (tmp_path / "away").rename(folder)
    await promises.apologise()
    assert await journal.all() == []
    assert "interrupted" not in _said(channel)
    folder.rmdir()
    folder.write_text("away again")
    with pytest.raises(ZeroDivisionError):
        async with promises.made(_promise(asked())):
            raise ZeroDivisionError
    folder.unlink()
    await promises.apologise()
    assert "I was interrupted" in _said(channel)


async def test_a_folder_that_hangs_delays_no_first_word(
    promises: Promises,
    journal: PromiseJournal,
    asked: MakeJob,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def hang(_: Promise) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(journal, "add", hang)
    async with asyncio.timeout(3), promises.made(_promise(asked())):
        pass


async def test_what_was_torn_is_no_promise(
    promises: Promises, journal: PromiseJournal, tmp_path: Path
) -> None:
    (tmp_path / "promises").mkdir()
    (tmp_path / "promises" / "1.json").write_text('{"id": 1, "chan')
    await promises.apologise()
    assert await journal.all() == []
    assert list((tmp_path / "promises").iterdir()) == []


async def test_behind_the_end_of_a_token_it_is_tried_once(
    promises: Promises, journal: PromiseJournal, asked: MakeJob, channel: Channel
) -> None:
    """A clock may be wrong, and Discord takes more than it says."""
    await journal.add(replace(_promise(asked()), ends_at=datetime.now(UTC)))
    await promises.apologise()
    assert await journal.all() == []
    assert "interrupted" in _said(channel)
