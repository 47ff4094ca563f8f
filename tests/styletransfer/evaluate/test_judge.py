"""The jury's order of pictures whose order nobody doubts."""

import pytest
from PIL import Image

from styletransfer.evaluate.judge import judge


@pytest.mark.slow
def test_giving_up_either_the_photo_or_the_style_wins_nothing(
    photo: Image.Image, style: Image.Image
) -> None:
    half = Image.blend(photo, style.resize(photo.size), 0.5)
    verdicts = [judge(each, photo, style) for each in (photo, half, style)]
    assert [round(each.kept, 3) for each in (verdicts[0], verdicts[2])] == [1, 0]
    assert verdicts[0].closeness < verdicts[1].closeness < verdicts[2].closeness
    assert verdicts[0].score == 0
    assert verdicts[1].score > 0.1 > verdicts[2].score


@pytest.mark.slow
def test_strips_and_what_has_no_detail_are_judged_too(photo: Image.Image) -> None:
    black, strip = Image.new("RGB", (64, 64)), Image.new("RGB", (16, 1600), "red")
    for verdict in (judge(strip, photo, black), judge(black, strip, black)):
        assert 0 <= verdict.score <= 1
