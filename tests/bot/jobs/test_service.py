"""What stands against a request, and what is left of one that comes to nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import ui
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine
from yarl import URL

from bot.clock import Clock
from bot.database.challenges.challenges import Challenges
from bot.database.challenges.entries import Entries
from bot.database.challenges.models import Phase
from bot.database.jobs import JobRepository
from bot.database.models import State
from bot.database.servers import Servers
from bot.delivery.promises import Promises
from bot.errors import RefusalError
from bot.intake.declared import DeclaredPicture, PicturePurpose
from bot.intake.fetch import Intake
from bot.jobs.job_request import (
    ChallengeEntry,
    JobRequest,
    PictureSearch,
    ReplyTarget,
    StoredPicture,
)
from bot.jobs.service import JobService, MemberLimits
from bot.recipe import WeightedStyle
from bot.sandbox.server import Sandbox
from bot.storage.picture_store import PictureStore
from bot.storage.promise_journal import PromiseJournal
from tests.bot.challenges.samples import GUILD, challenge
from tests.bot.conftest import RECIPE, MakeJob, on_sqlite

pytestmark = on_sqlite

MOST_BYTES, MOST_OF_A_MEMBER = 1000, 5000


@pytest.fixture
async def service(
    engine: AsyncEngine,
    book: JobRepository,
    servers: Servers,
    pictures: PictureStore,
    sandbox: Sandbox,
    make_runner,
    tmp_path: Path,
) -> AsyncIterator[JobService]:
    """One whose runner has not been started: jobs stay in line."""
    origins = frozenset({URL(sandbox.address.origin)})
    async with Intake(pictures, MOST_BYTES, origins) as intake:
        runner, entries = make_runner(), Entries(engine)
        limits = MemberLimits(max_size=1024, member_bytes=MOST_OF_A_MEMBER)
        client = discord.Client(intents=discord.Intents.none())
        promises = Promises(client, book, PromiseJournal(tmp_path / "promises"))
        yield JobService(intake, book, entries, runner, servers, Clock(), limits, promises)


@pytest.fixture
async def stored(pictures: PictureStore) -> StoredPicture:
    name = await pictures.add(b"a photo")
    return StoredPicture(name, spoiler=False, description=None, nsfw=False)


@pytest.fixture
async def running(engine: AsyncEngine) -> Entries:
    """The entries of a challenge that takes some."""
    now = datetime.now(UTC)
    times = {"opens_at": now, "closes_at": now + timedelta(days=1)}
    await Challenges(engine).add(challenge(phase=Phase.OPEN, **times))
    return Entries(engine)


def _target(**values: Any) -> ReplyTarget:
    place: dict[str, Any] = {"user_id": 1, "channel_id": 2, "guild_id": GUILD, "message_id": 4}
    return ReplyTarget(**{"nsfw": False, "locale": "en-US", "max_bytes": 9999} | place | values)


def _on_discord(sandbox: Sandbox, **values: Any) -> DeclaredPicture:
    """Return a picture that Discord has no more."""
    url = f"{sandbox.address.origin}/attachments/1/2/gone.png"
    return DeclaredPicture(url, PicturePurpose.CONTENT, **values)


@pytest.mark.parametrize(
    ("rules", "members", "refusal"),
    [
        ({"member_per_day": 1}, (1, 1, 1, 2, 2), "rules-member-quota"),
        ({"server_per_day": 2}, (1, 2, 3, 4, 5), "rules-server-quota"),
    ],
)
async def test_many_requests_at_once_are_no_way_around_a_quota(
    service: JobService,
    book: JobRepository,
    servers: Servers,
    stored: StoredPicture,
    rules: dict[str, int],
    members: tuple[int, ...],
    refusal: str,
) -> None:
    await servers.change(GUILD, **rules)
    request = JobRequest(stored, RECIPE)
    taken = await asyncio.gather(
        *(service.submit(request, _target(user_id=member)) for member in members),
        return_exceptions=True,
    )
    refused = [one.key for one in taken if isinstance(one, RefusalError)]
    assert refused == [refusal] * 3
    assert len({job.user_id for job in await book.unfinished()}) == 2


async def test_what_came_to_nothing_counts_for_its_member_but_not_for_all(
    service: JobService, book: JobRepository, servers: Servers, stored: StoredPicture
) -> None:
    await servers.change(GUILD, member_per_day=2, server_per_day=2)
    for ending in (State.CANCELLED, State.FAILED):
        await service.submit(JobRequest(stored, RECIPE), _target())
        (job,) = await book.unfinished()
        await book.end(job, ending, of=(State.QUEUED,))
    with pytest.raises(RefusalError, match="rules-member-quota"):
        await service.submit(JobRequest(stored, RECIPE), _target())
    await service.submit(JobRequest(stored, RECIPE), _target(user_id=2))


async def test_a_member_has_so_much_room_and_gets_it_back(
    service: JobService, book: JobRepository, pictures: PictureStore
) -> None:
    name = await pictures.add(bytes(MOST_OF_A_MEMBER))
    large = StoredPicture(name, spoiler=False, description=None, nsfw=False)
    await service.submit(JobRequest(large, RECIPE), _target())
    with pytest.raises(RefusalError, match="no-room-for-member"):
        await service.submit(JobRequest(large, RECIPE), _target())
    await service.submit(JobRequest(large, RECIPE), _target(user_id=2))
    (job, _) = await book.unfinished()
    assert await book.end(job, State.FAILED, of=(State.QUEUED,))
    await service.submit(JobRequest(large, RECIPE), _target())


@pytest.mark.parametrize(
    ("rules", "target", "refusal"),
    [
        ({"channels": [9]}, {}, "rules-channel"),
        ({"channels": [9]}, {"channel_id": 9}, None),
        ({"channels": [9]}, {"parent_id": 9}, None),
        ({"channels": [9]}, {"guild_id": None}, None),
        ({"roles": [5]}, {}, "rules-role"),
        ({"roles": [5, 6]}, {"role_ids": frozenset({6, 7})}, None),
        ({"max_size": RECIPE.size - 1}, {}, "rules-size"),
        ({"max_size": RECIPE.size}, {}, None),
        ({"hidden_presets": ["starry-night"]}, {}, "rules-style"),
    ],
)
async def test_moderators_say_where_who_and_what(
    service: JobService,
    book: JobRepository,
    servers: Servers,
    stored: StoredPicture,
    rules: dict[str, Any],
    target: dict[str, Any],
    refusal: str | None,
) -> None:
    await servers.change(GUILD, language="ko", **rules)
    request = JobRequest(stored, RECIPE)
    if refusal is None:
        await service.submit(request, _target(**target))
        (job,) = await book.unfinished()
        assert job.locale == ("ko" if job.guild_id else "en-US")
    else:
        with pytest.raises(RefusalError, match=refusal):
            await service.submit(request, _target(**target))
        assert await book.unfinished() == []


async def test_a_style_is_what_was_one_before_where_it_may_be_seen(
    service: JobService,
    book: JobRepository,
    pictures: PictureStore,
    make_job: MakeJob,
    stored: StoredPicture,
) -> None:
    known, photo = await pictures.add(b"a style"), stored.name

    def request(name: str, *, trusted: bool = False) -> JobRequest:
        recipe = replace(RECIPE, styles=(WeightedStyle(picture=name),))
        return JobRequest(stored, recipe, trusted=trusted)

    await book.add(make_job(user_id=8, nsfw=True, channel_id=2, recipe=request(known).recipe))
    await service.submit(request(known), _target(channel_id=2, nsfw=True))
    for name, channel in ((known, 3), (photo, 2), ("f" * 64, 2)):
        with pytest.raises(RefusalError, match="style-kept-no-more"):
            await service.submit(request(name), _target(channel_id=channel))
    await service.submit(request(photo, trusted=True), _target())
    with pytest.raises(RefusalError, match="style-kept-no-more"):
        await service.submit(request("f" * 64, trusted=True), _target())


@pytest.mark.parametrize("photo_is", [False, True])
@pytest.mark.parametrize("place_is", [False, True])
async def test_what_is_age_restricted_stays_so(
    service: JobService,
    book: JobRepository,
    stored: StoredPicture,
    photo_is: bool,
    place_is: bool,
) -> None:
    request = JobRequest(replace(stored, nsfw=photo_is), RECIPE)
    await service.submit(request, _target(nsfw=place_is))
    (job,) = await book.unfinished()
    assert job.nsfw == (photo_is or place_is)


async def test_what_is_found_late_is_a_question_a_refusal_or_a_job(
    service: JobService, book: JobRepository, sandbox: Sandbox
) -> None:
    found: list[DeclaredPicture] = []
    question = ui.LayoutView()

    async def seek() -> list[DeclaredPicture]:
        return found

    request = JobRequest(PictureSearch(seek, lambda pictures, recipe: question), RECIPE)
    found[:] = [_on_discord(sandbox)] * 2
    assert await service.submit(request, _target()) is question
    found[:] = [_on_discord(sandbox, size=MOST_BYTES + 1)]
    with pytest.raises(RefusalError, match="content-too-heavy"):
        await service.submit(request, _target())
    found[:] = [_on_discord(sandbox)]
    with pytest.raises(RefusalError, match="content-gone"):
        await service.submit(request, _target())
    assert await book.unfinished() == []


async def test_what_is_known_at_once_is_refused_at_once(
    service: JobService, sandbox: Sandbox, stored: StoredPicture
) -> None:
    request = JobRequest(stored, RECIPE)
    service.check(request, 1)
    with pytest.raises(RefusalError, match="content-too-heavy"):
        service.check(JobRequest(_on_discord(sandbox, size=MOST_BYTES + 1), RECIPE), 1)
    style = replace(_on_discord(sandbox, size=0), role=PicturePurpose.STYLE)
    with pytest.raises(RefusalError, match="style-empty"):
        service.check(replace(request, style_pictures=((style, 1),)), 1)
    with pytest.raises(RefusalError):
        service.check(replace(request, recipe=replace(RECIPE, size=2048)), 1)
    for _ in range(2):
        await service.submit(request, _target())
    with pytest.raises(RefusalError, match="too-many-waiting"):
        service.check(request, 1)
    service.check(request, 2)


async def test_a_picture_that_was_deleted_meanwhile_is_not_painted(
    service: JobService, book: JobRepository, pictures: PictureStore, stored: StoredPicture
) -> None:
    await pictures.remove({stored.name})
    with pytest.raises(RefusalError, match="picture-kept-no-more"):
        await service.submit(JobRequest(stored, RECIPE), _target())
    assert await book.unfinished() == []


async def test_an_entry_has_its_place_wherever_it_is_painted_and_nobody_else_sees_it(
    service: JobService,
    book: JobRepository,
    servers: Servers,
    running: Entries,
    stored: StoredPicture,
) -> None:
    await servers.change(GUILD, channels=[9])
    request = JobRequest(stored, RECIPE, entering=ChallengeEntry("challenge"))
    await service.submit(request, _target())
    (job,) = await book.unfinished()
    assert job.private
    (entry,) = await running.of_member("challenge", 1)
    assert entry.pending_job_id == job.id


@pytest.mark.parametrize("trouble", ["too many wait", "the disk is full", "the challenge is over"])
async def test_an_entry_that_is_not_painted_takes_no_place(
    service: JobService,
    book: JobRepository,
    running: Entries,
    engine: AsyncEngine,
    stored: StoredPicture,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    plain = JobRequest(stored, RECIPE)
    request = replace(plain, entering=ChallengeEntry("challenge"))
    raised: type[Exception] = RefusalError
    if trouble == "too many wait":
        for _ in range(2):
            await service.submit(plain, _target())
    elif trouble == "the challenge is over":
        await Challenges(engine).change("challenge", phase=Phase.VOTING)
    else:
        raised = OperationalError

        async def full(job: object) -> None:
            raise OperationalError("INSERT", None, OSError("disk full"))

        monkeypatch.setattr(book, "add", full)
    with pytest.raises(raised):
        await service.submit(request, _target())
    assert await running.of_member("challenge", 1) == []
    assert not [job for job in await book.unfinished() if job.private]
