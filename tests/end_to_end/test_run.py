"""What a host is told when the bot cannot connect."""

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
