import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, column, table, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.favourites import Favourites
from bot.database.jobs import JobRepository, Result
from bot.database.models import UNFINISHED, Job, State
from bot.errors import RefusalError
from bot.recipe import Quality, WeightedStyle
from tests.bot.conftest import RECIPE, MakeJob
from tests.databases import open_database

RESULT = Result(picture="r" * 64, extension="png", width=128, height=96, seconds=1.5)


async def test_a_picture_is_lent_as_a_style_where_it_may_be_seen(
    book: JobRepository, make_job: MakeJob
) -> None:
    for name, nsfw in (("a", False), ("b", True)):
        recipe = replace(RECIPE, styles=(WeightedStyle(picture=name * 64),))
        await book.add(make_job(recipe=recipe, content="c" * 64, nsfw=nsfw))
    assert await book.lends_style("a" * 64, channel_id=9, guild_id=None)
    assert await book.lends_style("b" * 64, channel_id=2, guild_id=None)
    assert not await book.lends_style("b" * 64, channel_id=9, guild_id=None)
    assert not await book.lends_style("c" * 64, channel_id=2, guild_id=None)


async def test_a_job_goes_from_queued_to_delivered(book: JobRepository, make_job: MakeJob) -> None:
    job = make_job()
    await book.add(job)
    assert await book.begin(job)
    assert await book.keep_result(job, RESULT)
    assert await book.begin_delivery(job)
    assert await book.end_delivered(job, 44)
    kept = await book.get(job.id)
    assert kept is not None
    assert (kept.state, kept.begun, kept.deliveries) == (State.DELIVERED, 1, 1)
    assert kept.result == RESULT.picture
    assert kept.created_at == job.created_at
    assert kept.recipe == job.recipe
    assert kept.message_id == 44
    assert await book.unfinished() == []


async def test_a_recipe_that_says_nothing_of_faces_is_read(
    engine: AsyncEngine, book: JobRepository, make_job: MakeJob
) -> None:
    job = make_job()
    await book.add(job)
    written = {"styles": [{"preset": "starry-night", "weight": 100}], "strength": 50}
    written |= {"style_scale": 1.0, "keep_colors": False, "size": 128, "seed": 7}
    jobs = table("jobs", column("recipe", JSON))
    async with engine.begin() as connection:
        await connection.execute(update(jobs).values(recipe=written))
    kept = await book.get(job.id)
    assert kept is not None
    assert kept.recipe == replace(RECIPE, quality=Quality.BOTH, paint_faces=False)


async def test_no_step_is_taken_twice(book: JobRepository, make_job: MakeJob) -> None:
    job = make_job()
    await book.add(job)
    assert await book.begin(job)
    assert not await book.begin(job)
    assert await book.keep_result(job, RESULT)
    assert not await book.keep_result(job, RESULT)
    assert not await book.end(job, State.CANCELLED, of=(State.QUEUED, State.PAINTING))
    assert await book.end(job, State.DELIVERED, of=(State.PAINTED,))
    assert not await book.begin_delivery(job)


async def test_each_step_is_taken_by_one_of_two_processes(
    database_address: str, book: JobRepository, make_job: MakeJob
) -> None:
    jobs = [make_job() for _ in range(10)]
    for job in jobs:
        await book.add(job)
    other_engine = await open_database(database_address)
    other = JobRepository(other_engine)
    copies = [(each, await each.get(job.id)) for job in jobs for each in (book, other)]
    steps: list[Callable[[JobRepository, Any], Awaitable[bool]]] = [
        lambda book, job: book.begin(job),
        lambda book, job: book.keep_result(job, RESULT),
        lambda book, job: book.end(job, State.DELIVERED, of=(State.PAINTED,)),
    ]
    for step in steps:
        taken = await asyncio.gather(*(step(each, copy) for each, copy in copies))
        assert [sum(pair) for pair in zip(taken[::2], taken[1::2], strict=True)] == [1] * len(jobs)
    await other_engine.dispose()


LATE_WORDS: list[Callable[[JobRepository, Any], Awaitable[bool]]] = [
    lambda book, job: book.claim(job),
    lambda book, job: book.is_last(job),
    lambda book, job: book.begin(job),
    lambda book, job: book.put_back(job, uncounted=False),
    lambda book, job: book.keep_result(job, RESULT),
    lambda book, job: book.begin_delivery(job),
    lambda book, job: book.end_delivered(job, 44),
    lambda book, job: book.give_up(job),
    lambda book, job: book.end(job, State.FAILED, of=tuple(State)),
]


@pytest.mark.parametrize("state", [State.QUEUED, State.PAINTING, State.PAINTED])
async def test_what_an_earlier_attempt_says_late_changes_nothing(
    engine: AsyncEngine, book: JobRepository, make_job: MakeJob, state: State
) -> None:
    job = make_job()
    await book.add(job)
    if state is not State.QUEUED:
        await book.begin(job)
    if state is State.PAINTED:
        await book.keep_result(job, RESULT)
    other = JobRepository(engine)
    taken = await other.get(job.id)
    assert taken is not None
    assert await book.is_last(job)
    assert await other.unfinished(own=True) == []
    assert await other.claim(taken)
    assert await other.is_last(taken)
    assert [each.id for each in await other.unfinished(own=True)] == [job.id]
    assert await book.unfinished(own=True) == []
    before = await book.get(job.id)
    for late in LATE_WORDS:
        assert not await late(book, job)
    after = await book.get(job.id)
    assert before is not None
    assert after is not None
    columns = [each.name for each in Job.__table__.columns]
    assert [getattr(before, name) for name in columns] == [getattr(after, name) for name in columns]


