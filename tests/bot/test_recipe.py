"""Recipes as texts, and which of them are refused."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RefusalError
from bot.i18n import texts
from bot.recipe import SEEDS, Quality, Recipe, WeightedStyle, in_styles
from bot.styles import recipe_text
from styletransfer import presets
from styletransfer.moods import MOODS
from tests.bot.conftest import RECIPE, catalog

OFFER = catalog()
PLAIN = replace(OFFER.plain(), seed=RECIPE.seed)
LANGUAGES = st.sampled_from(texts.LANGUAGES)
WEIGHTS = st.integers(1, 100)
STYLES = st.one_of(
    st.builds(
        WeightedStyle, preset=st.sampled_from([p.name for p in presets.catalog()]), weight=WEIGHTS
    ),
    st.builds(
        WeightedStyle, picture=st.text("0123456789abcdef", min_size=64, max_size=64), weight=WEIGHTS
    ),
)
DREAMT = st.one_of(
    st.builds(WeightedStyle, mood=st.sampled_from([mood.name for mood in MOODS])),
    st.builds(WeightedStyle, picture=st.text("0123456789abcdef", min_size=64, max_size=64)),
)
DREAMS = st.builds(
    Recipe,
    styles=st.tuples(DREAMT),
    strength=st.integers(0, 100),
    style_scale=st.just(1.0),
    keep_colors=st.just(False),
    size=st.integers(64, 4096),
    seed=st.integers(0, SEEDS - 1),
    dream=st.just(True),
)
RECIPES = DREAMS | st.builds(
    Recipe,
    styles=st.lists(STYLES, min_size=1, max_size=4).map(tuple),
    strength=st.integers(0, 100),
    style_scale=st.integers(50, 200).map(lambda hundredths: hundredths / 100),
    keep_colors=st.booleans(),
    paint_faces=st.booleans(),
    quality=st.sampled_from([Quality.BOTH, Quality.DRAFT]),
    size=st.integers(64, 4096),
    seed=st.integers(0, SEEDS - 1),
)
WORDS = st.sampled_from(["|", "+", "seed 1", "size", " 7", "the-kiss", "dream:", "eyes", "세기 60"])


def _read(text: str) -> Recipe:
    return recipe_text.read(text, OFFER)


@given(RECIPES, LANGUAGES)
def test_what_is_written_is_read_back(recipe: Recipe, language: str) -> None:
    text = recipe_text.write(recipe, language)
    assert _read(text) == recipe
    assert _read(f"  ```{text.upper()}```") == recipe
    recipe.check(4096)


@given(st.text() | st.lists(WORDS).map("".join))
def test_garbage_is_refused_with_one_sentence(text: str) -> None:
    try:
        said = recipe_text.write(_read(text), "en")
    except RefusalError as refusal:
        said = texts.say("en", refusal.key, **refusal.values)
    assert said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("별이 빛나는 밤 | 세기 80% | 크기 96", {"strength": 80, "size": 96}),
        ("세기 80 · Starry Night", {"strength": 80}),
        ("｜ strength　80 ｜ brush 1,5", {"strength": 80, "style_scale": 1.5}),
        ("composition 7", {"styles": (WeightedStyle("composition-vii"),)}),
        ("composition 7 7%", {"styles": (WeightedStyle("composition-vii", weight=7),)}),
        ("the–kiss", {"styles": (WeightedStyle("the-kiss"),)}),
        ("얼굴도  화풍대로 | strength 80", {"paint_faces": True, "strength": 80}),
        (
            "water-lilies 30 + composition-vii 90",
            {
                "styles": (
                    WeightedStyle("water-lilies", weight=30),
                    WeightedStyle("composition-vii", weight=90),
                ),
            },
        ),
        ("Dream: 깃털", {"styles": (WeightedStyle(mood="feathers"),), "dream": True}),
        ("dream：berries", {"styles": (WeightedStyle(mood="fruits"),), "dream": True}),
        ("", {}),
    ],
)
def test_people_type_it_otherwise(text: str, changes: dict[str, Any]) -> None:
    plain = in_styles(PLAIN, changes["styles"]) if "styles" in changes else PLAIN
    assert replace(_read(text), seed=PLAIN.seed) == replace(plain, **changes)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("starry night | the kiss", "recipe-unreadable"),
        ("size 64 | size 64", "recipe-unreadable"),
        ("the-kiss + ", "recipe-unreadable"),
        ("klimmt", "unknown-style-closest"),
        ("strength 900", "strength-out-of-range"),
        ("size 63", "size-out-of-range"),
        ("size 1025", "size-out-of-range"),
        ("brush 2.01", "brush-out-of-range"),
        ("brush 0.4", "brush-out-of-range"),
        ("seed 4294967296", "seed-out-of-range"),
        ("the-kiss 0", "weight-out-of-range"),
        ("the-kiss 101 + starry-night", "weight-out-of-range"),
        ("+".join(["the-kiss"] * 5), "too-many-styles"),
        ("dream:nothing", "unknown-mood"),
        ("dream:eyes | the-kiss", "recipe-unreadable"),
        ("dream:eyes | brush 1.5", "dream-without-brush"),
        ("dream:eyes | faces painted too", "dream-without-brush"),
    ],
)
def test_what_cannot_be_is_refused(text: str, key: str) -> None:
    with pytest.raises(RefusalError) as refused:
        _read(text).check(1024)
    assert refused.value.key == key


@pytest.mark.parametrize("numbers", [{"strength": 0, "size": 64}, {"strength": 100, "size": 1024}])
def test_the_bounds_are_allowed(numbers: dict[str, int]) -> None:
    replace(RECIPE, **numbers).check(1024)
