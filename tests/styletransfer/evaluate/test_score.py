"""What a score says of pictures whose order nobody doubts, and of sizes."""

import dataclasses
import math

import pytest
from PIL import Image, ImageFilter

from styletransfer.evaluate.score import Scorer

SIDES = (256, 128, 64)


@pytest.mark.slow
def test_brushwork_is_seen_from_near_and_shapes_from_far_away(photo: Image.Image) -> None:
    cut, across = 128, 4
    shuffled = Image.new("RGB", (cut * across, cut * across))
    for number in range(across**2):
        (down, right), (down_to, right_to) = (
            divmod(place, across) for place in (number * 7 % across**2, number)
        )
        piece = photo.crop((right * cut, down * cut, (right + 1) * cut, (down + 1) * cut))
        shuffled.paste(piece, (right_to * cut, down_to * cut))
    blurred = photo.filter(ImageFilter.GaussianBlur(4))
    scorer = Scorer(photo, photo, SIDES[0])
    itself, of_blurred, of_shuffled = (
        [scorer.style_at(each, side) for side in SIDES] for each in (photo, blurred, shuffled)
    )
    assert itself == [0, 0, 0]
    assert of_blurred == sorted(of_blurred, reverse=True)
    assert of_shuffled == sorted(of_shuffled)
    assert of_blurred[0] > of_shuffled[0]
    assert of_blurred[-1] < of_shuffled[-1]


@pytest.mark.slow
def test_strips_and_what_has_no_detail_have_a_number_for_everything(photo: Image.Image) -> None:
    strip, flat = Image.new("RGBA", (16, 1600), "#ff000080"), Image.new("RGB", (64, 16))
    photo = photo.crop((160, 0, 288, 512))
    for scorer in (Scorer(flat, photo), Scorer(photo, flat).for_photo(strip)):
        score = scorer.score(strip)
        assert all(map(math.isfinite, dataclasses.astuple(score)))
        assert score.style_256 == scorer.style_at(strip, 256)
