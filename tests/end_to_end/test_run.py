"""What a host is told when the bot cannot connect."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.gateway.connection import Connection
from bot.sandbox.server import Sandbox
from tests.end_to_end.stage import BotProcess, running


@pytest.mark.parametrize(
    ("settings", "status", "said"),
    [
        ({"token": "wrong"}, 2, "DEEPSTYLE_TOKEN"),
        ({"discord_api": "http://127.0.0.1:9/api/v10"}, 1, "cannot be reached"),
        ({"database_url": "sqlite+aiosqlite:////dev/null/jobs.db"}, 2, "/dev/null"),
        ({"data_dir": "/dev/null/data"}, 2, "/dev/null/data"),
    ],
)
async def test_one_line_says_why(
    sandbox: Sandbox, tmp_path: Path, settings: dict[str, str], status: int, said: str
) -> None:
    bot = BotProcess(sandbox, tmp_path, log_level="ERROR", **settings)
    assert await bot.run_to_its_end() == status
    (line,) = bot.log
    assert said in line
    assert "wrong" not in line


async def test_a_token_that_is_reset_ends_the_bot_with_one_line(tmp_path: Path) -> None:
    async with Sandbox.started() as sandbox:
        bot = BotProcess(sandbox, tmp_path, quick=0.1, log_level="INFO")
        await bot.start()
        (session,) = sandbox.backend.handshake.sessions.values()
        assert session.socket is not None
        session.socket.close(4004)
        assert await bot.ended() == 2
    assert "DEEPSTYLE_TOKEN" in bot.log[-1]
    assert not any("Traceback" in line for line in bot.log)


async def test_a_database_of_a_newer_release_is_one_line(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "deepstyle.db")) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
        database.commit()
    bot = BotProcess(sandbox, tmp_path, log_level="ERROR")
    assert await bot.run_to_its_end() == 2
    (line,) = bot.log
    assert "newer release" in line


async def test_it_ends_when_told_while_discord_is_silent(tmp_path: Path) -> None:
    heard = asyncio.Event()

    async def hear(*_: object) -> None:
        heard.set()
        await asyncio.sleep(60)

    silent = await asyncio.start_server(hear, "127.0.0.1", 0)
    address = f"ws://127.0.0.1:{silent.sockets[0].getsockname()[1]}"
    async with silent, Sandbox.started() as sandbox:
        bot = BotProcess(sandbox, tmp_path, quick=0.1, discord_gateway=address)
        ending = asyncio.create_task(bot.run_to_its_end())
        await asyncio.wait_for(heard.wait(), 60)
        bot.process.terminate()
        assert await ending == 0


async def test_a_gateway_that_closes_before_it_speaks_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve, closed = Connection.serve, []

    async def closes_once(self: Connection) -> None:
        if closed:
            await serve(self)
        else:
            closed.append(self)

    monkeypatch.setattr(Connection, "serve", closes_once)
    async with Sandbox.started() as sandbox, running(sandbox, tmp_path, quick=0.1) as bot:
        assert len(closed) == 1
    assert not any("Traceback" in line for line in bot.log)
