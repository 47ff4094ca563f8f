"""Fingerprints of photos: the same one saved anew, and others."""

import io
from itertools import combinations

import pytest
from PIL import Image, ImageEnhance

from bot.challenges.likeness import alike
from styletransfer.images.fingerprint import fingerprint
from tests.styletransfer.samples import as_file, sample

NAMES = ("astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg")


def _saved(picture: Image.Image, kind: str, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(as_file(picture, kind, quality=quality)))


@pytest.mark.parametrize("name", NAMES)
def test_a_photo_is_known_again_however_it_was_saved(name: str) -> None:
    photo = sample(name)
    width, height = photo.size
    again = [
        _saved(photo, "JPEG", 40),
        _saved(photo, "WEBP", 30),
        photo.resize((width // 3, height // 3)),
        photo.crop((width // 100, height // 100, width * 99 // 100, height * 99 // 100)),
        ImageEnhance.Brightness(photo).enhance(1.15),
        photo.convert("RGBA"),
    ]
    assert all(alike(fingerprint(photo), fingerprint(other)) for other in again)


def test_other_photos_are_others() -> None:
    prints = [fingerprint(sample(name)) for name in NAMES]
    assert not [pair for pair in combinations(prints, 2) if alike(*pair)]
