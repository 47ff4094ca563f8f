"""Stickers and cut-outs: what cannot be seen does not count, and no rim is paler for it."""

import itertools
from collections.abc import Callable

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from styletransfer import presets
from styletransfer.draft import model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.dream import dream
from styletransfer.features.encoder import Encoder
from styletransfer.images import files
from styletransfer.painter import paint
from tests.styletransfer.samples import as_file
from tests.styletransfer.test_painter import painted

SIDE = 128
DARK = (38, 30, 52)
WAYS = ("photo", "draft", "painting", "dream")


def sticker(hidden: str = "white", side: int = SIDE) -> Image.Image:
    """Return a dark disc with a soft edge; what is hidden has a colour of its own."""
    alpha = Image.new("L", (side, side))
    ImageDraw.Draw(alpha).ellipse((side // 6, side // 6, side * 5 // 6, side * 5 // 6), fill=255)
    alpha = alpha.filter(ImageFilter.GaussianBlur(side / 40))
    colors = Image.new("RGB", alpha.size, hidden)
    colors.paste(DARK, mask=alpha.point(lambda value: 255 if value else 0))
    colors.putalpha(alpha)
    return colors


def over(ground: str, picture: Image.Image) -> numpy.ndarray:
    whole = Image.new("RGBA", picture.size, ground)
    whole.alpha_composite(picture)
    return numpy.asarray(whole.convert("RGB"), dtype=float)


@pytest.fixture(scope="module")
def result_of(encoder: Encoder) -> Callable[[str, Image.Image, Image.Image], Image.Image]:
    drafter = Drafter(model.load(), lambda: encoder)

    def result_of(way: str, content: Image.Image, style: Image.Image) -> Image.Image:
        styles, size = [(style, 1.0)], max(64, max(content.size) * 3 // 4)
        match way:
            case "photo":
                return painted(paint(content, styles, size=size, strength=0, encoder=encoder))
            case "draft":
                return drafter.draft(content, [DraftStyle(style)], size=size)
            case "painting":
                steps = paint(content, styles, size=size, strength=30, encoder=encoder)
            case _:
                steps = dream(content, size=size, encoder=encoder)
        *_, last = itertools.islice(steps, 10)
        return last.preview

    return result_of


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_no_rim_is_paler_than_what_it_bounds(
    way: str, result_of: Callable[[str, Image.Image, Image.Image], Image.Image]
) -> None:
    style = Image.open(presets.find("starry-night").exemplar)
    result = result_of(way, sticker(), style)
    alpha = numpy.asarray(result.getchannel("A"), dtype=float) / 255
    rim, inside = (alpha > 0.2) & (alpha < 0.8), alpha > 0.99
    share = alpha[rim][:, None]
    for ground, value in (("black", 0.0), ("white", 255.0)):
        own = (over(ground, result)[rim] - value * (1 - share)) / share
        assert own.mean() < over(ground, result)[inside].mean() + 25


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_colour_of_hidden_pixels_does_not_count(
    way: str,
    style: Image.Image,
    result_of: Callable[[str, Image.Image, Image.Image], Image.Image],
) -> None:
    first, second = (result_of(way, sticker(hidden, 64), style) for hidden in ("white", "lime"))
    assert first.tobytes() == second.tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["draft", "painting"])
def test_the_hidden_part_of_a_style_is_no_paper(
    way: str,
    photo: Image.Image,
    style: Image.Image,
    result_of: Callable[[str, Image.Image, Image.Image], Image.Image],
) -> None:
    dark = style.resize((64, 64)).point(lambda value: value // 4)
    cut_out = dark.copy()
    cut_out.putalpha(sticker(side=64).getchannel("A"))
    styles = (dark, cut_out, files.over_white(cut_out))
    light = [result_of(way, photo.resize((64, 64)), each).convert("L") for each in styles]
    of_whole, of_part, on_paper = (numpy.asarray(each, dtype=float).mean() for each in light)
    assert abs(of_part - of_whole) < 0.5 * (on_paper - of_whole)


@settings(max_examples=25)
@given(side=st.integers(16, 200), size=st.integers(16, 300), shade=st.integers(0, 255))
def test_at_strength_0_a_cut_out_looks_as_before(side: int, size: int, shade: int) -> None:
    content = files.read(as_file(sticker("yellow", side)))
    style = Image.new("RGB", (16, 16))
    result = painted(paint(content, [(style, 1.0)], size=size, strength=0))
    wanted = content.resize(result.size, Image.Resampling.LANCZOS)
    ground = f"rgb({shade}, {shade}, {shade})"
    assert numpy.abs(over(ground, result) - over(ground, wanted)).max() <= 8


@pytest.mark.slow
@given(data=st.data(), width=st.integers(1, 40), height=st.integers(1, 40))
def test_visible_colours_stay_and_hidden_ones_come_from_them(
    data: st.DataObject, width: int, height: int
) -> None:
    random = numpy.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    pixels = random.integers(100, 151, (height, width, 4), dtype=numpy.uint8)
    faint, off = data.draw(st.sampled_from([(3, 25), (40, 8)]))
    pixels[..., 3] = random.choice([0, faint, 255], (height, width), p=[0.9, 0.05, 0.05])
    pixels[..., :3][pixels[..., 3] == 0] = 255
    straight, alpha = files.split_alpha(Image.fromarray(pixels))
    seen = pixels[..., 3] > 0
    colors = numpy.asarray(straight)
    assert (colors[seen] == pixels[..., :3][seen]).all()
    if seen.any():
        assert colors.min() >= 100 - off
        assert colors.max() <= 150 + off
        assert alpha is None or alpha.tobytes() == pixels[..., 3].tobytes()


def test_a_mask_is_its_alpha_where_that_varies_or_else_its_light() -> None:
    ramp = Image.linear_gradient("L")
    by_alpha = Image.new("RGBA", ramp.size, "white")
    by_alpha.putalpha(ramp)
    evenly = Image.merge("RGBA", (ramp, ramp, ramp, Image.new("L", ramp.size, 128)))
    for mask in (by_alpha, evenly, ramp):
        assert files.as_mask(files.read(as_file(mask))).tobytes() == ramp.tobytes()
