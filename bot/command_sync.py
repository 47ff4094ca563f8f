"""Tell Discord of the commands, but only when they have changed."""

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

_log = logging.getLogger(__name__)

# A kind of command, and Discord's error code where a replacement lacks the one that there is.
_ENTRY_POINT, _ENTRY_POINT_MISSING = 4, 50240


async def sync_commands(tree: app_commands.CommandTree[Any], record: Path) -> bool:
    """Replace the commands at Discord unless they are those that `record` tells of.

    Discord allows few replacements a day, and each has the members' apps load the commands anew.
    Returns whether they were replaced. Raises discord.HTTPException or OSError.
    """
    mark = await _mark(tree)
    if await asyncio.to_thread(_read, record) == mark:
        return False
    await _replace(tree)
    await asyncio.to_thread(record.write_text, mark)
    _log.info("commands: told Discord of %d", len(tree.get_commands()))
    return True


async def _replace(tree: app_commands.CommandTree[Any]) -> None:
    """Replace all commands but the one that opens an Activity, which Discord makes and keeps."""
    try:
        await tree.sync()
    except discord.HTTPException as error:
        application_id = tree.client.application_id
        if error.code != _ENTRY_POINT_MISSING or application_id is None:
            raise
        http = tree.client.http
        found = await http.get_global_commands(application_id)
        kept: list[Any] = [one for one in found if int(one["type"]) == _ENTRY_POINT]
        await http.bulk_upsert_global_commands(application_id, [*await _payload(tree), *kept])


async def _payload(tree: app_commands.CommandTree[Any]) -> list[Any]:
    translator = tree.translator or app_commands.Translator()
    return [await one.get_translated_payload(tree, translator) for one in tree.get_commands()]


async def _mark(tree: app_commands.CommandTree[Any]) -> str:
    """Return what differs whenever commands, their texts or the application do."""
    payload = await _payload(tree)
    payload.sort(key=lambda command: (command["type"], command["name"]))
    text = json.dumps([tree.client.application_id, payload], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _read(record: Path) -> str:
    return record.read_text() if record.exists() else ""
