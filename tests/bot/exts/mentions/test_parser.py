"""What members write beside a picture, and what is made of it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RefusalError
from bot.exts.mentions import _parser
from bot.i18n import texts
from bot.recipe import Quality, Recipe, WeightedStyle, in_styles
from bot.styles.catalog import StyleCatalog
from styletransfer import presets
from tests.bot.conftest import RECIPE, catalog, server_style

OFFER = catalog(server_style("our-mural", "Wall 7", "담장"))
PLAIN = replace(OFFER.plain(), seed=RECIPE.seed)


def read(text: str, catalog: StyleCatalog = OFFER) -> Recipe:
    return replace(_parser.read(text, catalog), seed=RECIPE.seed)


def style(name: str) -> tuple[WeightedStyle, ...]:
    return (WeightedStyle(preset=name),)


DRAFT = {"quality": Quality.DRAFT}
MURAL = (WeightedStyle(picture="a" * 64, title="our-mural"),)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("", {}),
        (" ... 🎨 <:blob:1000000000000000000> https://example.com/scream", {}),
        ("please paint this!", {}),
        ("starry night", {"styles": style("starry-night")}),
        ("<@1000000000000000000> Starry Night, please", {"styles": style("starry-night")}),
        ("in the style of van Gogh's", {"styles": style("starry-night")}),
        ("paint it like the scream at 80 %", {"styles": style("the-scream"), "strength": 80}),
        ("별이 빛나는 밤 80%", {"styles": style("starry-night"), "strength": 80}),
        ("고흐 풍으로 그려줘", {"styles": style("starry-night")}),
        ("고흐처럼 세기 70 색유지", {"strength": 70, "keep_colors": True}),
        ("８０％ 로 해주세요", {"strength": 80}),
        ("brush 1.5 keep colours", {"style_scale": 1.5, "keep_colors": True}),
        ("Keep the Colors; brush size: 1,5x", {"style_scale": 1.5, "keep_colors": True}),
        ("붓 크기 0.8, 크기 768", {"style_scale": 0.8, "size": 768}),
        ("the scream, my face too!", {"styles": style("the-scream"), "paint_faces": True}),
        ("paint the faces too 80%", {"strength": 80, "paint_faces": True}),
        ("내 얼굴도 고흐처럼 그려줘", {"paint_faces": True}),
        ("고흐 풍 색 유지, 얼굴도 화풍대로", {"keep_colors": True, "paint_faces": True}),
        ("size 256 strength=30", {"size": 256, "strength": 30}),
        ("our-mural 80%", {"styles": MURAL, "strength": 80}),
        ("in the style of WALL 7, please", {"styles": MURAL}),
        ("담장풍으로 그려줘", {"styles": MURAL}),
        ("a quick sketch in the style of the scream", {"styles": style("the-scream"), **DRAFT}),
        ("고흐 풍 초안으로 부탁해", DRAFT),
        ("draft, 60%", {"strength": 60, **DRAFT}),
        ("composition 7, 512px", {"styles": style("composition-vii"), "size": 512}),
    ],
)
def test_members_write_as_they_speak(text: str, changes: dict[str, Any]) -> None:
    if "고흐" in text:
        changes = {"styles": style("starry-night"), **changes}
    plain = in_styles(PLAIN, changes["styles"]) if "styles" in changes else PLAIN
    assert read(text) == replace(plain, **changes)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("good morning everybody", "unknown-style"),
        ("a klimmt, please", "unknown-style-closest"),
        ("strength 900", "strength-out-of-range"),
        ("size 20000", "size-out-of-range"),
        ("brush 99", "brush-out-of-range"),
    ],
)
def test_what_cannot_be_had_is_refused(text: str, key: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read(text).check(1024)
    assert refused.value.key == key


PIECES = st.sampled_from(
    ["80%", "strength", "brush 1.5", "색 유지", "얼굴도", "크기", "9" * 30, "²%", "1,", "<@", "the"]
)


@given(st.text(max_size=200) | st.lists(PIECES | st.text(max_size=3)).map(" ".join))
def test_garbage_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        read(text).check(1024)
    except RefusalError as refusal:
        texts.say("en", refusal.key, **refusal.values)


@given(
    st.sampled_from(presets.catalog()),
    st.integers(0, 100),
    st.integers(50, 200),
    st.booleans(),
    st.booleans(),
    st.integers(64, 1024),
    st.permutations(range(6)),
    st.booleans(),
)
def test_the_order_does_not_matter(
    preset: presets.Preset,
    strength: int,
    hundredths: int,
    keep_colors: bool,
    paint_faces: bool,
    size: int,
    order: list[int],
    korean: bool,
) -> None:
    scale = hundredths / 100
    parts = [
        preset.title_ko if korean else preset.title,
        f"세기 {strength}" if korean else f"{strength}%",
        f"붓 {scale:g}" if korean else f"brush {scale:g}",
        ("색 유지" if korean else "keep colours") if keep_colors else "",
        ("얼굴도 화풍대로" if korean else "faces too") if paint_faces else "",
        f"크기 {size}" if korean else f"{size} px",
    ]
    expected = replace(
        PLAIN,
        styles=style(preset.name),
        strength=strength,
        style_scale=scale,
        keep_colors=keep_colors,
        paint_faces=paint_faces,
        size=size,
    )
    assert read(", ".join(parts[number] for number in order)) == expected


def test_what_a_server_decides_holds_where_a_member_says_nothing() -> None:
    decided = catalog(default_style="the-scream", default_strength=33, max_size=100)
    assert read("", decided).styles == style("the-scream")
    for text, strength in (("", 33), ("the kiss", 33), ("the kiss 80%", 80)):
        recipe = read(text, decided)
        assert (recipe.strength, recipe.size) == (strength, 100)
    own = server_style("Ours")
    assert read("", catalog(own, default_style=f"own:{own.id}")).styles[0].title == "Ours"
    gone = catalog(default_style=f"own:{own.id}", hidden_presets=[PLAIN.styles[0].preset])
    assert read("", gone).styles not in (PLAIN.styles, ())
