"""Recipes as members read, copy and type them.

    starry-night 70 + the-kiss 30 | strength 60 | brush 1.2 | size 512 | seed 123
    dream:feathers | strength 60 | size 512 | seed 123

The parts are the words of `i18n.texts`, in any of its languages; styles stand first, under names
that are the same in all of them.
"""

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import discord

from bot.errors import RefusalError
from bot.i18n import texts
from bot.recipe import MOST_WEIGHT, Quality, Recipe, WeightedStyle, in_styles
from bot.styles import moods
from bot.styles.catalog import StyleCatalog

_Value = int | float | bool | Quality

# What a part without a number says.
_MEANT: dict[str, _Value] = {
    "keep_colors": True,
    "paint_faces": True,
    "quality": Quality.DRAFT,
}
_PARTS = re.compile(r"[|·\n]")
_PICTURE = re.compile(r"picture:([0-9a-f]{64})")
_DREAM = re.compile(r"dream ?: ?(.+)")
_WEIGHTED = re.compile(r"(.+?)\s+(\d{1,4})%?")
_LONGEST_PART = 100
# Keyboards put these where a hyphen was meant.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def write(recipe: Recipe, locale: str) -> str:
    """Return a recipe in words of the language of a locale, so that `read` takes it back."""
    dream = "dream:" if recipe.dream else ""
    parts = [dream + " + ".join(_written_styles(recipe.styles)), *manner(recipe, locale)]
    parts.append(texts.say(locale, "recipe-long-side", size=str(recipe.size)))
    parts.append(texts.say(locale, "recipe-seed", seed=str(recipe.seed)))
    return " | ".join(parts)


def manner(recipe: Recipe, locale: str) -> list[str]:
    """Return how the styles are laid on, part by part."""
    parts = [texts.say(locale, "recipe-strength", strength=recipe.strength)]
    if {recipe.style_scale, in_styles(recipe, recipe.styles).style_scale} != {1}:
        parts.append(texts.say(locale, "recipe-brush", scale=f"{recipe.style_scale:g}"))
    if recipe.keep_colors:
        parts.append(texts.say(locale, "recipe-colors"))
    if recipe.paint_faces:
        parts.append(texts.say(locale, "recipe-faces"))
    if recipe.quality is Quality.DRAFT:
        parts.append(texts.say(locale, "recipe-draft"))
    return parts


def read(text: str, catalog: StyleCatalog) -> Recipe:
    """Return the recipe that a text stands for, among the styles of a catalogue.

    What it leaves out is as for those who name the same styles and say no more, or nothing.

    Raises RefusalError.
    """
    plain = catalog.plain()
    changes: dict[str, _Value] = {}
    styles, dream = plain.styles, plain.dream
    for part in filter(None, (_folded(part) for part in _PARTS.split(_plain(text)))):
        setting = _read_setting(part)
        if setting is None and styles is plain.styles and (dreamt := _DREAM.fullmatch(part)):
            styles, dream = (_read_dream(dreamt[1]),), True
        elif setting is None and styles is plain.styles:
            styles = tuple(_read_style(style.strip(), catalog) for style in part.split("+"))
            dream = False
        elif setting is None or setting[0] in changes:
            raise _unreadable(part)
        else:
            changes[setting[0]] = setting[1]
    if styles is not plain.styles:
        plain = catalog.dream(*styles) if dream else catalog.recipe(*styles)
    return replace(plain, **changes)  # pyright: ignore[reportArgumentType]


def _written_styles(styles: tuple[WeightedStyle, ...]) -> list[str]:
    names = [style.preset or style.mood or f"picture:{style.picture}" for style in styles]
    if all(style.weight == MOST_WEIGHT for style in styles):
        return names
    return [f"{name} {style.weight}" for name, style in zip(names, styles, strict=True)]


def _read_dream(text: str) -> WeightedStyle:
    if picture := _PICTURE.fullmatch(text):
        return WeightedStyle(picture=picture[1])
    return WeightedStyle(mood=moods.find(text).name)


def _read_style(text: str, catalog: StyleCatalog) -> WeightedStyle:
    weighted = _WEIGHTED.fullmatch(text)
    name, weight = (weighted[1], int(weighted[2])) if weighted else (text, MOST_WEIGHT)
    if picture := _PICTURE.fullmatch(name):
        return WeightedStyle(picture=picture[1], weight=weight)
    if not name:
        raise _unreadable("+")
    # "Composition 7" is a name.
    if weighted and catalog.exact(text):
        return catalog.find(text)
    return replace(catalog.find(name), weight=weight)


def _read_setting(part: str) -> tuple[str, _Value] | None:
    for pattern, field, value in _settings():
        if match := pattern.fullmatch(part):
            return field, value(match[1]) if match.lastindex else _MEANT[field]
    return None


@functools.cache
def _settings() -> tuple[tuple[re.Pattern[str], str, Callable[[str], _Value]], ...]:
    """Return for each part, in each language, how it looks, which field it sets and to what."""
    whole, decimal = (r"(\d{1,12})%?", int), (r"(\d{1,3}(?:[.,]\d{1,2})?)", _decimal)
    found: list[tuple[re.Pattern[str], str, Callable[[str], _Value]]] = []
    for language in texts.LANGUAGES:
        for said, field, (digits, value) in (
            (texts.say(language, "recipe-strength", strength="#"), "strength", whole),
            (texts.say(language, "recipe-brush", scale="#"), "style_scale", decimal),
            (texts.say(language, "recipe-colors"), "keep_colors", whole),
            (texts.say(language, "recipe-faces"), "paint_faces", whole),
            (texts.say(language, "recipe-draft"), "quality", whole),
            (texts.say(language, "recipe-long-side", size="#"), "size", whole),
            (texts.say(language, "recipe-seed", seed="#"), "seed", whole),
        ):
            pattern = re.escape(_folded(said)).replace(r"\#", digits)
            found.append((re.compile(pattern), field, value))
    return tuple(found)


def _decimal(digits: str) -> float:
    return float(digits.replace(",", "."))


def _plain(text: str) -> str:
    """Undo what copying and phones' keyboards do to a text."""
    return unicodedata.normalize("NFKC", text).translate(_HYPHENS).replace("`", " ")


def _folded(part: str) -> str:
    return " ".join(part.casefold().split())


def _unreadable(part: str) -> RefusalError:
    return RefusalError(
        "recipe-unreadable", part=discord.utils.escape_markdown(part[:_LONGEST_PART])
    )
