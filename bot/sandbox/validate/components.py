"""Components of messages: rows of buttons and selects, and the layouts of Components V2."""

from collections.abc import Callable, Collection
from enum import IntEnum

from bot.sandbox.validate.controls import read_button, read_select
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.media import Uploads
from bot.sandbox.wire import JsonObject

MOST_ROWS = 5
MOST_COMPONENTS = 40
MOST_CHARACTERS = 4000


class Kind(IntEnum):
    """The types of component."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(range(Kind.USER_SELECT, Kind.CHANNEL_SELECT + 1)) | {Kind.STRING_SELECT}
_IN_CONTAINER = frozenset(
    {
        Kind.ACTION_ROW,
        Kind.SECTION,
        Kind.TEXT_DISPLAY,
        Kind.MEDIA_GALLERY,
        Kind.FILE,
        Kind.SEPARATOR,
    }
)
_TOP_LEVEL_V2 = _IN_CONTAINER | {Kind.CONTAINER}


def kind_of(at: Field, allowed: Collection[int]) -> int | None:
    """Read a component's type, which must be one of `allowed`; None if it is not."""
    if not at.object():
        return None
    kind = at["type"].integer(required=True)
    if kind is not None and kind not in allowed:
        listed = ", ".join(str(int(k)) for k in sorted(allowed))
        at["type"].fail("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed},).')
        return None
    return kind


class Register:
    """What must be unique among the components of one message or modal."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._custom_ids: set[str] = set()
        self._numbered: list[JsonObject] = []

    @property
    def count(self) -> int:
        """How many components there are, nested ones included."""
        return len(self._numbered)

    def component(self, at: Field, kind: int) -> JsonObject:
        """Start a component with its type and identifier."""
        component: JsonObject = {"type": kind}
        number = at["id"].integer(least=0)
        if number:
            if number in self._ids:
                at["id"].fail("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            self._ids.add(number)
            component["id"] = number
        self._numbered.append(component)
        return component

    def custom_id(self, at: Field) -> str:
        """Read a custom_id that nothing else has."""
        text = at.string(least=1, most=100, required=True)
        if text in self._custom_ids:
            at.fail("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        self._custom_ids.add(text)
        return text

    def number(self) -> None:
        """Give an identifier to each component that came without."""
        number = 1
        for component in self._numbered:
            if "id" not in component:
                while number in self._ids:
                    number += 1
                component["id"] = number
                self._ids.add(number)


class ComponentReader:
    """Reads the components of one message."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads
        self._register = Register()
        self._characters = 0
        self._readers: dict[int, Callable[[Field, JsonObject], None]] = {
            Kind.ACTION_ROW: self._row,
            Kind.SECTION: self._section,
            Kind.TEXT_DISPLAY: self._text,
            Kind.THUMBNAIL: self._thumbnail,
            Kind.MEDIA_GALLERY: self._gallery,
            Kind.FILE: self._file,
            Kind.SEPARATOR: self._separator,
            Kind.CONTAINER: self._container,
        }

    def read(self, at: Field, *, v2: bool) -> list[JsonObject]:
        """Read the whole list; `v2` allows layouts and more of everything."""
        top_level = _TOP_LEVEL_V2 if v2 else {Kind.ACTION_ROW}
        components = [
            component
            for item in at.items(most=MOST_COMPONENTS if v2 else MOST_ROWS)
            if (component := self._component(item, top_level))
        ]
        if self._register.count > MOST_COMPONENTS and v2:
            at.fail(
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                f"The maximum number of components is {MOST_COMPONENTS}",
            )
        if self._characters > MOST_CHARACTERS:
            at.fail(
                "COMPONENT_MAX_TEXT_LENGTH_EXCEEDED",
                f"The text of all components must be {MOST_CHARACTERS} or fewer in length.",
            )
        self._register.number()
        return components

    def _component(self, at: Field, allowed: Collection[int]) -> JsonObject | None:
        kind = kind_of(at, allowed)
        if kind is None:
            return None
        component = self._register.component(at, kind)
        self._readers[kind](at, component)
        return component

    def _row(self, at: Field, row: JsonObject) -> None:
        row["components"] = children = list[JsonObject]()
        width = 0
        for item in at["components"].items(least=1, most=5, required=True):
            kind = kind_of(item, SELECTS | {Kind.BUTTON})
            if kind is None:
                continue
            width += 1 if kind == Kind.BUTTON else 5
            if width > 5:
                item.fail(
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The specified component exceeds the maximum width",
                )
            children.append(self._control(item, kind))

    def _control(self, at: Field, kind: int) -> JsonObject:
        control = self._register.component(at, kind)
        if kind == Kind.BUTTON:
            control.update(read_button(at, self._register.custom_id))
        else:
            control.update(read_select(at, kind, self._register.custom_id))
        return control

    def _section(self, at: Field, section: JsonObject) -> None:
        section["components"] = [
            text
            for item in at["components"].items(least=1, most=3, required=True)
            if (text := self._component(item, {Kind.TEXT_DISPLAY}))
        ]
        accessory = at["accessory"]
        if not accessory.require():
            return
        kind = kind_of(accessory, {Kind.BUTTON, Kind.THUMBNAIL})
        if kind == Kind.BUTTON:
            section["accessory"] = self._control(accessory, kind)
        elif kind:
            section["accessory"] = self._component(accessory, {kind})

    def _text(self, at: Field, text: JsonObject) -> None:
        text["content"] = at["content"].string(least=1, most=MOST_CHARACTERS, required=True)
        self._characters += len(text["content"])

    def _thumbnail(self, at: Field, thumbnail: JsonObject) -> None:
        thumbnail.update(self._described(at))

    def _gallery(self, at: Field, gallery: JsonObject) -> None:
        items = at["items"].items(least=1, most=10, required=True)
        gallery["items"] = [self._described(item) for item in items if item.object()]

    def _described(self, at: Field) -> JsonObject:
        return {
            "media": self._media(at["media"]),
            "description": at["description"].string(most=1024) or None,
            "spoiler": at["spoiler"].boolean(),
        }

    def _media(self, at: Field, *, uploaded_only: bool = False) -> JsonObject:
        if not at.object():
            return {}
        return self._uploads.picture(at, uploaded_only=uploaded_only)

    def _file(self, at: Field, file: JsonObject) -> None:
        file["file"] = self._media(at["file"], uploaded_only=True)
        file["spoiler"] = at["spoiler"].boolean()
        at.skip("name", "size")
        file.update(self._uploads.file_facts(file["file"]))

    def _separator(self, at: Field, separator: JsonObject) -> None:
        separator["divider"] = at["divider"].boolean(default=True)
        separator["spacing"] = at["spacing"].choice({1, 2}, required=False) or 1

    def _container(self, at: Field, container: JsonObject) -> None:
        container["accent_color"] = at["accent_color"].integer(least=0, most=0xFFFFFF)
        container["spoiler"] = at["spoiler"].boolean()
        container["components"] = [
            component
            for item in at["components"].items(least=1, most=MOST_COMPONENTS, required=True)
            if (component := self._component(item, _IN_CONTAINER))
        ]
