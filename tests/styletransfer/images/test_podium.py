"""The podium with whatever members call themselves and however long their pictures are."""

import numpy
import pytest
from PIL import Image

from styletransfer.images.podium import Place, draw
from styletransfer.images.podium.text import legible

ODD = ["", "🌸" * 40, "ไทย", "W" * 200, "\u202e\u0000\ufdfd\n", "a\u0301" * 90]


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("size", [(16, 4000), (4000, 16), (500, 400)])
def test_every_picture_is_on_it_whatever_its_shape(count: int, size: tuple[int, int]) -> None:
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255)][:count]
    places = [
        Place(rank, Image.new("RGB", size, colour), ODD[rank], ODD[-rank])
        for rank, colour in enumerate(colours, start=1)
    ]
    wall = draw(ODD[3], places)
    assert wall.size == (1600, 900)
    pixels = numpy.asarray(wall).reshape(-1, 3)
    areas = [int((pixels == colour).all(axis=1).sum()) for colour in colours]
    assert areas == sorted(areas, reverse=True)
    assert min(areas) > 10_000


def test_names_are_written_as_far_as_there_are_letters_for_them() -> None:
    assert legible("🌸벚꽃\u200d엔딩🌸") == "벚꽃엔딩"
    assert legible("  Zoë \n Ж  Müller ") == "Zoë Ж Müller"
    assert legible("𝓕𝓪𝓷𝓬𝔂 ①") == "Fancy ①"
    assert legible("🌸", serif=True) == legible("\u0000\u202e") == ""


def test_those_who_share_a_rank_have_the_same_metal() -> None:
    picture = Image.new("RGB", (100, 100), "white")
    shared, apart = (
        numpy.asarray(draw("", [Place(rank, picture, "", "") for rank in ranks]))
        for ranks in ((1, 1), (1, 2))
    )
    left, right = slice(0, 800), slice(800, 1600)
    assert (shared[:, left] == apart[:, left]).all()
    assert (shared[:, right] != apart[:, right]).any()
