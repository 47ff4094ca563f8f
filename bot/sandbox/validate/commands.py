"""Application commands as a bot registers them."""

import re
import unicodedata
from enum import IntEnum

from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

LOCALES = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr"}
    | {"hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru"}
    | {"sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"}
)
MOST_OPTIONS = 25
MOST_CHARACTERS = 8000
INT53 = 2**53 - 1
MOST_PERMISSIONS = 18_014_398_509_481_983
_SCRIPT = re.compile(r"DEVANAGARI|THAI")


class CommandType(IntEnum):
    """The types of command."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class OptionType(IntEnum):
    """The types of option."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTING = frozenset({OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP})
_SUGGESTED = frozenset({OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER})


def read_command(at: Field, *, in_guild: bool) -> JsonObject:
    """Read a command that a bot registers."""
    if not at.object():
        return {}
    kind = at["type"].choice(list(CommandType), required=False) or CommandType.CHAT_INPUT
    chat = kind == CommandType.CHAT_INPUT
    command: JsonObject = {
        "type": int(kind),
        "name": _read_name(at["name"], chat=chat),
        "name_localizations": _read_names(at["name_localizations"], chat=chat),
        "description": _read_description(at["description"], required=chat),
        "description_localizations": _read_localizations(at["description_localizations"], 100),
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


def read_options(at: Field, *, depth: int = 0) -> list[JsonObject]:
    """Read the options of a command or, at `depth` 1 and 2, of its sub-commands."""
    options: list[JsonObject] = []
    names: set[str] = set()
    optional_seen = False
    for item in at.items(most=MOST_OPTIONS):
        if not item.object():
            continue
        option = _read_option(item, depth)
        if option["name"] in names:
            item["name"].fail(
                "APPLICATION_COMMAND_OPTIONS_NAME_NON_UNIQUE", "Option names must be unique"
            )
        names.add(option["name"])
        if option["type"] not in NESTING:
            if option.get("required") and optional_seen:
                item.fail(
                    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options",
                )
            optional_seen = optional_seen or not option.get("required")
        options.append(option)
    nested = [o["type"] in NESTING for o in options]
    if any(nested) and not all(nested):
        at.fail(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other "
            "types",
        )
    return options


def _read_option(at: Field, depth: int) -> JsonObject:
    kind = at["type"].choice(list(OptionType)) or 0
    option: JsonObject = {
        "type": kind,
        "name": _read_name(at["name"], chat=True),
        "name_localizations": _read_names(at["name_localizations"], chat=True),
        "description": _read_description(at["description"], required=True),
        "description_localizations": _read_localizations(at["description_localizations"], 100),
    }
    if kind in NESTING:
        if depth == 2 or (depth == 1 and kind == OptionType.SUB_COMMAND_GROUP):
            at["type"].fail(
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands are nested too deep"
            )
        option["options"] = read_options(at["options"], depth=depth + 1)
        return option
    option["required"] = at["required"].boolean()
    if kind in _SUGGESTED:
        option |= _read_suggestions(at, kind)
    if kind in (OptionType.INTEGER, OptionType.NUMBER):
        option |= _read_bounds(at, kind)
    if kind == OptionType.STRING:
        option |= _read_lengths(at)
    if kind == OptionType.CHANNEL and at["channel_types"].given:
        kinds = [item.choice(range(17)) for item in at["channel_types"].items()]
        option["channel_types"] = [k for k in kinds if k is not None]
    return option


def _read_suggestions(at: Field, kind: int) -> JsonObject:
    suggested: JsonObject = {}
    if at["autocomplete"].given:
        suggested["autocomplete"] = at["autocomplete"].boolean()
    if at["choices"].given:
        suggested["choices"] = read_choices(at["choices"], kind)
    if suggested.get("autocomplete") and suggested.get("choices"):
        at["autocomplete"].fail(
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES_EXCLUSIVE",
            "Autocomplete cannot be enabled on options with choices",
        )
    return suggested


def read_choices(at: Field, kind: int) -> list[JsonObject]:
    """Read choices of an option, fixed ones or those that autocomplete offers."""
    choices: list[JsonObject] = []
    names: set[str] = set()
    for item in at.items(most=MOST_OPTIONS):
        if not item.object():
            continue
        name = item["name"].string(least=1, most=100, required=True)
        if name in names:
            item["name"].fail(
                "APPLICATION_COMMAND_OPTIONS_CHOICES_NAME_NON_UNIQUE", "Choice names must be unique"
            )
        names.add(name)
        choices.append(
            {
                "name": name,
                "name_localizations": _read_localizations(item["name_localizations"], 100),
                "value": read_value(item["value"], kind),
            }
        )
    return choices


def read_value(at: Field, kind: int) -> str | int | float | None:
    """Read a value of a string, integer or number option."""
    if kind == OptionType.STRING:
        return at.string(most=6000, required=True)
    if kind == OptionType.INTEGER:
        return at.integer(least=-INT53, most=INT53, required=True)
    return read_number(at)


def read_number(at: Field) -> float | None:
    """Read a number, whole or not; None if absent or wrong."""
    if not at.require():
        return None
    if isinstance(at.value, bool) or not isinstance(at.value, int | float):
        at.fail("NUMBER_TYPE_COERCE", f'Value "{at.value}" is not double.')
        return None
    at.check_range(at.value, -INT53, INT53, "double")
    return at.value


def _read_bounds(at: Field, kind: int) -> JsonObject:
    bounds: JsonObject = {}
    for key in ("min_value", "max_value"):
        if at[key].given:
            bounds[key] = read_value(at[key], kind)
    least, most = bounds.get("min_value"), bounds.get("max_value")
    if least is not None and most is not None and least > most:
        at["max_value"].fail(
            "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID",
            "min_value must be less than or equal to max_value",
        )
    return bounds


def _read_lengths(at: Field) -> JsonObject:
    lengths = {
        "min_length": at["min_length"].integer(least=0, most=6000),
        "max_length": at["max_length"].integer(least=1, most=6000),
    }
    return {key: value for key, value in lengths.items() if value is not None}


def _read_reach(at: Field, *, in_guild: bool) -> JsonObject:
    """Read where a command can be used; guild commands are bound to their guild."""
    if in_guild:
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


def _read_name(at: Field, *, chat: bool) -> str:
    name = at.string(least=1, most=32, required=True)
    if name and chat and not _is_command_name(name):
        at.fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return name if chat else name.strip()


def _is_command_name(name: str) -> bool:
    return name == name.lower() and all(
        letter in "-_'"
        or unicodedata.category(letter)[0] in "LN"
        or _SCRIPT.match(unicodedata.name(letter, ""))
        for letter in name
    )


def _read_description(at: Field, *, required: bool) -> str:
    return at.string(least=1 if required else 0, most=100, required=required)


def _read_names(at: Field, *, chat: bool) -> dict[str, str] | None:
    names = _read_localizations(at, 32)
    for locale, name in (names or {}).items():
        if chat and not _is_command_name(name):
            at[locale].fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return names


def _read_localizations(at: Field, most: int) -> dict[str, str] | None:
    if not at.given:
        return None
    texts: dict[str, str] = {}
    for locale, item in at.entries():
        if locale not in LOCALES:
            item.fail("ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
        else:
            texts[locale] = item.string(least=1, most=most, required=True)
    return texts


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
