from collections.abc import Iterable

import numpy
import pytest
from PIL import Image

from styletransfer.evaluate.score import Scorer
from styletransfer.features.encoder import Encoder
from styletransfer.painter import paint
from styletransfer.progress import Progress

SIZE = 64
# The least size at which places of the style are chosen twice.
TWICE = 96


def painted(steps: Iterable[Progress]) -> Image.Image:
    *_, last = steps
    assert last.fraction == 1
    return last.preview


@pytest.fixture(scope="module")
def plain(photo: Image.Image, style: Image.Image, encoder: Encoder) -> list[Progress]:
    """A painting with nothing special about it, step by step."""
    return list(paint(photo, [(style, 1.0)], size=SIZE, encoder=encoder))


@pytest.mark.slow
def test_a_painting_is_nearer_to_the_style_and_still_the_photo(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    weak, strong = (
        painted(paint(photo, [(style, 1.0)], size=SIZE, strength=strength, encoder=encoder))
        for strength in (30, 90)
    )
    scorer = Scorer(photo, style, 128)
    of_photo, of_weak, of_strong = map(scorer.distances, (photo, weak, strong))
    assert of_photo.style_covariance > of_weak.style_covariance
    assert of_weak.content < of_strong.content < scorer.distances(style).content


@pytest.mark.slow
def test_progress_only_grows_and_ends_at_one(plain: list[Progress]) -> None:
    fractions = [step.fraction for step in plain]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert plain[-1].seconds_left == 0
    assert plain[-1].preview.size == (SIZE, SIZE)


@pytest.mark.slow
def test_the_same_seed_paints_the_same_picture(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    first, again = (
        painted(paint(photo, [(style, 1.0)], size=TWICE, seed=7, encoder=encoder)).tobytes()
        for _ in range(2)
    )
    assert first == again


@pytest.mark.slow
def test_another_seed_begins_another_picture(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    first, other = (
        next(paint(photo, [(style, 1.0)], size=SIZE, seed=seed, encoder=encoder)).preview.tobytes()
        for seed in (7, 8)
    )
    assert first != other


@pytest.mark.slow
def test_alpha_and_aspect_of_the_photo_are_kept(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    cut_out = photo.resize((300, 150)).convert("RGBA")
    left = Image.new("L", (300, 150), 0)
    left.paste(255, (150, 0, 300, 150))
    cut_out.putalpha(left)
    picture = painted(paint(cut_out, [(style, 1.0)], size=SIZE, encoder=encoder))
    assert picture.mode == "RGBA"
    assert picture.size == (SIZE, SIZE // 2)
    alpha = picture.getchannel("A")
    assert (alpha.getpixel((5, 16)), alpha.getpixel((60, 16))) == (0, 255)


def test_strength_0_is_the_photo(photo: Image.Image, style: Image.Image) -> None:
    picture = painted(paint(photo, [(style, 1.0)], size=512, strength=0))
    assert picture.tobytes() == photo.tobytes()


@pytest.mark.slow
def test_kept_colours_are_those_of_the_photo(
    photo: Image.Image, style: Image.Image, plain: list[Progress], encoder: Encoder
) -> None:
    kept, matched = (
        painted(paint(photo, [(style, 1.0)], size=SIZE, keep_colors=keep, encoder=encoder))
        for keep in (True, "matched")
    )
    small = photo.resize(kept.size)

    def chroma_distance(picture: Image.Image) -> float:
        ours, theirs = (numpy.asarray(p.convert("YCbCr"), float)[..., 1:] for p in (picture, small))
        return float(numpy.abs(ours - theirs).mean())

    far = chroma_distance(painted(plain))
    assert chroma_distance(kept) < 0.3 * far
    assert chroma_distance(matched) < 0.7 * far


@pytest.mark.slow
def test_a_blend_lies_between_its_styles(photo: Image.Image, encoder: Encoder) -> None:
    noise, dark = Image.effect_noise((96, 96), 90), Image.new("L", (96, 96), 30)
    red = Image.merge("RGB", (noise, dark, dark))
    blue = Image.merge("RGB", (dark, dark, noise))

    def redness(weights: tuple[float, float]) -> float:
        styles = [(red, weights[0]), (blue, weights[1])]
        picture = painted(paint(photo, styles, size=SIZE, strength=90, encoder=encoder))
        mean = numpy.asarray(picture, float).mean((0, 1))
        return float(mean[0] - mean[2])

    assert redness((9, 1)) > redness((1, 1)) > redness((1, 9))


@pytest.mark.slow
def test_a_larger_brush_paints_coarser(photo: Image.Image, encoder: Encoder) -> None:
    tiles = Image.fromarray(numpy.indices((16, 16)).sum(0).astype(numpy.uint8) % 2 * 255)
    board = tiles.resize((256, 256), Image.Resampling.NEAREST).convert("RGB")

    def roughness(scale: float) -> float:
        steps = paint(
            photo, [(board, 1.0)], size=SIZE, strength=95, style_scale=scale, encoder=encoder
        )
        light = numpy.asarray(painted(steps).convert("L"), float)
        return float(numpy.abs(numpy.diff(light)).mean() / light.std())

    assert roughness(0.5) > 1.2 * roughness(2)


@pytest.mark.slow
def test_outside_of_a_region_the_photo_stays(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    right = Image.new("L", (30, 20), 0)
    right.paste(255, (15, 0, 30, 20))
    picture = painted(paint(photo, [(style, 1.0)], size=SIZE, region=right, encoder=encoder))
    small = photo.resize(picture.size, Image.Resampling.LANCZOS)
    halves = [(0, 0, SIZE // 2 - 2, SIZE), (SIZE // 2 + 2, 0, SIZE, SIZE)]
    left_alike, right_alike = (
        picture.crop(half).tobytes() == small.crop(half).tobytes() for half in halves
    )
    assert left_alike
    assert not right_alike


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "size"), [((16, 800), 128), ((800, 16), 128), ((17, 17), SIZE)])
def test_odd_shapes_are_painted(
    shape: tuple[int, int], size: int, style: Image.Image, encoder: Encoder
) -> None:
    strip = Image.effect_noise(shape, 60).convert("RGB")
    picture = painted(paint(strip, [(style, 1.0)], size=size, encoder=encoder))
    assert max(picture.size) == size


def test_what_cannot_be_painted_is_said(photo: Image.Image, style: Image.Image) -> None:
    with pytest.raises(ValueError, match="strength"):
        next(paint(photo, [(style, 1.0)], strength=900))
    with pytest.raises(ValueError, match="style"):
        next(paint(photo, []))
    with pytest.raises(ValueError, match="scale"):
        next(paint(photo, [(style, 1.0)], style_scale=9))
