"""Options of application commands: their types, choices and bounds."""

from enum import IntEnum

from bot.sandbox.validate.field import Field
from bot.sandbox.validate.localizations import (
    read_description,
    read_localizations,
    read_name,
    read_names,
)
from bot.sandbox.wire import JsonObject

MOST_OPTIONS = 25
INT53 = 2**53 - 1


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
        "name": read_name(at["name"], chat=True),
        "name_localizations": read_names(at["name_localizations"], chat=True),
        "description": read_description(at["description"], required=True),
        "description_localizations": read_localizations(at["description_localizations"], 100),
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
                "name_localizations": read_localizations(item["name_localizations"], 100),
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
