"""How a picture is to be painted, or dreamt: everything but the photo."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from bot.errors import RefusalError
from styletransfer import presets
from styletransfer.optimise.schedule import LEAST_SIZE

MOST_STRENGTH = 100
PLAIN_STRENGTH = 50
MOST_STYLES = 4
MOST_WEIGHT = 100
LEAST_SCALE = 0.5
MOST_SCALE = 2.0
SEEDS = 1 << 32

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class WeightedStyle:
    """One style of a blend: a preset by its name, or a picture by its name in the store.

    Of a dream it is what is dreamt of: a mood by its name, or a picture. `weight` 1..100 is its
    part against those of the other styles. `title` is what a server calls a picture.
    """

    preset: str | None = None
    picture: str | None = None
    mood: str | None = None
    weight: int = MOST_WEIGHT
    title: str | None = None


class Quality(StrEnum):
    """What a member wants: the draft, the painting, or first the one and then the other."""

    DRAFT = "draft"
    PAINTING = "painting"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to paint; the same recipe makes the same picture of the same photo.

    `strength` 0..100, `style_scale` 0.5..2 the size of the brush to two decimals, `size` the long
    side in pixels. Faces stay recognisable unless `paint_faces`. A `dream` is of one thing and has
    neither brush, colours to keep, faces to paint nor a draft.
    """

    styles: tuple[WeightedStyle, ...]
    strength: int
    style_scale: float
    keep_colors: bool
    size: int
    seed: int
    dream: bool = False
    quality: Quality = Quality.BOTH
    paint_faces: bool = False

    @property
    def most_styles(self) -> int:
        """How many styles it may have."""
        return 1 if self.dream else MOST_STYLES

    def check(self, max_size: int) -> None:
        """Raise RefusalError if a number is out of its range, whatever the client let through."""
        if len(self.styles) > self.most_styles:
            raise RefusalError("too-many-styles", most=self.most_styles)
        if self.dream and (self.keep_colors or self.paint_faces or self.style_scale != 1):
            raise RefusalError("dream-without-brush")
        if self.dream and self.quality is Quality.DRAFT:
            raise RefusalError("dream-without-draft")
        if not all(1 <= style.weight <= MOST_WEIGHT for style in self.styles):
            raise RefusalError("weight-out-of-range", most=MOST_WEIGHT)
        if not 0 <= self.strength <= MOST_STRENGTH:
            raise RefusalError("strength-out-of-range")
        if not LEAST_SCALE <= self.style_scale <= MOST_SCALE:
            raise RefusalError("brush-out-of-range", least=str(LEAST_SCALE), most=str(MOST_SCALE))
        # As strings: Fluent would group the digits of numbers.
        if not LEAST_SIZE <= self.size <= max_size:
            raise RefusalError("size-out-of-range", least=str(LEAST_SIZE), most=str(max_size))
        if not 0 <= self.seed < SEEDS:
            raise RefusalError("seed-out-of-range", most=str(SEEDS - 1))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member says of a recipe; None where they leave it as it is."""

    strength: int | None = None
    keep_colors: bool | None = None
    paint_faces: bool | None = None
    size: int | None = None
    quality: Quality | None = None

    def granted(self, recipe: Recipe) -> Recipe:
        """Return a recipe with what the member says of it."""
        return replace(
            recipe,
            strength=_first(self.strength, recipe.strength),
            keep_colors=_first(self.keep_colors, recipe.keep_colors),
            paint_faces=_first(self.paint_faces, recipe.paint_faces),
            size=_first(self.size, recipe.size),
            quality=_first(self.quality, recipe.quality),
        )


def in_styles(recipe: Recipe, styles: tuple[WeightedStyle, ...]) -> Recipe:
    """Return a recipe in other styles, with the strength and the brush that suit them.

    A preset has its own; any other picture is painted like with `PLAIN_STRENGTH` and a brush of 1.
    Several styles meet in between, by their weights.
    """
    suiting = [(style.weight, *_suiting(style)) for style in styles]
    total = sum(weight for weight, _, _ in suiting)
    if not total:
        return replace(recipe, styles=styles, strength=PLAIN_STRENGTH, style_scale=1.0)
    strength = sum(weight * strength for weight, strength, _ in suiting) / total
    scale = sum(weight * scale for weight, _, scale in suiting) / total
    return replace(recipe, styles=styles, strength=round(strength), style_scale=round(scale, 2))


def _first(said: _T | None, otherwise: _T) -> _T:
    return otherwise if said is None else said


def _suiting(style: WeightedStyle) -> tuple[int, float]:
    preset = presets.named(style.preset) if style.preset else None
    return (preset.strength, preset.style_scale) if preset else (PLAIN_STRENGTH, 1.0)
