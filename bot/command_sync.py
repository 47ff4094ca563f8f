"""Tell Discord of the commands, but only when they have changed."""

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from discord import app_commands

_log = logging.getLogger(__name__)


async def sync_commands(tree: app_commands.CommandTree[Any], record: Path) -> bool:
    """Replace the commands at Discord unless they are those that `record` tells of.

    Discord allows few replacements a day, and each has the members' apps load the commands anew.
    Returns whether they were replaced. Raises discord.HTTPException or OSError.
    """
    mark = await _mark(tree)
    if await asyncio.to_thread(_read, record) == mark:
        return False
    await tree.sync()
    await asyncio.to_thread(record.write_text, mark)
    _log.info("commands: told Discord of %d", len(tree.get_commands()))
    return True


async def _mark(tree: app_commands.CommandTree[Any]) -> str:
    """Return what differs whenever commands, their texts or the application do."""
    translator = tree.translator or app_commands.Translator()
    payload = [
        await command.get_translated_payload(tree, translator) for command in tree.get_commands()
    ]
    payload.sort(key=lambda command: (command["type"], command["name"]))
    text = json.dumps([tree.client.application_id, payload], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _read(record: Path) -> str:
    return record.read_text() if record.exists() else ""
