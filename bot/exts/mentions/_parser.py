"""What a member writes beside a picture: a style's name and how to paint, in any order."""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.errors import RefusalError
from bot.i18n import texts
from bot.recipe import Quality, Recipe, WeightedStyle
from bot.styles.catalog import StyleCatalog

# Mentions, custom emoji, timestamps and links.
_MARKS = re.compile(r"<[@#:at/][^>]{1,120}>|https?://\S+")
_DECIMAL = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_LONGEST_NAME = 100


def read(text: str, catalog: StyleCatalog) -> Recipe:
    """Return the recipe that a text asks for, among the styles of a catalogue.

    What it leaves out is as for those who name the same style and say no more, or nothing.

    Raises RefusalError.
    """
    left = unicodedata.normalize("NFKC", _MARKS.sub(" ", text)).casefold()
    changes: dict[str, float | bool | Quality] = {}
    for pattern, field in _settings():
        if match := pattern.search(left):
            changes[field] = _value(field, match)
            left = f"{left[: match.start()]} {left[match.end() :]}"
    style = _style(" ".join(left.split()).strip(_PUNCTUATION), catalog.find)
    plain = catalog.plain() if style is None else catalog.recipe(style)
    return dataclasses.replace(plain, **changes)  # pyright: ignore[reportArgumentType]


_PUNCTUATION = " ,.;:!?~|·-–—\"'“”‘’()[]`*_"


def _style(name: str, find: Callable[[str], WeightedStyle]) -> WeightedStyle | None:
    """Return the style that some words name, or None if they name none; raises RefusalError."""
    if not any(letter.isalnum() for letter in name):
        return None
    try:
        return find(name[:_LONGEST_NAME])
    except RefusalError as unknown:
        bare = [word for word in re.split(r"[\s,.!?~]+", name) if word not in _fillers()]
        if not any(letter.isalnum() for letter in "".join(bare)):
            return None
        for words in (bare, [_without_ending(word) for word in bare]):
            try:
                return find(" ".join(words)[:_LONGEST_NAME])
            except RefusalError:
                continue
        raise unknown from None


def _without_ending(word: str) -> str:
    for ending in _listed("words-endings"):
        if word.endswith(ending) and word != ending:
            return word.removesuffix(ending)
    return word


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
        _any_of(_listed(key)) for key in ("words-strength", "words-brush", "words-size")
    )
    colors = [*_listed("words-colors"), *(texts.say(n, "recipe-colors") for n in texts.LANGUAGES)]
    faces = [*_listed("words-faces"), *(texts.say(n, "recipe-faces") for n in texts.LANGUAGES)]
    draft = _any_of(_listed("words-draft"))
    return (
        (re.compile(rf"(?<!\w){draft}(?![a-z])"), "quality"),
        (re.compile(rf"(?<!\w){_any_of(faces)}(?![a-z])"), "paint_faces"),
        (re.compile(_any_of([phrase.casefold() for phrase in colors])), "keep_colors"),
        (re.compile(rf"{brush}(?:\s*{size})?\s*[:=]?\s*{_DECIMAL}(?:\s*x\b)?"), "style_scale"),
        (re.compile(rf"{strength}\s*[:=]?\s*(\d{{1,4}})\s*%?|(\d{{1,4}})\s*%"), "strength"),
        (re.compile(rf"{size}\s*[:=]?\s*(\d{{2,5}})(?:\s*px)?|(\d{{2,5}})\s*px"), "size"),
    )


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(_listed("words-fillers"))


@functools.cache
def _listed(key: str) -> tuple[str, ...]:
    """Return the words of a list in the texts of all languages, the longest first."""
    words = [
        word.strip() for language in texts.LANGUAGES for word in texts.say(language, key).split(",")
    ]
    return tuple(sorted(words, key=len, reverse=True))


def _any_of(phrases: Sequence[str]) -> str:
    """Return a pattern for some phrases, whose words may also stand together."""
    longest_first = sorted(phrases, key=len, reverse=True)
    patterns = (r"\s*".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return f"(?:{'|'.join(patterns)})"
