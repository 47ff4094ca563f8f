"""The styles that members choose from."""

from dataclasses import dataclass

import discord

from bot.discord_limits import LONGEST_CHOICE, MOST_CHOICES
from bot.errors import RefusalError
from bot.i18n import texts
from styletransfer import presets


@dataclass(frozen=True, slots=True)
class PresetCatalog:
    """The presets that this host offers."""

    hidden: tuple[str, ...]

    def find(self, text: str, locale: str) -> presets.Preset:
        """Return the preset that a member means.

        Raises RefusalError, which names the closest ones.
        """
        try:
            preset = presets.find(text)
        except presets.UnknownStyleError as error:
            matches = self.search(text)
            if len({preset.artist for preset in matches}) == 1:
                return matches[0]  # a painter's best known picture stands first
            closest = [presets.find(name) for name in error.closest]
            raise self._unknown(text, matches or closest, locale) from error
        if preset.name in self.hidden:
            raise self._unknown(text, [], locale)
        return preset

    def default(self) -> str:
        """Return the preset for those who name none; raises LookupError if all are hidden."""
        return next(p.name for p in presets.catalog() if p.name not in self.hidden)

    def offered(self) -> list[presets.Preset]:
        """Return all presets that may be chosen, in the order of the catalogue."""
        return [p for p in presets.catalog() if p.name not in self.hidden]

    def search(self, text: str) -> list[presets.Preset]:
        """Return the presets that a part of a name finds, the best first."""
        found = presets.search(text, limit=len(presets.catalog()))
        return [p for p in found if p.name not in self.hidden]

    def choices(self, text: str, locale: str) -> list[discord.app_commands.Choice[str]]:
        """Return what to offer while a member types."""
        return [
            discord.app_commands.Choice(
                name=preset_name(preset, locale)[:LONGEST_CHOICE], value=preset.name
            )
            for preset in self.search(text)[:MOST_CHOICES]
        ]

    def _unknown(self, text: str, closest: list[presets.Preset], locale: str) -> RefusalError:
        name = discord.utils.escape_markdown(text[:LONGEST_CHOICE])
        offered = [preset for preset in closest if preset.name not in self.hidden]
        if not offered:
            return RefusalError("unknown-style", name=name)
        return RefusalError(
            "unknown-style-closest", name=name, closest=preset_name(offered[0], locale)
        )


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
