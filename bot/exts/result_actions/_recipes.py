"""What each way on makes of the recipe of a result."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.delivery.result_buttons import ResultAction
from bot.errors import RefusalError
from bot.recipe import MOST_STRENGTH, SEEDS, Quality, Recipe, WeightedStyle, in_styles

_STEP = 20
# Below this the result is little but the photo.
_WEAKEST = 10


def changed(recipe: Recipe, way: ResultAction, max_size: int) -> Recipe:
    """Return the recipe of what a way leads to; raises RefusalError where it ends."""
    return _CHANGES[way](recipe, max_size)


def in_other_style(recipe: Recipe, style: WeightedStyle) -> Recipe:
    """Return a recipe in one style, as suits that if the recipe is as suits its own styles."""
    suited = in_styles(recipe, recipe.styles) == recipe
    styles = (style,)
    return in_styles(recipe, styles) if suited else replace(recipe, styles=styles)


def blended(recipe: Recipe, added: Sequence[WeightedStyle]) -> Recipe:
    """Return a recipe with more styles, each of which weighs as the earlier ones on average."""
    weights = [style.weight for style in recipe.styles]
    weight = round(sum(weights) / len(weights))
    more = tuple(replace(style, weight=weight) for style in added)
    return replace(recipe, styles=recipe.styles + more)


def of_other_mood(recipe: Recipe, mood: str) -> Recipe:
    """Return the recipe of a dream of another mood."""
    return replace(recipe, styles=(WeightedStyle(mood=mood),))


def room_for_styles(recipe: Recipe) -> int:
    """Return how many styles a recipe has room for; raises RefusalError if for none."""
    room = recipe.most_styles - len(recipe.styles)
    if room <= 0:
        raise RefusalError("too-many-styles", most=recipe.most_styles)
    return room


def _stronger(recipe: Recipe, _max_size: int) -> Recipe:
    if recipe.strength >= MOST_STRENGTH:
        raise RefusalError("strongest-already")
    return replace(recipe, strength=min(MOST_STRENGTH, recipe.strength + _STEP))


def _weaker(recipe: Recipe, _max_size: int) -> Recipe:
    if recipe.strength <= _WEAKEST:
        raise RefusalError("weakest-already")
    return replace(recipe, strength=max(_WEAKEST, recipe.strength - _STEP))


def _bigger(recipe: Recipe, max_size: int) -> Recipe:
    if recipe.size >= max_size:
        raise RefusalError("biggest-already", most=str(max_size))
    return replace(recipe, size=min(max_size, recipe.size * 3 // 2))


_CHANGES: dict[ResultAction, Callable[[Recipe, int], Recipe]] = {
    ResultAction.STRONGER: _stronger,
    ResultAction.WEAKER: _weaker,
    ResultAction.BIGGER: _bigger,
    ResultAction.BRUSH: lambda recipe, _: replace(recipe, seed=secrets.randbelow(SEEDS)),
    ResultAction.PAINT: lambda recipe, _: replace(recipe, quality=Quality.PAINTING),
    ResultAction.COLORS: lambda recipe, _: replace(recipe, keep_colors=not recipe.keep_colors),
    ResultAction.FACES: lambda recipe, _: replace(recipe, paint_faces=not recipe.paint_faces),
}
REPAINTING = frozenset(_CHANGES)
