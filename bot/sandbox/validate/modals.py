"""Modals: the form that a bot puts in front of a member."""

from bot.sandbox.validate.components import SELECTS, Kind, Register, kind_of
from bot.sandbox.validate.controls import read_options, read_select
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

_LABELLED = SELECTS | {
    Kind.TEXT_INPUT,
    Kind.FILE_UPLOAD,
    Kind.RADIO_GROUP,
    Kind.CHECKBOX_GROUP,
    Kind.CHECKBOX,
}
MOST_FILES = 10


def read_modal(at: Field) -> JsonObject:
    """Read a modal's title, identifier and components."""
    if not at.object():
        return {}
    register = Register()
    modal: JsonObject = {
        "custom_id": at["custom_id"].string(least=1, most=100, required=True),
        "title": at["title"].string(least=1, most=45, required=True),
        "components": [
            component
            for item in at["components"].items(least=1, most=5, required=True)
            if (component := _read_top_level(item, register))
        ],
    }
    register.number()
    return modal


def _read_top_level(at: Field, register: Register) -> JsonObject | None:
    kind = kind_of(at, {Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL})
    if kind is None:
        return None
    component = register.component(at, kind)
    if kind == Kind.TEXT_DISPLAY:
        component["content"] = at["content"].string(least=1, most=4000, required=True)
    elif kind == Kind.LABEL:
        component["label"] = at["label"].string(least=1, most=45, required=True)
        if description := at["description"].string(most=100):
            component["description"] = description
        inner = at["component"]
        if inner.require() and (inner_kind := kind_of(inner, _LABELLED)) is not None:
            component["component"] = _read_control(inner, inner_kind, register)
    else:
        component["components"] = [
            _read_control(item, Kind.TEXT_INPUT, register, labelled=True)
            for item in at["components"].items(least=1, most=1, required=True)
            if kind_of(item, {Kind.TEXT_INPUT})
        ]
    return component


def _read_control(
    at: Field, kind: int, register: Register, *, labelled: bool = False
) -> JsonObject:
    control = register.component(at, kind)
    if kind in SELECTS:
        control.update(read_select(at, kind, register.custom_id))
        control.setdefault("required", True)
        return control
    control["custom_id"] = register.custom_id(at["custom_id"])
    if kind == Kind.CHECKBOX:
        control["default"] = at["default"].boolean()
        return control
    control["required"] = at["required"].boolean(default=True)
    if kind == Kind.TEXT_INPUT:
        control.update(_read_text_input(at, labelled=labelled))
        return control
    if kind in (Kind.FILE_UPLOAD, Kind.CHECKBOX_GROUP):
        least = at["min_values"].integer(least=0, most=MOST_FILES)
        most = at["max_values"].integer(least=1, most=MOST_FILES)
        control["min_values"] = 1 if least is None else least
        control["max_values"] = 1 if most is None else most
    if kind in (Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP):
        control["options"] = read_options(at["options"], most=10)
    return control


def _read_text_input(at: Field, *, labelled: bool) -> JsonObject:
    text_input: JsonObject = {
        "style": at["style"].choice({1, 2}),
        "min_length": at["min_length"].integer(least=0, most=4000),
        "max_length": at["max_length"].integer(least=1, most=4000),
        "placeholder": at["placeholder"].string(most=100),
        "value": at["value"].string(most=4000),
    }
    if labelled:
        text_input["label"] = at["label"].string(least=1, most=45, required=True)
    return {key: value for key, value in text_input.items() if value not in (None, "")}
