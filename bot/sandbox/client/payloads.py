"""What a member's client puts into its interactions: options, answers and files."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.wire import JsonObject

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class File:
    """A file to be uploaded."""

    name: str
    content: bytes


Answer = Value | Sequence[str] | Sequence[File]


def new_nonce() -> str:
    """Return a number that marks one interaction or message among all of a client's."""
    return str(secrets.randbits(62))


def option(
    kind: int, name: str, value: Value | File, files: list[File], *, focused: bool
) -> JsonObject:
    """Return an option as a command carries it; a file goes to `files`, its number stays."""
    given: JsonObject = {"type": kind, "name": name, "value": value}
    if isinstance(value, File):
        given["value"] = str(len(files))
        files.append(value)
    if focused:
        given["focused"] = True
    return given


def filled(
    component: JsonObject,
    answers: Mapping[str, Answer],
    files: list[File],
) -> JsonObject:
    """Return a modal's component with its answer, and with those of what lies in it."""
    body: JsonObject = {key: component[key] for key in ("type", "id") if key in component}
    if "component" in component:
        body["component"] = filled(component["component"], answers, files)
    if "components" in component:
        body["components"] = [filled(c, answers, files) for c in component["components"]]
    if "custom_id" not in component:
        return body
    body["custom_id"] = component["custom_id"]
    answer = answers.get(component["custom_id"])
    if answer is None:
        return body
    if isinstance(answer, str | int | float | bool):
        return body | {"value": answer}
    values: list[str] = []
    for item in answer:
        if isinstance(item, File):
            values.append(str(len(files)))
            files.append(item)
        else:
            values.append(item)
    return body | {"values": values}
