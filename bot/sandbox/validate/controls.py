"""Buttons and selects, in messages and in modals."""

from collections.abc import Callable

from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

MOST_OPTIONS = 25
_LINK, _PREMIUM = 5, 6
_STRING_SELECT, _CHANNEL_SELECT = 3, 8

CustomId = Callable[[Field], str]


def read_button(at: Field, custom_id: CustomId) -> JsonObject:
    """Read a button's own fields."""
    style = at["style"].choice(range(1, 7))
    button: JsonObject = {"style": style, "disabled": at["disabled"].boolean()}
    if label := at["label"].string(most=80):
        button["label"] = label
    if emoji := read_emoji(at["emoji"]):
        button["emoji"] = emoji
    if style == _PREMIUM:
        button["sku_id"] = str(at["sku_id"].snowflake(required=True))
        return button
    if style == _LINK:
        button["url"] = at["url"].url(most=512, schemes=("http", "https", "discord"), required=True)
        if at["custom_id"].given:
            at.fail("BASE_TYPE_EXCLUSIVE", "A custom id and url cannot both be specified")
    else:
        button["custom_id"] = custom_id(at["custom_id"])
        if at["url"].given:
            at.fail("BASE_TYPE_EXCLUSIVE", "A custom id and url cannot both be specified")
    if not label and not emoji:
        at.fail("BUTTON_COMPONENT_INVALID_DATA", "A button must have a label or emoji")
    return button


def read_select(at: Field, kind: int, custom_id: CustomId) -> JsonObject:
    """Read a select's own fields."""
    least = at["min_values"].integer(least=0, most=MOST_OPTIONS)
    most = at["max_values"].integer(least=1, most=MOST_OPTIONS)
    select: JsonObject = {
        "custom_id": custom_id(at["custom_id"]),
        "min_values": 1 if least is None else least,
        "max_values": 1 if most is None else most,
        "disabled": at["disabled"].boolean(),
    }
    if placeholder := at["placeholder"].string(most=150):
        select["placeholder"] = placeholder
    if at["required"].given:
        select["required"] = at["required"].boolean(default=True)
    if kind == _STRING_SELECT:
        select["options"] = read_options(at["options"])
        if len(select["options"]) < select["max_values"]:
            at["max_values"].fail(
                "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
                "max_values must be less than or equal to the number of options",
            )
    else:
        select["default_values"] = [
            {"id": str(item["id"].snowflake(required=True)), "type": item["type"].string()}
            for item in at["default_values"].items(most=MOST_OPTIONS)
        ]
    if kind == _CHANNEL_SELECT and at["channel_types"].given:
        select["channel_types"] = [item.integer() for item in at["channel_types"].items()]
    if select["min_values"] > select["max_values"]:
        at["min_values"].fail(
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
            "min_values must be less than or equal to max_values",
        )
    return select


def read_options(at: Field, *, most: int = MOST_OPTIONS) -> list[JsonObject]:
    """Read the options of a string select, a radio group or a group of checkboxes."""
    options: list[JsonObject] = []
    values: set[str] = set()
    for item in at.items(least=1, most=most, required=True):
        if not item.object():
            continue
        value = item["value"].string(least=1, most=100, required=True)
        if value in values:
            item["value"].fail(
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(value)
        option: JsonObject = {
            "label": item["label"].string(least=1, most=100, required=True),
            "value": value,
        }
        if description := item["description"].string(most=100):
            option["description"] = description
        if item["default"].given:
            option["default"] = item["default"].boolean()
        if emoji := read_emoji(item["emoji"]):
            option["emoji"] = emoji
        options.append(option)
    return options


def read_emoji(at: Field) -> JsonObject | None:
    """Read an emoji, by name or by identifier."""
    if not at.given or not at.object():
        return None
    name = at["name"].string(most=32)
    number = at["id"].snowflake()
    if not name and number is None:
        at.fail("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
        return None
    emoji: JsonObject = {"name": name}
    if number is not None:
        emoji |= {"id": str(number), "animated": at["animated"].boolean()}
    return emoji
