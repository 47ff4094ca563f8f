"""A place in a request's body that reads its value and says what is wrong with it.

All faults of a body are gathered in one `Form` and reported together, nested by path, with
Discord's own codes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeGuard, cast

from bot.sandbox.errors import DiscordError, unsupported
from bot.sandbox.state import snowflake
from bot.sandbox.wire import JsonObject

Path = tuple[str | int, ...]


class Form:
    """The faults of one request body or query, and what of `whole` nobody has read."""

    def __init__(self, whole: object = None) -> None:
        self._whole = whole
        self._read: set[Path] = set()
        self._skipped: set[Path] = set()
        self._errors: JsonObject = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Note a fault at `path`."""
        node = self._errors
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def check(self) -> None:
        """Raise DiscordError 50035 if any fault was noted."""
        if self._errors:
            raise DiscordError(400, 50035, "Invalid Form Body", self._errors)

    def close(self) -> None:
        """Raise DiscordError 50035 for any fault, and for what was given and nobody has read.

        Discord may do something with it, so that a bot could rely on what the sandbox leaves out.
        """
        for path in self._unread(self._whole, ()):
            self.add(path, **unsupported())
        self.check()

    def note_read(self, path: Path) -> None:
        """Note that somebody has read what is at `path`."""
        self._read.add(path)

    def note_skipped(self, path: Path) -> None:
        """Note that nothing comes of what is at `path`, at Discord either."""
        self._skipped.add(path)

    def _unread(self, value: object, path: Path) -> Iterator[Path]:
        if path in self._skipped:
            return
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                inside = (*path, index)
                # No body that means something has a list in a list, however deep these may lie.
                yield from [inside] if isinstance(item, list) else self._unread(item, inside)
        elif _is_object(value):
            for key, item in value.items():
                inside = (*path, key)
                if inside in self._read:
                    yield from self._unread(item, inside)
                elif inside not in self._skipped and not _says_nothing(item):
                    yield inside


