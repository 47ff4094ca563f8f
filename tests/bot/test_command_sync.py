"""Commands are sent to Discord when they have changed, and at no other time."""

from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.command_sync import sync_commands
from bot.sandbox.server import Sandbox


async def _start(sandbox: Sandbox, record: Path, description: str) -> bool:
    client = discord.Client(intents=discord.Intents.none())
    tree = app_commands.CommandTree(client)

    @tree.command(description=description)
    async def paint(interaction: discord.Interaction) -> None: ...

    async with client:
        await client.login(sandbox.address.bot_token)
        return await sync_commands(tree, record)


async def test_the_command_that_opens_an_activity_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Sandbox.started() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.address.api)
        commands = sandbox.backend.commands
        commands.open_activities()
        (launch,) = commands.all(None)
        for description in ("a", "b"):
            assert await _start(sandbox, tmp_path / "commands", description)
            paint, kept = commands.all(None)
            assert (paint["name"], kept["id"]) == ("paint", launch["id"])


async def test_a_second_start_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "commands"

    async with Sandbox.started() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.address.api)
        assert [await _start(sandbox, record, text) for text in ("a", "a", "b", "b")] == [
            *(True, False, True, False)
        ]
        entries = sandbox.backend.journal.after(0)
    assert sum(entry.get("method") == "PUT" for entry in entries) == 2
    async with Sandbox.started() as another:
        monkeypatch.setattr(discord.http.Route, "BASE", another.address.api)
        assert await _start(another, record, "b")
