"""Application commands as a bot registers them."""

from enum import IntEnum

from bot.sandbox.validate.field import Field
from bot.sandbox.validate.localizations import (
    read_description,
    read_localizations,
    read_name,
    read_names,
)
from bot.sandbox.validate.options import read_options
from bot.sandbox.wire import JsonObject

MOST_CHARACTERS = 8000
MOST_PERMISSIONS = 18_014_398_509_481_983


class CommandType(IntEnum):
    """The types of command."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


def read_command(at: Field, *, in_guild: bool) -> JsonObject:
    """Read a command that a bot registers."""
    if not at.object():
        return {}
    kind = at["type"].choice(list(CommandType), required=False) or CommandType.CHAT_INPUT
    chat = kind == CommandType.CHAT_INPUT
    # Members' permissions have taken its place.
    at.skip("default_permission")
    command: JsonObject = {
        "type": int(kind),
        "name": read_name(at["name"], chat=chat),
        "name_localizations": read_names(at["name_localizations"], chat=chat),
        "description": read_description(at["description"], required=chat),
        "description_localizations": read_localizations(at["description_localizations"], 100),
        "default_member_permissions": None,
        "nsfw": at["nsfw"].boolean(),
    }
    if not chat and command["description"]:
        at["description"].fail(
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
            "Context menu commands cannot have description",
        )
    permissions = at["default_member_permissions"].integer(least=0, most=MOST_PERMISSIONS)
    if permissions is not None:
        command["default_member_permissions"] = str(permissions)
    command |= _read_reach(at, in_guild=in_guild)
    if chat:
        command["options"] = read_options(at["options"])
        _check_size(at, command)
    elif at["options"].value:
        at["options"].fail(
            "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
            "Context menu commands cannot have options",
        )
    return command


def _read_reach(at: Field, *, in_guild: bool) -> JsonObject:
    """Read where a command can be used; guild commands are bound to their guild."""
    if in_guild:
        at.skip("contexts", "integration_types", "dm_permission")
        return {"contexts": None, "integration_types": [0]}
    contexts: list[int] | None = None
    if at["contexts"].given:
        contexts = _read_set(at["contexts"], {0, 1, 2})
    installs = _read_set(at["integration_types"], {0, 1}) if at["integration_types"].given else [0]
    dm = at["dm_permission"].boolean(default=True)
    if contexts is not None:
        dm = 1 in contexts
    return {"contexts": contexts, "integration_types": installs, "dm_permission": dm}


def _read_set(at: Field, allowed: set[int]) -> list[int]:
    numbers = [n for item in at.items(least=1) if (n := item.choice(allowed)) is not None]
    if len(numbers) != len(set(numbers)):
        at.fail("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    return sorted(set(numbers))


def _check_size(at: Field, command: JsonObject) -> None:
    if _size(command) > MOST_CHARACTERS:
        at.fail(
            "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})"
        )


def _size(part: JsonObject) -> int:
    """Count names, descriptions and values, each in its longest language."""
    size = 0
    for key in ("name", "description"):
        localizations: dict[str, str] = part.get(f"{key}_localizations") or {}
        texts: list[str] = [part.get(key) or "", *localizations.values()]
        size += max(map(len, texts))
    size += sum(_size(option) for option in part.get("options", []))
    for choice in part.get("choices", []):
        size += _size(choice) + len(str(choice["value"]))
    return size
