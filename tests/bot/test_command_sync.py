"""Commands are sent to Discord when they have changed, and at no other time."""

from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.command_sync import sync_commands
from bot.sandbox.server import Sandbox


async def test_a_second_start_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "commands"

    async def start(sandbox: Sandbox, description: str) -> bool:
        client = discord.Client(intents=discord.Intents.none())
        tree = app_commands.CommandTree(client)

        @tree.command(description=description)
        async def paint(interaction: discord.Interaction) -> None: ...

        async with client:
            await client.login(sandbox.address.bot_token)
            return await sync_commands(tree, record)

    async with Sandbox.started() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.address.api)
        assert [await start(sandbox, text) for text in ("a", "a", "b", "b")] == [
            *(True, False, True, False)
        ]
        entries = sandbox.backend.journal.after(0)
    assert sum(entry.get("method") == "PUT" for entry in entries) == 2
    async with Sandbox.started() as another:
        monkeypatch.setattr(discord.http.Route, "BASE", another.address.api)
        assert await start(another, "b")
