import io

import pytest
from PIL import Image

from bot.intake.kinds import HEAD_BYTES, is_picture
from tests.heic import HEIC


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_what_pillow_writes_is_a_picture(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(file, kind)
    assert is_picture(file.getvalue()[:HEAD_BYTES])


def test_so_is_what_phones_write() -> None:
    assert is_picture(HEIC[:HEAD_BYTES])


@pytest.mark.parametrize(
    "head",
    [b"", b"BM", b"BMW is a car maker", b"RIFF\0\0\0\0WAVEfmt ", b"GIF", b"%PDF-1.7", b"<svg "],
)
def test_other_files_are_not(head: bytes) -> None:
    assert not is_picture(head[:HEAD_BYTES])