@pytest.mark.parametrize(("uncounted", "begun"), [(True, 0), (False, 1)])
async def test_a_job_put_back_waits_again(
    book: JobRepository, make_job: MakeJob, uncounted: bool, begun: int
) -> None:
    job = make_job()
    await book.add(job)
    await book.begin(job)
    assert await book.put_back(job, uncounted=uncounted)
    (again,) = await book.unfinished()
    assert (again.state, again.begun) == (State.QUEUED, begun)


async def test_the_unfinished_are_found_oldest_first(
    book: JobRepository, make_job: MakeJob
) -> None:
    jobs = [make_job(state=state) for state in State]
    for job in reversed(jobs):
        await book.add(job)
    found = [job.id for job in await book.unfinished()]
    assert found == [job.id for job in jobs if job.state in UNFINISHED]


async def test_ended_jobs_are_forgotten_and_their_pictures_named_no_more(
    book: JobRepository, make_job: MakeJob
) -> None:
    recipe = replace(RECIPE, styles=(WeightedStyle(picture="s" * 64),))
    ended = make_job(content="e" * 64, recipe=recipe)
    waiting = make_job(content="w" * 64)
    for job in (ended, waiting):
        await book.add(job)
    await book.begin(ended)
    await book.keep_result(ended, RESULT)
    await book.end(ended, State.DELIVERED, of=(State.PAINTED,))
    undeliverable = make_job(content="u" * 64, created_at=datetime.now(UTC))
    await book.add(undeliverable)
    await book.begin(undeliverable)
    await book.keep_result(undeliverable, RESULT)
    await book.forget(timedelta(hours=1))
    assert await book.pictures() == {"e" * 64, "s" * 64, "r" * 64, "w" * 64, "u" * 64}
    await book.forget(timedelta(seconds=-1))
    assert await book.pictures() == {"w" * 64}


async def test_a_members_language_is_that_of_their_last_command(
    book: JobRepository, make_job: MakeJob
) -> None:
    assert await book.locale_of(1) is None
    for values in (
        {"locale": "de"},
        {"locale": "ko"},
        {"locale": "en-US", "interaction_token": None},
        {"locale": "fr", "user_id": 2},
    ):
        await book.add(make_job(**values))
    assert await book.locale_of(1) == "ko"


async def test_favourites_of_its_member_keep_a_job_and_show_where_it_may_be_seen(
    book: JobRepository, favourites: Favourites, make_job: MakeJob
) -> None:
    jobs = [make_job(user_id=1), make_job(user_id=1, nsfw=True), make_job(user_id=2)]
    for job in jobs:
        await book.add(job)
        await book.begin(job)
        await book.keep_result(job, RESULT)
        await book.end_delivered(job, 4)
        await favourites.add(1, job)
        await favourites.add(1, job)
    await book.forget(timedelta(seconds=-1))
    assert await favourites.count(1) == 3
    assert [bool(await book.get(job.id)) for job in jobs] == [True, True, False]
    assert (await book.results_of(1, 2, 1))[1] == 2
    found, total = await book.results_of(1, 9, 0)
    assert (found and found.id, total) == (jobs[0].id, 1)
    newest, total = await favourites.of(1, 2, 0)
    assert (newest and newest[0].job_id, newest and newest[1], total) == (jobs[2].id, None, 3)
    assert (await favourites.of(1, 9, 1))[1] == 2
    with pytest.raises(RefusalError, match="stays-in-its-channel"):
        await book.result(jobs[1].id, 9)
    assert await book.remove(jobs[0].id) == set()
    assert await book.remove(jobs[1].id) == {"c" * 64, "r" * 64}
    await favourites.remove(1, jobs[0].id)
    assert await favourites.count(1) == 2


def test_a_job_in_a_log_shows_no_secret(make_job: MakeJob) -> None:
    shown = repr(make_job(interaction_token="hush", description="my house"))
    assert "hush" not in shown
    assert "my house" not in shown


async def test_a_cancelled_statement_is_seen_through(
    book: JobRepository, make_job: MakeJob
) -> None:
    for steps in range(20):
        job = make_job()
        adding = asyncio.create_task(book.add(job))
        for _ in range(steps):
            await asyncio.sleep(0)
        adding.cancel()
        await asyncio.wait([adding])
        assert (await book.get(job.id) is not None) == (steps > 0)


async def test_an_error_of_the_database_names_no_values(
    book: JobRepository, make_job: MakeJob
) -> None:
    job = make_job(interaction_token="a live token", description="a member's words")
    await book.add(job)
    with pytest.raises(SQLAlchemyError) as failed:
        await book.add(make_job(id=job.id, interaction_token="a live token"))
    assert "a live token" not in str(failed.value)
