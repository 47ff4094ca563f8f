"""Files with faults that browsers look past: without their end, or damaged where no picture is.

Pillow has a switch for broken files, but one for all threads, and none that tells how much of the
picture came. So PNG loses the chunks that no picture needs before it is decoded, JPEG gets its end
back, and which rows came is seen by decoding twice, so that only what did not come differs.
"""

import re
import struct
import zlib
from collections.abc import Callable, Generator
from contextlib import suppress

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageFile

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# Decoders that write row by row into the picture, and so have written what came.
_BY_ROWS = ("PNG", "JPEG", "MPO", "GIF", "BMP")
# A picture is taken that misses no more than a tenth of its rows.
_NEARLY_ALL = 0.9
_AT_ONCE = 1 << 22  # pixels that are compared at a time
# Decoding twice takes no more memory at this size than the largest picture that is decoded once.
_MOST_PIXELS = 40_000_000

_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_USEFUL = (b"tRNS", b"iCCP", b"eXIf", b"acTL", b"fcTL", b"fdAT")

_END_OF_IMAGE = b"\xff\xd9"
# What is decoded as blocks that were never meant, also behind half a stuffed byte, and where the
# decoder waits for a restart.
_NOISE = b"\0" + b"".join(b"\x55" * 256 + bytes((0xFF, 0xD0 + restart)) for restart in range(8))
_START_OF_SCAN = 0xDA
_FRAMES = (0xC0, 0xC1, 0xC2)
# Between segments and after the data of a scan; zeros and restarts are within it.
_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd8-\xfe])")
_COEFFICIENTS = 64  # of a block


def versions(file: bytes) -> Generator[bytes]:
    """Yield the file as it is best decoded, and after it what else may be decoded of it."""
    if file.startswith(PNG):
        yield _of_chunks(file, (*_CRITICAL, *_USEFUL))
        yield _of_chunks(file, (*_CRITICAL, b"tRNS"))
        return
    yield file
    if file.startswith(JPEG) and _all_scans_but_the_finest(file, whole=True):
        yield file + _END_OF_IMAGE


def rows(
    file: bytes, open_file: Callable[[bytes], ImageFile.ImageFile]
) -> tuple[Image.Image, Image.Image]:
    """Decode the rows that came, and return with them a mask, white where they are.

    Raises OSError where they are not nearly all, and what the opening raises.
    """
    is_jpeg = file.startswith(JPEG)
    if is_jpeg and not _all_scans_but_the_finest(file, whole=False):
        raise OSError("scans are missing")
    ends = (_END_OF_IMAGE, _NOISE + _END_OF_IMAGE) if is_jpeg else (b"", b"")
    first, second = (
        _decoded_over(open_file(file + end), value)
        for end, value in zip(ends, (0, 255), strict=True)
    )
    came = _equal_rows(first, second)
    if is_jpeg:
        came = numpy.logical_and.accumulate(came)
    if came.mean() < _NEARLY_ALL:
        raise OSError(f"{came.sum()} of {len(came)} rows can be decoded")
    column = Image.fromarray(came[:, None].astype(numpy.uint8) * 255)
    return first, column.resize(first.size, Image.Resampling.NEAREST)


def _of_chunks(file: bytes, kinds: tuple[bytes, ...]) -> bytes:
    """Return a PNG of only these kinds of chunks; of those that may be left out, the sound ones."""
    kept, start = [PNG], len(PNG)
    while start + 8 <= len(file):
        length, kind = struct.unpack_from(">I4s", file, start)
        chunk = file[start : start + 12 + length]
        if kind in kinds and (kind in _CRITICAL or _is_sound(chunk)):
            kept.append(chunk)
        if kind == b"IEND":
            break
        start += 12 + length
    return b"".join(kept)


def _is_sound(chunk: bytes) -> bool:
    return zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:])


def _all_scans_but_the_finest(file: bytes, *, whole: bool) -> bool:
    """Say whether a JPEG has all its scans, but for what brings a value's last bit.

    Each scan is of the whole picture. Those count that came to their end, or, where they need not
    be whole, that began.
    """
    bits_missing: dict[int, list[int]] = {}
    for components, first, last, low in _scans(file, whole=whole):
        for component in components:
            bits = bits_missing.setdefault(component, [_COEFFICIENTS] * _COEFFICIENTS)
            bits[first : last + 1] = [low] * (last + 1 - first)
    return bool(bits_missing) and all(max(bits) <= 1 for bits in bits_missing.values())


def count_scans(file: bytes) -> int:
    """Return how often a JPEG goes through its picture."""
    return sum(last >= 0 for _, _, last, _ in _scans(file, whole=False))


def _scans(file: bytes, *, whole: bool) -> Generator[tuple[bytes, int, int, int]]:
    """Yield of each scan the components, the first and last coefficient, the bits left out.

    Before them comes a scan of all components and no coefficient: none is to be forgotten.
    """
    start = 2
    while found := _MARKER.search(file, start):
        marker, start = found[1][0], found.end()
        if marker in (0xD8, 0xD9) or start + 2 > len(file):
            continue
        segment = file[start + 2 : start + int.from_bytes(file[start : start + 2])]
        start += 2 + len(segment)
        if marker in _FRAMES and len(segment) > 6:
            yield segment[6::3], 0, -1, 0
        elif marker == _START_OF_SCAN and len(segment) > 5:
            if whole and not _MARKER.search(file, start):
                return
            last = min(segment[-2], _COEFFICIENTS - 1)
            yield segment[1:-3:2], segment[-3], last, segment[-1] & 15


def _decoded_over(picture: ImageFile.ImageFile, value: int) -> ImageFile.ImageFile:
    """Decode onto a canvas of one value, as far as it goes."""
    if picture.format not in _BY_ROWS or picture.width * picture.height > _MOST_PIXELS:
        raise OSError(f"{picture.format} of {picture.size} is not decoded in part")
    prepare = picture.load_prepare

    def prepare_and_fill() -> None:
        prepare()
        picture.im.paste(value, (0, 0, *picture.im.size))

    picture.load_prepare = prepare_and_fill
    with suppress(Exception):  # Pillow's readers raise anything at damaged files
        picture.load()
    del picture.load_prepare  # which holds the picture that holds it
    picture.tile = []  # it counts as loaded
    return picture


def _equal_rows(first: Image.Image, second: Image.Image) -> NDArray[numpy.bool]:
    width, height = first.size
    step = max(1, _AT_ONCE // width)
    equal: list[NDArray[numpy.bool]] = []
    for top in range(0, height, step):
        box = (0, top, width, min(height, top + step))
        one, other = (numpy.asarray(picture.crop(box)) for picture in (first, second))
        equal.append((one == other).reshape(len(one), -1).all(1))
    return numpy.concatenate(equal)