class Field:
    """A value in a body, together with where it is; null counts as absent."""

    __slots__ = ("form", "path", "value")

    def __init__(self, value: object, form: Form, path: Path = ()) -> None:
        self.value = value
        self.form = form
        self.path = path

    def __getitem__(self, key: str) -> "Field":
        value = self.value.get(key) if _is_object(self.value) else None
        path = (*self.path, key)
        self.form.note_read(path)
        return Field(value, self.form, path)

    def __contains__(self, key: str) -> bool:
        return _is_object(self.value) and key in self.value

    @property
    def given(self) -> bool:
        """Whether there is a value other than null."""
        return self.value is not None

    def fail(self, code: str, message: str) -> None:
        """Note a fault here."""
        self.form.add(self.path, code, message)

    def skip(self, *keys: str) -> None:
        """Pass over some keys, or over everything here: Discord does nothing with it."""
        for key in keys:
            self.form.note_skipped((*self.path, key))
        if not keys:
            self.form.note_skipped(self.path)

    def require(self) -> bool:
        """Return whether a value is given; note the fault if none is."""
        if not self.given:
            self.fail("BASE_TYPE_REQUIRED", "This field is required")
        return self.given

    def string(self, *, least: int = 0, most: int | None = None, required: bool = False) -> str:
        """Read a string of `least` to `most` characters; "" if absent or wrong."""
        if not self._present(required):
            return ""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            self.fail("STRING_TYPE_CONVERT", f'Could not interpret "{self.value}" as string.')
            return ""
        text = str(self.value)
        self._check_length(len(text), least, most)
        return text

    def integer(
        self, *, least: int | None = None, most: int | None = None, required: bool = False
    ) -> int | None:
        """Read a whole number from `least` to `most`; None if absent or wrong."""
        if not self._present(required):
            return None
        number = _whole(self.value)
        if number is None:
            self.fail("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not int.')
            return None
        self.check_range(number, least, most, "int")
        return number

    def check_range(
        self, number: float, least: float | None, most: float | None, kind: str
    ) -> None:
        """Note a fault if `number` is out of range."""
        if least is not None and number < least:
            self.fail(
                "NUMBER_TYPE_MIN", f"{kind} value should be greater than or equal to {least}."
            )
        if most is not None and number > most:
            self.fail("NUMBER_TYPE_MAX", f"{kind} value should be less than or equal to {most}.")

    def boolean(self, *, default: bool = False) -> bool:
        """Read a truth value; `default` if absent or wrong."""
        match self.value:
            case None:
                return default
            case bool():
                return self.value
            case "true" | "True" | "1" | 1:
                return True
            case "false" | "False" | "0" | 0:
                return False
            case _:
                self.fail("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
                return default

    def choice(self, allowed: Collection[int], *, required: bool = True) -> int | None:
        """Read one of some numbers; None if absent or wrong."""
        number = self.integer(required=required)
        if number is not None and number not in allowed:
            listed = ", ".join(map(str, sorted(allowed)))
            self.fail("BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
            return None
        return number

    def snowflake(self, *, required: bool = False) -> int | None:
        """Read an identifier; None if absent or wrong."""
        if not self._present(required):
            return None
        parsed = snowflake.parse(self.value)
        if parsed is None:
            self.fail("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not snowflake.')
        return parsed

    def moment(self) -> datetime | None:
        """Read a moment with its time zone; None if absent or wrong."""
        text = self.string()
        try:
            moment = datetime.fromisoformat(text) if text else None
        except ValueError:
            moment = None
        if text and (moment is None or moment.tzinfo is None):
            self.fail("DATE_TIME_TYPE_PARSE", f'Could not parse "{text}". Should be ISO8601.')
            return None
        return moment

    def url(
        self,
        *,
        most: int = 2048,
        schemes: Sequence[str] = ("http", "https"),
        required: bool = False,
    ) -> str:
        """Read an address with one of `schemes`; "" if absent or wrong."""
        text = self.string(most=most, required=required)
        if not text:
            return ""
        scheme, separator, rest = text.partition("://")
        if separator and rest and scheme.lower() in schemes:
            return text
        if separator and rest:
            self.fail(
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{scheme}" must be one of {tuple(schemes)}.',
            )
        else:
            self.fail("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return ""

    def items(
        self, *, least: int = 0, most: int | None = None, required: bool = False
    ) -> list["Field"]:
        """Read a list of `least` to `most` entries; [] if absent or wrong."""
        if not self._present(required):
            return []
        value = self.value
        if not isinstance(value, list):
            self.fail("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        entries = cast("list[object]", value)
        self._check_length(len(entries), least, most)
        return [Field(entry, self.form, (*self.path, i)) for i, entry in enumerate(entries)]

    def object(self, *, required: bool = True) -> bool:
        """Return whether there is an object here; note the fault if there is something else."""
        if not self._present(required):
            return False
        if not _is_object(self.value):
            self.fail("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return False
        return True

    def entries(self) -> Iterator[tuple[str, "Field"]]:
        """Go through the keys of an object."""
        if self.given and not _is_object(self.value):
            self.fail("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        elif _is_object(self.value):
            for key in self.value:
                yield key, self[key]

    def _present(self, required: bool) -> bool:
        return self.require() if required else self.given

    def _check_length(self, length: int, least: int, most: int | None) -> None:
        if least <= length and (most is None or length <= most):
            return
        if most is None:
            self.fail("BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")
        elif least:
            self.fail("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.fail("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _says_nothing(value: object) -> bool:
    """Say whether a value is as good as none: what the sandbox does not have is off and empty."""
    return value is None or value is False or value in ("", [], {})


def _is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _whole(value: object) -> int | None:
    match value:
        case bool():
            return None
        case int():
            return value
        case float():
            return int(value) if value.is_integer() else None
        case str():
            try:
                return int(value)
            except ValueError:
                return None
        case _:
            return None
