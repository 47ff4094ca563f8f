"""A second client: discord.js out of npm, unmodified, over TCP."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from tests.sandbox.pictures import png

_BOT = Path(__file__).with_name("discord_js_bot.cjs")
_INSTALL_S = 120


@pytest.fixture(scope="module")
def library() -> Path:
    """Return a folder with discord.js in its node_modules; it outlives the tests."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not installed")
    folder = Path(sys.prefix) / "discord.js"
    if (folder / "node_modules" / "discord.js" / "package.json").exists():
        return folder
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')
    install = [npm, "install", "--no-audit", "--no-fund", "--silent", "discord.js@14"]
    try:
        subprocess.run(install, cwd=folder, check=True, timeout=_INSTALL_S, capture_output=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("discord.js cannot be installed: is there a network?")
    return folder


@contextlib.asynccontextmanager
async def _running(library: Path, sandbox: Sandbox) -> AsyncGenerator[Process]:
    environment = {
        **os.environ,
        "API": sandbox.address.api.removesuffix("/v10"),
        "TOKEN": sandbox.address.bot_token,
    }
    process = await asyncio.create_subprocess_exec(
        *("node", str(_BOT), str(library / "package.json")), stdout=PIPE, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def _line(process: Process) -> str:
    assert process.stdout
    async with asyncio.timeout(30):
        return (await process.stdout.readline()).decode().strip()


async def test_it_registers_a_command_answers_with_a_file_and_edits_it(
    library: Path, sandbox: Sandbox, newcomer: Member
) -> None:
    async with _running(library, sandbox) as bot:
        assert await _line(bot) == "ready DeepStyle 1"
        answered = await newcomer.slash("stylize", "echo", {"image": File("a.png", png(9, 6))})
        message = await newcomer.response(answered, lambda m: m["content"].startswith("done"))
        assert message["content"] == "done, 9 px wide"
        assert await newcomer.download(message["attachments"][0]["url"]) == png(9, 6)
        assert await _line(bot) == "edited echo.png"
        assert await _line(bot) == "refused 40060"
        assert await _line(bot) == "refused 50035"
