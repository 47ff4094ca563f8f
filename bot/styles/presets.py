"""The styles that members choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from bot.discord_limits import LONGEST_CHOICE, MOST_CHOICES
from bot.errors import UnknownStyleError
from bot.i18n import texts
from bot.styles.style_search import meant, search
from styletransfer import presets

# So many are offered to whoever may have meant one of them.
MOST_CLOSEST = 5


@dataclass(frozen=True, slots=True)
class PresetCatalog:
    """The presets that this host offers."""

    hidden: tuple[str, ...]

    def exact(self, text: str) -> presets.Preset | None:
        """Return the preset that is called just so, in any language, if this host offers it."""
        try:
            preset = presets.find(text)
        except presets.UnknownStyleError:
            return None
        return None if preset.name in self.hidden else preset

    def find(self, text: str, locale: str) -> presets.Preset:
        """Return the preset that a member means.

        Raises UnknownStyleError, which names the closest ones.
        """
        found = self.exact(text) or meant(self.offered(), text)
        if found is None:
            closest = self.search(text)[:MOST_CLOSEST]
            raise unknown(text, {preset.name: preset_name(preset, locale) for preset in closest})
        return found

    def default(self) -> str:
        """Return the preset for those who name none; raises LookupError if all are hidden."""
        return next(p.name for p in presets.catalog() if p.name not in self.hidden)

    def offered(self) -> list[presets.Preset]:
        """Return all presets that may be chosen, in the order of the catalogue."""
        return [p for p in presets.catalog() if p.name not in self.hidden]

    def search(self, text: str) -> list[presets.Preset]:
        """Return the presets that some words may mean, the best first."""
        return search(self.offered(), text)

    def choices(self, text: str, locale: str) -> list[discord.app_commands.Choice[str]]:
        """Return what to offer while a member types."""
        return [
            discord.app_commands.Choice(
                name=preset_name(preset, locale)[:LONGEST_CHOICE], value=preset.name
            )
            for preset in self.search(text)[:MOST_CHOICES]
        ]


def unknown(text: str, closest: Mapping[str, str]) -> UnknownStyleError:
    """Return what is to be raised for a text; `closest` has titles of the values it may mean."""
    name = discord.utils.escape_markdown(text[:LONGEST_CHOICE])
    if not closest:
        return UnknownStyleError((), "unknown-style", name=name)
    titles = ", ".join(closest.values())
    return UnknownStyleError([*closest], "unknown-style-closest", name=name, closest=titles)


def preset_name(preset: presets.Preset, locale: str) -> str:
    """Return title and artist of a preset in the language of a locale."""
    title, artist = preset_words(preset, locale)
    return texts.say(locale, "style-by", title=title, artist=artist)


def preset_year(preset: presets.Preset, locale: str) -> str:
    """Return when a preset's painting was made, as the language of a locale says it."""
    circa = preset.year.removeprefix("c. ")
    if circa == preset.year:
        return preset.year
    return texts.say(locale, "year-about", year=circa)


def preset_words(preset: presets.Preset, locale: str) -> tuple[str, str]:
    """Return the title and the artist of a preset in the language of a locale."""
    if texts.language(locale) == "ko":
        return preset.title_ko, preset.artist_ko
    return preset.title, preset.artist
