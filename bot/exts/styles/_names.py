"""What a new style may be called."""

import re

from bot.database.models import LONGEST_STYLE_NAME
from bot.database.server_styles import folded
from bot.errors import RefusalError
from styletransfer import presets

LONGEST_ALIASES = 200

_COMMA = re.compile(r"[,，、;\n]")
_MOST_ALIASES = 5


def names_in(name: str, aliases: str) -> list[str]:
    """Return the name of a style and its aliases, which stand between commas, each once.

    Raises RefusalError if one of them cannot be a name, or is that of a preset.
    """
    written = (name[:LONGEST_STYLE_NAME], *filter(str.strip, _COMMA.split(aliases)))
    names = list({folded(each): " ".join(each.split()) for each in reversed(written)}.values())
    names.reverse()
    if len(names) > 1 + _MOST_ALIASES or any(len(each) > LONGEST_STYLE_NAME for each in names):
        raise RefusalError("styles-aliases", most=_MOST_ALIASES, longest=LONGEST_STYLE_NAME)
    for each in names:
        _check(each)
    return names


def _check(name: str) -> None:
    if not any(letter.isalnum() for letter in name):
        raise RefusalError("styles-name-empty")
    try:
        presets.find(name)
    except presets.UnknownStyleError:
        return
    raise RefusalError("styles-name-taken")
