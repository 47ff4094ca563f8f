"""What a host is told when the bot cannot connect."""

from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.end_to_end.stage import BotProcess


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
