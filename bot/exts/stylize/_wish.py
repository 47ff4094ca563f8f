"""What a member wishes for with `/stylize`, and whether it can be had."""

from dataclasses import dataclass

import discord

from bot.delivery import messages
from bot.intake.declared import DeclaredPicture
from bot.refusal import RefusalError
from styletransfer import presets

LEAST_SIZE = 64
MOST_STRENGTH = 100
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """A checked request: the photo, one of `preset` and `style`, and how to paint."""

    content: DeclaredPicture
    preset: str | None
    style: DeclaredPicture | None
    strength: int
    keep_colors: bool
    size: int


@dataclass(frozen=True, slots=True)
class Gallery:
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
            if len(matches) == 1:
                return matches[0]
            closest = [presets.find(name) for name in error.closest]
            raise self._unknown(text, matches or closest, locale) from error
        if preset.name in self.hidden:
            raise self._unknown(text, [], locale)
        return preset

    def default(self) -> str:
        """Return the preset for those who name none; raises LookupError if all are hidden."""
        return next(p.name for p in presets.catalog() if p.name not in self.hidden)

    def search(self, text: str) -> list[presets.Preset]:
        """Return the presets that a part of a name finds, the best first."""
        return [p for p in presets.search(text) if p.name not in self.hidden]

    def choices(self, text: str, locale: str) -> list[discord.app_commands.Choice[str]]:
        """Return what to offer while a member types."""
        return [
            discord.app_commands.Choice(
                name=messages.preset_name(preset, locale)[:_LONGEST_CHOICE], value=preset.name
            )
            for preset in self.search(text)[:_MOST_CHOICES]
        ]

    def _unknown(self, text: str, closest: list[presets.Preset], locale: str) -> RefusalError:
        name = discord.utils.escape_markdown(text[:_LONGEST_CHOICE])
        offered = [preset for preset in closest if preset.name not in self.hidden]
        if not offered:
            return RefusalError("unknown-style", name=name)
        return RefusalError(
            "unknown-style-closest",
            name=name,
            closest=messages.preset_name(offered[0], locale),
        )


def check_numbers(strength: int, size: int, max_size: int) -> None:
    """Raise RefusalError if a number is out of its range, whatever the client let through."""
    if not 0 <= strength <= MOST_STRENGTH:
        raise RefusalError("strength-out-of-range")
    if not LEAST_SIZE <= size <= max_size:
        # As strings: Fluent would group the digits of numbers.
        raise RefusalError("size-out-of-range", least=str(LEAST_SIZE), most=str(max_size))
