import numpy
from PIL import Image

from styletransfer.features.encoder import Encoder
from styletransfer.figure import STYLES, figure


def test_the_photo_comes_first_and_each_painting_shows_its_style(
    photo: Image.Image, encoder: Encoder
) -> None:
    step = next(figure(photo.crop((0, 0, 512, 384)), size=64, encoder=encoder))
    assert 0 < step.fraction < 1 / len(STYLES)
    pixels = numpy.asarray(step.preview, float)
    height, width = pixels.shape[:2]
    assert height > 3 * 48
    assert width > 2 * 64
    wanted = numpy.asarray(photo.crop((0, 0, 512, 384)).resize((64, 48)), float)
    places = [
        numpy.abs(pixels[y : y + 48, x : x + 64] - wanted).mean()
        for y in range(10)
        for x in range(20)
    ]
    assert min(places) < 5
    # The rows of the second and third line are still empty.
    assert (pixels[height // 2 :] == 255).mean() > 0.99
