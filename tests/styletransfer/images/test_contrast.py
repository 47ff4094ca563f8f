"""Styles that are flat, photos that are, and paintings that come to nothing."""

import math

import numpy
import pytest
import torch
from PIL import Image

from styletransfer.evaluate.likeness import light
from styletransfer.features.encoder import Encoder
from styletransfer.images.contrast import SpoiledError, check_visible, with_contrast
from styletransfer.optimise.schedule import Method
from styletransfer.painter import paint

SIZE, FADED_SIZE = 64, 96


def faint(picture: Image.Image, darkest: int, spread: int) -> Image.Image:
    pixels = darkest + numpy.asarray(picture, numpy.float64) * spread / 255
    return Image.fromarray(pixels.round().astype(numpy.uint8))


def starry(photo: Image.Image) -> Image.Image:
    """Return a sky that is black but for a hundred stars."""
    sky = numpy.full((photo.height, photo.width, 3), 4, numpy.uint8)
    chance = numpy.random.default_rng(0)
    rows, columns = (chance.integers(side - 2, size=100) for side in (photo.height, photo.width))
    for row, column in zip(rows, columns, strict=True):
        sky[row : row + 2, column : column + 2] = 250
    return Image.fromarray(sky)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("color", "method"),
    [
        ((255, 255, 255), "structure"),
        ((0, 0, 0), "structure"),
        ((200, 30, 30), "structure"),
        ((0, 0, 0), "statistics"),
    ],
)
def test_a_style_of_one_colour_lends_its_tone_and_leaves_the_photo(
    photo: Image.Image, color: tuple[int, int, int], method: Method, encoder: Encoder
) -> None:
    style = Image.new("RGB", (80, 60), color)
    *_, last = paint(photo, [(style, 1.0)], size=SIZE, method=method, encoder=encoder)
    assert light(photo, last.preview) > 0.4
    mean, own = (numpy.asarray(each.resize((1, 1))) for each in (last.preview, photo))
    assert numpy.abs(mean - numpy.array(color)).sum() < numpy.abs(own - numpy.array(color)).sum()


@pytest.mark.slow
def test_a_night_sky_leaves_the_photo(photo: Image.Image, encoder: Encoder) -> None:
    *_, last = paint(photo, [(starry(photo), 1.0)], size=SIZE, method="structure", encoder=encoder)
    assert light(photo, last.preview) > 0.4


@pytest.mark.slow
@pytest.mark.parametrize(("darkest", "spread"), [(0, 20), (230, 25), (120, 12)])
def test_a_dark_pale_or_foggy_photo_takes_the_style_and_is_still_there(
    photo: Image.Image, style: Image.Image, darkest: int, spread: int, encoder: Encoder
) -> None:
    faded = faint(photo, darkest, spread)
    *_, last = paint(faded, [(style, 1.0)], size=FADED_SIZE, method="structure", encoder=encoder)
    assert light(photo, last.preview) > 0.4
    spreads = [numpy.asarray(each.convert("L")).std() for each in (last.preview, style)]
    assert spreads[0] > spreads[1] / 2


def test_a_painting_is_left_as_it_is() -> None:
    style = torch.rand(1, 3, 32, 48) * 255
    assert with_contrast(style, torch.rand(1, 3, 16, 16)) is style


def test_what_came_to_nothing_is_not_delivered() -> None:
    photo = torch.rand(1, 3, 32, 32) * 255
    for value in (0.0, 128.0, 1e9, math.nan, math.inf, -math.inf):
        with pytest.raises(SpoiledError):
            check_visible(torch.full((1, 3, 32, 32), value), photo)
    check_visible(photo, photo)
    check_visible(photo, torch.full((1, 3, 32, 32), 90.0))
