"""Which styles some words mean: one way for lists while somebody types, mentions and options."""

import functools
from collections.abc import Sequence
from typing import TypeVar

from bot.database.models import ServerStyle
from bot.i18n import texts
from bot.styles.finder import Entry, Finder, words_of
from styletransfer.presets import Preset

_S = TypeVar("_S", bound=Preset | ServerStyle)


def search(styles: Sequence[_S], text: str) -> list[_S]:
    """Return the styles for which a text speaks, the best first; all of them for an empty one."""
    if not words_of(text):
        return list(styles)
    return [styles[match.index] for match in _finder(styles).ranked(text)]


def meant(styles: Sequence[_S], text: str) -> _S | None:
    """Return the style that a text surely means, if there is one."""
    finder = _finder(styles)
    found = finder.ranked(text)
    return styles[found[0].index] if finder.is_sure(found) else None


def says_nothing(text: str) -> bool:
    """Say whether a text has no word in it that could mean a style."""
    return all(word in _fillers() for word in words_of(text))


def _finder(styles: Sequence[Preset | ServerStyle]) -> Finder:
    return _made(tuple(map(_entry, styles)))


@functools.lru_cache(maxsize=64)
def _made(entries: tuple[Entry, ...]) -> Finder:
    return Finder(entries, _fillers())


def _entry(style: Preset | ServerStyle) -> Entry:
    if isinstance(style, ServerStyle):
        return Entry((style.name, *style.aliases))
    names = (style.name, style.title, style.title_ko, *style.aliases)
    about = (style.artist, style.artist_ko, style.period, style.period_ko, style.year)
    return Entry(names, (*about, *style.groups))


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(texts.words("words-fillers"))
