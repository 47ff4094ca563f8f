"""Small files that would take much memory, or the processor for minutes."""

import io
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from styletransfer.images import files, salvage

# How much more memory a process holds at its peak while it reads a file, in MiB.
READER = """
import resource, sys
from styletransfer.images import files

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = peak()
picture = files.read(open(sys.argv[1], "rb").read())
print(peak() - before, max(picture.size))
"""
# Nearly 80 million pixels, and nearly 40.
LARGE, FORTY_MILLION = 8940, 6300


def deep_png() -> bytes:
    """Return 80 million pixels of 16-bit grey in a file of a megabyte."""
    packer = zlib.compressobj(1)
    row = b"\0" + b"".join(struct.pack(">H", 7 * x % 65536) for x in range(LARGE))
    data = b"".join(packer.compress(row) for _ in range(LARGE)) + packer.flush()
    header = struct.pack(">IIBBBBB", LARGE, LARGE, 16, 0, 0, 0, 0)
    return salvage.PNG + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )


def tiny_webp() -> bytes:
    """Return 40 million pixels in a file of 40 bytes."""
    file = io.BytesIO()
    picture = Image.new("RGBA", (FORTY_MILLION, FORTY_MILLION), (9, 8, 7, 200))
    picture.save(file, "WEBP", lossless=True, method=0, quality=0)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "most", "side"), [(deep_png, 500, LARGE // 2), (tiny_webp, 1000, FORTY_MILLION)]
)
def test_a_large_picture_takes_little_more_than_its_pixels(
    tmp_path: Path, make: Callable[[], bytes], most: int, side: int
) -> None:
    path = tmp_path / "picture"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True
    )
    mebibytes, long_side = map(int, done.stdout.split())
    assert mebibytes < most
    assert long_side == side


def test_a_decoder_that_copies_is_given_fewer_pixels() -> None:
    # A header is enough: its pixels are counted before they take memory.
    width, height = LARGE - 1, LARGE - 1
    bits = width | height << 14 | 1 << 28
    body = b"WEBPVP8L" + struct.pack("<IBI", 5, 0x2F, bits) + b"\0"
    file = b"RIFF" + struct.pack("<I", len(body)) + body
    with pytest.raises(files.PictureTooLargeError, match="more than 40 million"):
        files.read(file)


def test_a_jpeg_of_thousands_of_scans_is_refused_before_it_is_decoded() -> None:
    file = io.BytesIO()
    Image.new("RGB", (400, 400), (90, 80, 70)).save(file, "JPEG", progressive=True)
    jpeg = file.getvalue()
    last = jpeg[[found.start() for found in re.finditer(rb"\xff\xda", jpeg)][-1] : -2]
    with pytest.raises(files.BrokenPictureError, match="scans"):
        files.read(jpeg[:-2] + 4000 * last + jpeg[-2:])
    assert files.read(jpeg[:-2] + 4 * last + jpeg[-2:]).size == (400, 400)
