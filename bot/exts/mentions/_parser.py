"""What a member writes beside a picture: a style's name and how to paint, in any order."""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Sequence

from bot.i18n import texts
from bot.recipe import Quality, Recipe
from bot.styles.catalog import StyleCatalog
from bot.styles.style_search import says_nothing

# Mentions, custom emoji, timestamps and links.
_MARKS = re.compile(r"<[@#:at/][^>]{1,120}>|https?://\S+")
_DECIMAL = r"(\d{1,3}(?:[.,]\d{1,2})?)"


def read(text: str, catalog: StyleCatalog, style: str | None = None) -> Recipe:
    """Return the recipe that a text asks for, among the styles of a catalogue.

    What it leaves out is as for those who name the same style and say no more, or nothing. Where
    the value of a style is given, nothing that the text says of styles counts.

    Raises UnknownStyleError, or RefusalError for a style that is here no more.
    """
    left = unicodedata.normalize("NFKC", _MARKS.sub(" ", text)).casefold()
    changes: dict[str, float | bool | Quality] = {}
    for pattern, field in _settings():
        if match := pattern.search(left):
            changes[field] = _value(field, match)
            left = f"{left[: match.start()]} {left[match.end() :]}"
    named = style or ("" if says_nothing(left) else " ".join(left.split()))
    plain = catalog.recipe(catalog.find(named)) if named else catalog.plain()
    return dataclasses.replace(plain, **changes)  # pyright: ignore[reportArgumentType]


def _value(field: str, match: re.Match[str]) -> float | bool | Quality:
    if field in ("keep_colors", "paint_faces"):
        return True
    if field == "quality":
        return Quality.DRAFT
    digits = next(group for group in match.groups() if group)
    return float(digits.replace(",", ".")) if field == "style_scale" else int(digits)


@functools.cache
def _settings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return how each setting is written, in all languages; the brush's size before the size."""
    strength, brush, size = (
        _any_of(texts.words(key)) for key in ("words-strength", "words-brush", "words-size")
    )
    colors = [
        *texts.words("words-colors"),
        *(texts.say(n, "recipe-colors") for n in texts.LANGUAGES),
    ]
    faces = [*texts.words("words-faces"), *(texts.say(n, "recipe-faces") for n in texts.LANGUAGES)]
    draft = _any_of(texts.words("words-draft"))
    return (
        (re.compile(rf"(?<!\w){draft}(?![a-z])"), "quality"),
        (re.compile(rf"(?<!\w){_any_of(faces)}(?![a-z])"), "paint_faces"),
        (re.compile(_any_of([phrase.casefold() for phrase in colors])), "keep_colors"),
        (re.compile(rf"{brush}(?:\s*{size})?\s*[:=]?\s*{_DECIMAL}(?:\s*x\b)?"), "style_scale"),
        (re.compile(rf"{strength}\s*[:=]?\s*(\d{{1,4}})\s*%?|(\d{{1,4}})\s*%"), "strength"),
        (re.compile(rf"{size}\s*[:=]?\s*(\d{{2,5}})(?:\s*px)?|(\d{{2,5}})\s*px"), "size"),
    )


def _any_of(phrases: Sequence[str]) -> str:
    """Return a pattern for some phrases, whose words may also stand together."""
    longest_first = sorted(phrases, key=len, reverse=True)
    patterns = (r"\s*".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?:{'|'.join(patterns)})"
