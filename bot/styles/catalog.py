"""What may be chosen in one place: the styles of its server, and those that ship."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
from discord import app_commands

from bot.database.models import ServerSettings, ServerStyle
from bot.database.server_styles import folded, folded_names
from bot.discord_limits import LONGEST_CHOICE, MOST_CHOICES
from bot.errors import RefusalError
from bot.i18n import texts
from bot.recipe import PLAIN_STRENGTH, SEEDS, Recipe, WeightedStyle, in_styles
from bot.styles.presets import (
    MOST_CLOSEST,
    PresetCatalog,
    preset_name,
    preset_words,
    preset_year,
    unknown,
)
from bot.styles.style_search import meant, search
from styletransfer.presets import Preset

Style = Preset | ServerStyle

_OWN = "own:"


@dataclass(frozen=True, slots=True)
class StyleCatalog:
    """The styles that members have here, in the language of a locale, and what they get unasked.

    `own` are the styles of the server, `rules` its settings, `size` the host's long side in
    pixels.
    """

    presets: PresetCatalog
    own: tuple[ServerStyle, ...]
    rules: ServerSettings
    size: int
    locale: str

    def find(self, text: str) -> WeightedStyle:
        """Return the style that a member means, by a name or by the value of a choice.

        Raises UnknownStyleError, or RefusalError for one of another server.
        """
        return weighted(self.named(text))

    def named(self, text: str) -> Style:
        """Return the style that a member means, as `find` does."""
        if (found := self.exact(text) or meant(self.offered(), text)) is None:
            closest = self.search(text)[:MOST_CLOSEST]
            raise unknown(
                text, {value_of(style): title_of(style, self.locale) for style in closest}
            )
        return found

    def exact(self, text: str) -> Style | None:
        """Return the style that is called just so, or that a value of a choice stands for.

        Raises RefusalError where that is the value of a style of another server.
        """
        if text.startswith(_OWN):
            if found := next((style for style in self.own if value_of(style) == text), None):
                return found
            raise RefusalError("styles-not-here")
        wanted = folded(text)
        found = next((style for style in self.own if wanted in folded_names(style)), None)
        return found or self.presets.exact(text)

    def offered(self) -> list[Style]:
        """Return all styles that may be chosen, those of the server first."""
        hidden = self.rules.hidden_presets
        return [*self.own, *(p for p in self.presets.offered() if p.name not in hidden)]

    def search(self, text: str) -> list[Style]:
        """Return the styles that some words may mean, the best first; for no words all."""
        return search(self.offered(), text)

    def choices(self, text: str) -> list[app_commands.Choice[str]]:
        """Return what to offer while a member types."""
        return [
            app_commands.Choice(
                name=title_of(style, self.locale)[:LONGEST_CHOICE],
                value=style.name,
            )
            for style in self.search(text)[:MOST_CHOICES]
        ]

    def default(self) -> Style:
        """Return the style for those who name none; raises LookupError if there is no style."""
        offered = [*self.offered()[len(self.own) :], *self.own] or self.presets.offered()
        chosen = [style for style in offered if value_of(style) == self.rules.default_style]
        return [*chosen, *offered][0]

    def plain(self) -> Recipe:
        """Return the recipe for those who say nothing, with a seed of its own."""
        return self.recipe(weighted(self.default()))

    def recipe(self, *styles: WeightedStyle) -> Recipe:
        """Return the recipe for those who say nothing but the styles."""
        recipe = in_styles(self._bare(), styles)
        strength = self.rules.default_strength
        return recipe if strength is None else replace(recipe, strength=strength)

    def dream(self, *of: WeightedStyle) -> Recipe:
        """Return the recipe of a dream for those who say nothing but what of."""
        return in_styles(replace(self._bare(), dream=True), of)

    def _bare(self) -> Recipe:
        return Recipe(
            styles=(),
            strength=PLAIN_STRENGTH,
            style_scale=1.0,
            keep_colors=False,
            size=min(self.size, self.rules.max_size or self.size),
            seed=secrets.randbelow(SEEDS),
        )


def weighted(style: Style) -> WeightedStyle:
    """Return a style as recipes have it."""
    if isinstance(style, Preset):
        return WeightedStyle(preset=style.name)
    return WeightedStyle(picture=style.picture, title=style.name)


def value_of(style: Style) -> str:
    """Return what stands for a style in buttons and settings; `StyleCatalog.find` takes it."""
    return style.name if isinstance(style, Preset) else f"{_OWN}{style.id}"


def title_of(style: Style, locale: str) -> str:
    """Return what a style is called in the language of a locale, on one line."""
    return preset_name(style, locale) if isinstance(style, Preset) else f"★ {style.name}"


def listed(styles: Sequence[Style], locale: str) -> str:
    """Return some styles as a list, in the order in which their previews stand above it."""
    titles = (discord.utils.escape_markdown(title_of(style, locale)) for style in styles)
    years = (f", {preset_year(s, locale)}" if isinstance(s, Preset) else "" for s in styles)
    pairs = zip(titles, years, strict=True)
    return "\n".join(f"{n}. {title}{year}" for n, (title, year) in enumerate(pairs, start=1))


def option_of(style: Style, locale: str) -> discord.SelectOption:
    """Return a style as something to select."""
    if isinstance(style, Preset):
        label, artist = preset_words(style, locale)
        by = f"{artist}, {preset_year(style, locale)}"
    else:
        label = title_of(style, locale)
        by = ", ".join(style.aliases) or texts.say(locale, "styles-of-server")
    return discord.SelectOption(
        label=label[:LONGEST_CHOICE], description=by[:LONGEST_CHOICE], value=value_of(style)
    )
