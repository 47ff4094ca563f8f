"""Names and descriptions of commands and options, in all languages of Discord."""

import re
import unicodedata

from bot.sandbox.validate.field import Field

LOCALES = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr"}
    | {"hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru"}
    | {"sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"}
)
_SCRIPT = re.compile(r"DEVANAGARI|THAI")


def read_name(at: Field, *, chat: bool) -> str:
    """Read the name of a command or, as those of chat commands are, of an option."""
    name = at.string(least=1, most=32, required=True)
    if name and chat and not _is_command_name(name):
        at.fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return name if chat else name.strip()


def read_names(at: Field, *, chat: bool) -> dict[str, str] | None:
    """Read the names of a command or an option in other languages."""
    names = read_localizations(at, 32)
    for locale, name in (names or {}).items():
        if chat and not _is_command_name(name):
            at[locale].fail("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return names


def read_description(at: Field, *, required: bool) -> str:
    """Read a description; it may be empty where it is not required."""
    return at.string(least=1 if required else 0, most=100, required=required)


def read_localizations(at: Field, most: int) -> dict[str, str] | None:
    """Read a text in other languages, by their locales; None where none are given."""
    if not at.given:
        return None
    texts: dict[str, str] = {}
    for locale, item in at.entries():
        if locale not in LOCALES:
            item.fail("ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
        else:
            texts[locale] = item.string(least=1, most=most, required=True)
    return texts


def _is_command_name(name: str) -> bool:
    return name == name.lower() and all(
        letter in "-_'"
        or unicodedata.category(letter)[0] in "LN"
        or _SCRIPT.match(unicodedata.name(letter, ""))
        for letter in name
    )
