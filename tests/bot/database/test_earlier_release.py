"""A database that an earlier release has written is taken over as it is."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.challenges.repositories import ChallengeRepositories
from bot.challenges.series import next_edition
from bot.clock import Clock
from bot.database.challenges.models import Ballot, Phase, Subject
from bot.database.engine import TABLES
from bot.database.favourites import Favourites
from bot.database.jobs import JobRepository, Result, result_of
from bot.database.models import State
from bot.database.server_styles import ServerStyles
from bot.database.servers import Servers
from bot.recipe import Quality, Recipe, WeightedStyle
from tests.databases import open_database

WRITTEN = Path(__file__).with_name("earlier_release.sql")
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
MEMBER, CHANNEL, SERVER = 101, 202, 303

PLAIN = Recipe((WeightedStyle(preset="starry-night"),), 50, 1.0, False, 512, 7)
BLEND = Recipe(
    (
        WeightedStyle(preset="great-wave", weight=30),
        WeightedStyle(picture="a" * 64, weight=70, title="Our house"),
    ),
    strength=80,
    style_scale=0.5,
    keep_colors=True,
    size=768,
    seed=(1 << 32) - 1,
    quality=Quality.DRAFT,
    paint_faces=True,
)
DREAM = replace(
    PLAIN,
    styles=(WeightedStyle(mood="eyes"),),
    strength=60,
    seed=3,
    dream=True,
    quality=Quality.PAINTING,
)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    path = tmp_path / "deepstyle.db"
    with sqlite3.connect(path) as database:
        database.executescript(WRITTEN.read_text())
    database.close()
    engine = await open_database(f"sqlite+aiosqlite:///{path}")
    yield engine
    await engine.dispose()


async def test_every_table_had_something_to_take_over(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        for table in TABLES.sorted_tables:
            assert (await connection.execute(select(table))).first() is not None, table


async def test_jobs_go_on_where_they_were(engine: AsyncEngine) -> None:
    jobs = JobRepository(engine)
    unfinished = [(job.id, job.state, job.recipe) for job in await jobs.unfinished()]
    assert unfinished == [
        ("queued", State.QUEUED, PLAIN),
        ("painting", State.PAINTING, BLEND),
        ("painted", State.PAINTED, DREAM),
    ]
    assert await jobs.count() == dict.fromkeys(State, 1)
    (owed,) = await jobs.owing_pings()
    assert (owed.message_id, owed.nsfw, owed.created_at) == (
        405,
        True,
        MOMENT + timedelta(seconds=3),
    )
    assert owed.token_ends_at == MOMENT + timedelta(minutes=15)
    painted = await jobs.get("painted")
    assert painted is not None
    assert painted.private
    assert result_of(painted) == Result("d" * 64, "png", 512, 384, 12.5)
    assert await jobs.pictures() >= {letter * 64 for letter in "abcdef9"}


async def test_servers_and_members_keep_what_they_have_decided(engine: AsyncEngine) -> None:
    servers, styles = Servers(engine), ServerStyles(engine, 50)
    await servers.load()
    await styles.load()
    rules = servers.of(SERVER)
    assert (rules.channels, rules.roles, rules.hidden_presets) == ([CHANNEL], [9], ["the-kiss"])
    assert (rules.member_per_day, rules.server_per_day, rules.max_size) == (5, 50, 768)
    assert (rules.language, rules.time_zone, rules.ping) == ("ko", "Europe/Berlin", False)
    (own,) = styles.of(SERVER)
    assert (own.name, own.aliases, own.id) == ("Our house", ["home"], "style-1")
    assert styles.proposed(SERVER, "style-2") is not None
    found, number = await Favourites(engine).of(MEMBER, CHANNEL, 0)
    assert found is not None
    assert (found[0].recipe, number) == (BLEND, 1)


async def test_challenges_go_on_where_they_were(engine: AsyncEngine) -> None:
    known = ChallengeRepositories(engine, Clock())
    found = {one.phase: one for one in await known.challenges.of(SERVER)}
    assert {one.id for one in found.values()} == {phase.value for phase in Phase}
    assert found[Phase.SCHEDULED].subject is Subject.AVATAR
    assert found[Phase.VOTING].ballot is Ballot.DUELS
    assert found[Phase.OPEN].ends_at == MOMENT + timedelta(days=3)
    assert [entry.id for entry in await known.entries.of("voting")] == ["entry1", "entry2"]
    (waiting,) = await known.entries.of_member("open", MEMBER)
    assert waiting.pending_job_id == "painting"
    assert [entry.id for entry in await known.entries.unappraised()] == ["entry2"]
    assert len(await known.votes.duels("voting")) == 1
    assert await known.votes.count("ended") == (1, 1)
    assert await known.notices.followers("open", 9) == [103]
    pending = [(about.id, notice.kind) for about, notice in await known.notices.pending()]
    assert ("open", "closes-day") in pending
    assert ("open", "event") in pending
    (prize,) = await known.notices.prizes(MOMENT + timedelta(days=8))
    assert (prize.user_id, prize.role_id, prize.given) == (MEMBER, 77, True)


async def test_a_series_has_its_next_challenge(engine: AsyncEngine) -> None:
    known = ChallengeRepositories(engine, Clock())
    now = MOMENT + timedelta(days=7, hours=1)
    (series,) = await known.series.due(now)
    challenge, next_at = next_edition(series, now)
    assert (challenge.preset, challenge.ballot) == ("starry-night", Ballot.STARS)
    assert await known.series.go_on(series, challenge, next_at)
