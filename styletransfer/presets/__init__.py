"""The styles that ship: exemplars with title, artist, year and rights in `catalog.toml`."""

import difflib
import functools
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

_FOLDER = Path(__file__).parent


class UnknownStyleError(LookupError):
    """No preset has this name; `closest` names those that look like it."""

    def __init__(self, name: str, closest: list[str]) -> None:
        hint = f"; did you mean {' or '.join(closest)}?" if closest else ""
        super().__init__(f"no style is called {name!r}{hint}")
        self.closest = closest


@dataclass(frozen=True, slots=True)
class Preset:
    """A style that ships. `name` is its identifier; most of the rest is for people.

    `aliases` are other names of it, `groups` what several may be called, such as "Japanese".

    `strength` 0..100 and `style_scale` 0.5..2 suit it best, found by looking.
    """

    name: str
    title: str
    title_ko: str
    artist: str
    artist_ko: str
    year: str
    period: str
    period_ko: str
    place: str
    place_ko: str
    aliases: tuple[str, ...]
    groups: tuple[str, ...]
    strength: int
    style_scale: float
    rights: str
    rights_ko: str
    free_everywhere: bool
    provenance: str

    @property
    def exemplar(self) -> Path:
        """The picture that stands for the preset."""
        return _FOLDER / f"{self.name}.webp"

    @property
    def preview(self) -> Path:
        """A small picture of one and the same photo in each style, for galleries."""
        return _FOLDER / "previews" / f"{self.name}.webp"


@functools.cache
def catalog() -> tuple[Preset, ...]:
    """Return all presets in the order of the catalogue."""
    with (_FOLDER / "catalog.toml").open("rb") as file:
        entries = tomllib.load(file)["preset"]
    return TypeAdapter(tuple[Preset, ...]).validate_python(entries)


def find(name: str) -> Preset:
    """Return the preset that a name, title or alias stands for, in any case and language.

    Raises UnknownStyleError.
    """
    wanted = _folded(name)
    words = {word: preset for preset in reversed(catalog()) for word in _names(preset)}
    if wanted in words:
        return words[wanted]
    near = difflib.get_close_matches(wanted, words, n=3, cutoff=0.6)
    raise UnknownStyleError(name, list(dict.fromkeys(words[word].name for word in near)))


def named(name: str) -> Preset | None:
    """Return the preset of exactly this identifier, if there is one."""
    return next((preset for preset in catalog() if preset.name == name), None)


@functools.cache
def _names(preset: Preset) -> list[str]:
    spoken = (preset.name, preset.title, preset.title_ko, *preset.aliases)
    about = (preset.artist, preset.artist_ko, preset.period, preset.period_ko, preset.year)
    return [_folded(word) for word in (*spoken, *about)]


def _folded(text: str) -> str:
    """Reduce a name to its letters and digits, so that "Van-Gogh" and "van gogh" are the same."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in plain if letter.isalnum())
    return unicodedata.normalize("NFC", kept)
