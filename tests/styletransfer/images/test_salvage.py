"""Damaged files, read as browsers read them."""

import random
import struct
import threading
import zlib
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile, ImageOps

from styletransfer.images import files
from tests.styletransfer.samples import as_file, sample

PHOTO = sample("coffee.png").resize((300, 200))
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def distance(first: Image.Image, second: Image.Image) -> float:
    pixels = [numpy.asarray(each.convert("RGB"), dtype=float) for each in (first, second)]
    return float(numpy.abs(pixels[0] - pixels[1]).mean())


def chunk(kind: bytes, data: bytes, flaw: int = 0) -> bytes:
    checksum = zlib.crc32(kind + data) ^ flaw
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def with_chunk(file: bytes, extra: bytes) -> bytes:
    """Put a chunk behind the header of a PNG."""
    behind = len(SIGNATURE) + 25
    return file[:behind] + extra + file[behind:]


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"tEXt", b"Comment\0of no use", flaw=1),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2_000_000))),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(bytes(2_000_000))),
        chunk(b"iCCP", b"profile\0\0" + zlib.compress(bytes(2_000_000))),
        chunk(b"iCCP", b"profile\0\0broken"),
        chunk(b"eXIf", b"no tags at all"),
        chunk(b"acTL", b"short"),
        chunk(b"gAMA", b"", flaw=1),
        chunk(b"abCd", random.Random(0).randbytes(5000), flaw=1),
    ],
    ids=["checksum", "zTXt", "iTXt", "large iCCP", "iCCP", "eXIf", "acTL", "gAMA", "unknown"],
)
def test_what_is_beside_the_picture_in_a_png_does_not_matter(extra: bytes) -> None:
    picture = files.read(with_chunk(as_file(PHOTO), extra))
    assert picture.tobytes() == PHOTO.tobytes()


def test_a_png_with_a_wrong_header_is_broken() -> None:
    file = bytearray(as_file(PHOTO))
    file[29] ^= 1
    with pytest.raises(files.BrokenPictureError):
        files.read(bytes(file))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_an_orientation_counts_beside_other_tags_that_are_broken(
    kind: str, orientation: int
) -> None:
    # The value of the second tag lies far behind the end.
    tags = ((0x0112, 3, 1, orientation << 16), (0x011A, 5, 1, 0x7FFF0000), (0x9286, 7, 900, 8))
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", len(tags))
    exif += b"".join(struct.pack(">HHII", *tag) for tag in tags) + bytes(4)
    if kind == "TIFF":
        upright = Image.Exif()
        upright[0x0112] = orientation
        file = as_file(PHOTO, kind, exif=upright)
    else:
        file = as_file(PHOTO, kind, exif=exif, quality=95)
    sound = PHOTO.copy()
    sound.getexif()[0x0112] = orientation
    upright_photo = ImageOps.exif_transpose(sound)
    picture = files.read(file)
    assert picture.size == upright_photo.size
    assert distance(picture, upright_photo) < 6


WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "baseline": ("JPEG", {"quality": 90}),
    "restarts": ("JPEG", {"quality": 90, "restart_marker_rows": 1}),
    "progressive": ("JPEG", {"quality": 90, "progressive": True}),
    "grey": ("JPEG", {"quality": 90}),
    "png": ("PNG", {}),
    "transparent": ("PNG", {}),
    "gif": ("GIF", {}),
    "bmp": ("BMP", {}),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_without_its_end_is_what_came_of_it(way: str) -> None:
    kind, options = WAYS[way]
    photo = PHOTO.convert("L") if way == "grey" else PHOTO.copy()
    if way == "transparent":
        photo.putalpha(200)
    file = as_file(photo, kind, **options)
    whole = files.read(file)
    for missing, most in ((2, 0.3), (len(file) // 100, 3), (len(file) // 30, 6)):
        picture = files.read(file[:-missing])
        assert picture.size == whole.size
        assert distance(picture, whole) < most
        first = (0, 50, 300, 200) if way == "bmp" else (0, 0, 300, 150)
        off = distance(picture.crop(first), whole.crop(first))
        assert off < (2 if way == "progressive" else 0.01)
    with pytest.raises(files.BrokenPictureError):
        files.read(file[: len(file) // 2])


def test_what_did_not_come_of_a_transparent_picture_cannot_be_seen() -> None:
    photo = PHOTO.copy()
    photo.putalpha(200)
    file = as_file(photo)
    alpha = files.read(file[: len(file) * 19 // 20]).getchannel("A")
    assert alpha.getpixel((10, 10)) == 200
    assert alpha.getpixel((10, 199)) == 0


@pytest.mark.slow
def test_a_jpeg_never_passes_for_more_than_came() -> None:
    photo = PHOTO.resize((96, 64))
    for options in ({}, {"restart_marker_blocks": 3}, {"progressive": True, "subsampling": 0}):
        file = as_file(photo, "JPEG", **options)
        whole = files.read(file)
        for end in range(len(file) // 2, len(file), 3):
            try:
                picture = files.read(file[:end])
            except files.BrokenPictureError:
                continue
            assert distance(picture, whole) < 8


def test_a_damaged_file_changes_nothing_for_other_threads() -> None:
    file = as_file(PHOTO)
    truncated = file[: len(file) * 19 // 20]
    done = threading.Event()
    switches: set[bool] = set()

    def watch() -> None:
        while not done.is_set():
            switches.add(ImageFile.LOAD_TRUNCATED_IMAGES)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(5):
        files.read(truncated)
    done.set()
    watcher.join()
    assert switches == {False}


NOISE = Image.effect_noise((40, 30), 60)
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
VALID = [as_file(NOISE.convert("RGB"), kind) for kind in KINDS] + [
    as_file(NOISE.convert("RGB"), "JPEG", progressive=True, restart_marker_blocks=2),
    as_file(NOISE.convert("P"), "GIF", save_all=True, append_images=[NOISE.rotate(90)]),
    as_file(NOISE, "PNG", save_all=True, append_images=[NOISE.rotate(90)]),
]


@settings(max_examples=300)
@given(
    file=st.sampled_from(VALID),
    place=st.floats(0, 1),
    junk=st.binary(max_size=40),
    end=st.floats(0.5, 1) | st.just(1.0),
)
def test_damaged_files_are_read_or_refused(
    file: bytes, place: float, junk: bytes, end: float
) -> None:
    start = int(place * len(file))
    damaged = file[:start] + junk + file[start + len(junk) :]
    try:
        picture = files.read(damaged[: round(end * len(damaged))])
    except files.PictureError:
        return
    assert picture.mode in ("RGB", "RGBA")
    assert min(picture.size) >= files.LEAST_SIDE
    assert picture.width * picture.height <= files.MOST_PIXELS


@given(width=st.integers(9_000, 2**20), height=st.integers(9_000, 2**20), interlaced=st.booleans())
def test_a_damaged_file_is_no_way_around_the_limit(
    width: int, height: int, *, interlaced: bool
) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced))
    data = chunk(b"IDAT", zlib.compress(bytes(100))[:-4], flaw=1)
    with pytest.raises(files.PictureTooLargeError):
        files.read(SIGNATURE + header + chunk(b"tEXt", b"", flaw=1) + data)
