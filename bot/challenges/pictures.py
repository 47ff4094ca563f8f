"""The pictures that a challenge shows: its style, its photo, its entries."""

import asyncio
import io

import discord

from bot.challenges.messages import is_secret, style_name
from bot.database.challenges.models import Challenge, Entry
from bot.discord_limits import LONGEST_ALT_TEXT
from bot.i18n import texts
from bot.intake import kinds
from bot.storage.picture_store import PictureStore
from styletransfer import presets


async def of_challenge(challenge: Challenge, pictures: PictureStore) -> list[discord.File]:
    """Return the style of a challenge, unless that is a secret or free, and its photo."""
    files: list[discord.File] = []
    name = style_name(challenge, challenge.locale)
    if challenge.preset is not None and not is_secret(challenge):
        preset = presets.find(challenge.preset)
        content = await asyncio.to_thread(preset.exemplar.read_bytes)
        alt = texts.say(challenge.locale, "challenge-alt-style", style=name)
        files.append(_file(content, preset.exemplar.name, alt))
    elif challenge.style_picture is not None:
        alt = texts.say(challenge.locale, "challenge-alt-style", style=name)
        files += await _kept(pictures, challenge.style_picture, "style", alt)
    if challenge.photo is not None:
        alt = texts.say(challenge.locale, "challenge-alt-photo")
        files += await _kept(pictures, challenge.photo, "photo", alt)
    return files


async def of_entry(
    entry: Entry, pictures: PictureStore, locale: str, name: str
) -> discord.File | None:
    """Return the picture of an entry, or None if it was deleted with its member's data."""
    if entry.picture is None:
        return None
    try:
        content = await pictures.read(entry.picture)
    except FileNotFoundError:
        return None
    alt = (entry.description or texts.say(locale, "challenge-alt-entry"))[:LONGEST_ALT_TEXT]
    return _file(content, f"{name}.{entry.extension}", alt, spoiler=entry.spoiler)


async def _kept(pictures: PictureStore, name: str, called: str, alt: str) -> list[discord.File]:
    try:
        content = await pictures.read(name)
    except FileNotFoundError:
        return []
    extension = kinds.shown_as(content[: kinds.HEAD_BYTES])
    return [_file(content, f"{called}.{extension}", alt)] if extension else []


def _file(content: bytes, name: str, alt: str, *, spoiler: bool = False) -> discord.File:
    return discord.File(io.BytesIO(content), name, description=alt, spoiler=spoiler)
