import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from yarl import URL

from bot.database.favourites import Favourites
from bot.database.jobs import JobRepository
from bot.database.models import Job, ServerSettings, ServerStyle
from bot.database.server_styles import folded
from bot.delivery import retries
from bot.recipe import Quality, Recipe, WeightedStyle
from bot.sandbox.interactions.answers import Answers
from bot.sandbox.interactions.pending import InteractionType
from bot.sandbox.rest.callbacks import CallbackType
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel, MessageFlag
from bot.sandbox.validate.messages import Draft
from bot.storage.picture_store import PictureStore
from bot.styles.catalog import StyleCatalog
from bot.styles.presets import PresetCatalog
from tests.bot.wire import Wire
from tests.databases import open_database
from tests.postgres import Postgres

MakeJob = Callable[..., Job]

RECIPE = Recipe(
    styles=(WeightedStyle(preset="starry-night"),),
    strength=50,
    style_scale=1.0,
    keep_colors=False,
    size=128,
    seed=7,
    quality=Quality.PAINTING,
)


# For what does not depend on the kind of the database.
on_sqlite = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)


KINDS_OF_DATABASE = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(params=KINDS_OF_DATABASE)
async def database_address(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of a database without rows, of each kind in turn."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres_server")
        return await server.migrated_database()
    # A copy: to migrate takes longer than most of the tests.
    migrated = tmp_path_factory.getbasetemp() / "migrated.db"
    if not migrated.exists():
        await (await open_database(f"sqlite+aiosqlite:///{migrated}")).dispose()
    copy = shutil.copy(migrated, tmp_path / "jobs.db")
    return f"sqlite+aiosqlite:///{copy}"


@pytest.fixture
async def engine(database_address: str) -> AsyncIterator[AsyncEngine]:
    engine = await open_database(database_address)
    yield engine
    await engine.dispose()


@pytest.fixture
def book(engine: AsyncEngine) -> JobRepository:
    return JobRepository(engine)


@pytest.fixture
def favourites(engine: AsyncEngine) -> Favourites:
    return Favourites(engine)


@pytest.fixture
def pictures(tmp_path: Path) -> PictureStore:
    store = PictureStore(tmp_path / "pictures")
    store.open()
    return store


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what Discord does not take be sent again at once, three times."""
    monkeypatch.setattr(retries, "_FIRST_PAUSES", (0, 0, 0))
    monkeypatch.setattr(retries, "_LATER_TRIES", 0)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as started:
        yield started


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def client(
    sandbox: Sandbox, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[discord.Client]:
    """The real discord.py, logged in to the sandbox but not listening."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.address.api)
    gateway = URL(sandbox.address.gateway)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    intents = discord.Intents(guilds=True)
    client = discord.Client(intents=intents, http_trace=wire.trace, guild_ready_timeout=0.05)
    await client.login(sandbox.address.bot_token)
    yield client
    await client.close()


@pytest.fixture
async def listening(client: discord.Client) -> AsyncIterator[discord.Client]:
    """The same, when it knows the server and its channels."""
    connection = asyncio.create_task(client.connect())
    async with asyncio.timeout(20):
        await client.wait_until_ready()
    yield client
    await client.close()
    await connection


@pytest.fixture
def make_job() -> MakeJob:
    numbers = count()

    def make(**values: Any) -> Job:
        number = next(numbers)
        now = datetime.now(UTC)
        plain: dict[str, Any] = {
            "id": f"job{number}",
            "user_id": 1,
            "channel_id": 2,
            "guild_id": 3,
            "message_id": 4,
            "nsfw": False,
            "interaction_token": "token",
            "token_ends_at": now + timedelta(minutes=15),
            "locale": "en-US",
            "max_bytes": 10_000_000,
            "spoiler": False,
            "description": None,
            "content": "c" * 64,
            "recipe": RECIPE,
            "made_from": None,
            "created_at": now + timedelta(seconds=number),
        }
        return Job(**plain | values)

    return make


@pytest.fixture
def channel(sandbox: Sandbox) -> Channel:
    return sandbox.backend.world.channels[int(sandbox.address.channels["stylize"])]


@pytest.fixture
def asked(sandbox: Sandbox, channel: Channel, make_job: MakeJob) -> MakeJob:
    """Makes a job whose member was answered "thinking…" by the bot."""
    backend = sandbox.backend

    def ask(**values: Any) -> Job:
        member = backend.world.users[int(sandbox.address.users["newcomer"].id)]
        command = {"id": "1", "name": "stylize", "type": 1}
        asking = backend.desk.open(
            InteractionType.COMMAND, member, channel, command, session_id="", nonce=None
        )
        shown_to = MessageFlag.EPHEMERAL if values.get("private") else 0
        answered = Answers(backend, asking).respond(
            Draft(flags=shown_to), flags=MessageFlag.LOADING
        )
        asking.original = answered
        backend.desk.answered(asking, CallbackType.DEFERRED_MESSAGE)
        place = {
            "user_id": member.id,
            "channel_id": channel.id,
            "guild_id": channel.guild and channel.guild.id,
            "message_id": answered.id,
            "interaction_token": asking.token,
        }
        return make_job(**place | values)

    return ask


def server_style(name: str, *aliases: str, picture: str = "a" * 64, **values: Any) -> ServerStyle:
    """Return a style of server 1."""
    plain: dict[str, Any] = {
        "guild_id": 1,
        "adder_user_id": 7,
        "id": secrets.token_urlsafe(16),
        "preview": None,
        "approved": True,
    }
    named = {"folded": folded(name), "name": name, "aliases": list(aliases), "picture": picture}
    return ServerStyle(**plain | named | values)


def catalog(*own: ServerStyle, locale: str = "en-US", **rules: Any) -> StyleCatalog:
    """Return what may be chosen in server 1."""
    return StyleCatalog(PresetCatalog(()), own, ServerSettings(1, **rules), RECIPE.size, locale)
