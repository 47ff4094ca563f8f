"""A style's texture, in which nothing of its subject is left."""

import pytest
import torch
from PIL import Image

from styletransfer.evaluate.likeness import light
from styletransfer.features.encoder import Encoder
from styletransfer.images.tensors import to_image, to_tensor
from styletransfer.images.texture import texture
from styletransfer.optimise.schedule import Method
from styletransfer.painter import paint


@pytest.mark.parametrize(("width", "height"), [(96, 64), (1, 1), (33, 200), (400, 32)])
def test_any_size_is_filled_with_what_the_style_has(width: int, height: int) -> None:
    style = torch.rand(1, 3, 48, 37) * 100 + 100
    laid = texture(style, width, height, seed=3)
    assert laid.shape == (1, 3, height, width)
    assert style.min() - 0.1 <= laid.min() <= laid.max() <= style.max() + 0.1
    assert torch.equal(laid, texture(style, width, height, seed=3))
    assert not torch.equal(laid, texture(style, width, height, seed=4))


def test_a_portrait_is_not_to_be_recognised_in_its_texture(photo: Image.Image) -> None:
    portrait = to_tensor(photo, 192, torch.device("cpu"))
    laid = texture(portrait, 192, 192, seed=0)
    assert abs(light(photo, to_image(laid))) < 0.15
    assert (laid.mean((2, 3)) - portrait.mean((2, 3))).abs().max() < 20


@pytest.mark.slow
@pytest.mark.parametrize("method", ["structure", "statistics"])
def test_at_full_strength_the_styles_subject_does_not_come_through(
    photo: Image.Image, style: Image.Image, method: Method, encoder: Encoder
) -> None:
    *_, last = paint(style, [(photo, 1.0)], strength=100, size=64, method=method, encoder=encoder)
    assert abs(light(photo, last.preview)) < 0.2
