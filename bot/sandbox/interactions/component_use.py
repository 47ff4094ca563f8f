"""A member's use of a button or a select under a message."""

from collections.abc import Iterator

from bot.sandbox.interactions.resolved import Resolved
from bot.sandbox.state import snowflake
from bot.sandbox.state.model import Message
from bot.sandbox.validate.components import SELECTS, Kind
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject


def controls(components: list[JsonObject]) -> Iterator[JsonObject]:
    """Go through everything with a custom_id, however deep it lies."""
    for component in components:
        if "custom_id" in component:
            yield component
        yield from controls(component.get("components", []))
        for key in ("accessory", "component"):
            if key in component:
                yield from controls([component[key]])


def read_component_use(at: Field, message: Message, resolved: Resolved) -> JsonObject:
    """Read the `data` of a component interaction; notes what the message does not offer."""
    custom_id = at["custom_id"].string(least=1, most=100, required=True)
    kind = at["component_type"].integer(required=True)
    used = next((c for c in controls(message.components) if c["custom_id"] == custom_id), None)
    if used is None or used["type"] != kind or used.get("disabled"):
        at["custom_id"].fail(
            "COMPONENT_VALIDATION_FAILED", "Component validation failed: no such component"
        )
        return {}
    data: JsonObject = {"custom_id": custom_id, "component_type": kind, "id": used["id"]}
    if kind in SELECTS:
        data["values"] = read_values(at["values"], used, resolved)
        # A select of strings has none: discord.py takes an empty one for "nothing was chosen".
        if found := resolved.body():
            data["resolved"] = found
    return data


def read_values(at: Field, select: JsonObject, resolved: Resolved) -> list[str]:
    """Read what was chosen in a select."""
    least = select["min_values"] if select.get("required", True) else 0
    values = [item.string() for item in at.items(least=least, most=select["max_values"])]
    if not at.given and least:
        at.require()
    if len(values) != len(set(values)):
        at.fail("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    for item in at.items():
        if not _offered(select, item.string(), resolved):
            item.fail("COMPONENT_VALIDATION_FAILED", "The value is not among the options")
    return values


def _offered(select: JsonObject, value: str, resolved: Resolved) -> bool:
    if select["type"] == Kind.STRING_SELECT:
        return any(option["value"] == value for option in select["options"])
    number = snowflake.parse(value)
    if number is None:
        return False
    match select["type"]:
        case Kind.USER_SELECT:
            return resolved.user(number)
        case Kind.ROLE_SELECT:
            return resolved.role(number)
        case Kind.CHANNEL_SELECT:
            return resolved.channel(number)
        case _:
            return resolved.user(number) or resolved.role(number)
