"""Whatever bytes a file has, it is read or refused in a sentence, in little memory and time.

`MUTANTS=10000` makes more of them, `MUTANTS_OF=FOLDER` from the files of a folder besides.
"""

import io
import os
import random
import resource
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

MUTANTS = int(os.environ.get("MUTANTS", "300"))
MOST_MIB, MOST_SECONDS = 1536, 10
# Numbers that lengths, sizes and counts are easily wrong about.
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)

# Reads the files that it is told of; says of each what came of it, and how long it took.
READER = """
import resource, sys, time
from styletransfer.images import files

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

for path in map(str.strip, sys.stdin):
    began = time.process_time()
    try:
        content = open(path, "rb").read()
        picture, alpha = files.split_alpha(files.read(content))
        came = f"{picture.width} x {picture.height}"
    except files.PictureError as error:
        came = "refused: " + str(error).replace(chr(10), " / ")
    print(f"{time.process_time() - began:.2f}", peak(), path, came, sep=chr(9), flush=True)
"""


def _pictures() -> Iterator[bytes]:
    """Yield small pictures of each kind that is read."""
    gradient = Image.linear_gradient("L").resize((48, 40))
    colored = Image.merge("RGBA", (gradient, gradient.rotate(90), gradient.rotate(180), gradient))
    deep = gradient.convert("I;16")
    moving = {"save_all": True, "append_images": [colored.rotate(90)], "duration": 50}
    plans: list[tuple[Image.Image, str, dict[str, object]]] = [
        (colored, "PNG", {}),
        (colored.convert("P"), "PNG", {"bits": 4}),
        (deep, "PNG", {}),
        (colored, "PNG", moving),
        (colored.convert("RGB"), "JPEG", {"quality": 80}),
        (colored.convert("RGB"), "JPEG", {"progressive": True, "exif": _exif()}),
        (colored.convert("CMYK"), "JPEG", {}),
        (colored, "WEBP", {"lossless": True}),
        (colored, "WEBP", moving),
        (colored.convert("RGB"), "GIF", {}),
        (colored.convert("RGB"), "GIF", moving),
        (colored.convert("RGB"), "BMP", {}),
        (colored.convert("P"), "BMP", {}),
        (colored, "TIFF", {"compression": "tiff_lzw"}),
        (gradient.convert("F"), "TIFF", {}),
        (colored, "AVIF", {}),
    ]
    for picture, kind, options in plans:
        file = io.BytesIO()
        picture.save(file, kind, **options)
        yield file.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes()


def _flip(file: bytearray, dice: random.Random, _: bytes) -> None:
    for _number in range(dice.choice((1, 4, 32))):
        file[dice.randrange(len(file))] ^= 1 << dice.randrange(8)


def _edge(file: bytearray, dice: random.Random, _: bytes) -> None:
    value, kind = dice.choice(EDGES), dice.choice("BHI")
    size = struct.calcsize(kind)
    content = struct.pack(dice.choice("<>") + kind, value & ((1 << 8 * size) - 1))
    # Mostly where headers are.
    most = len(file) if dice.random() < 0.3 else min(len(file), 64)
    at = dice.randrange(max(1, most - size))
    file[at : at + size] = content


def _cut(file: bytearray, dice: random.Random, _: bytes) -> None:
    del file[dice.randrange(len(file)) :]


def _repeat(file: bytearray, dice: random.Random, _: bytes) -> None:
    at = dice.randrange(len(file))
    part = file[at : at + dice.randrange(1, 64)]
    file[at:at] = part * dice.choice((1, 2, 50))


def _splice(file: bytearray, dice: random.Random, other: bytes) -> None:
    at = dice.randrange(len(file))
    file[at:] = other[dice.randrange(len(other)) :]


CHANGES: tuple[Callable[[bytearray, random.Random, bytes], None], ...] = (
    _flip,
    _edge,
    _edge,
    _cut,
    _repeat,
    _splice,
)


def _mutant(originals: list[bytes], number: int) -> bytes:
    dice = random.Random(number)
    file, other = bytearray(dice.choice(originals)), dice.choice(originals)
    for _ in range(dice.choice((1, 1, 2, 3))):
        if file:
            dice.choice(CHANGES)(file, dice, other)
    return bytes(file)


@pytest.mark.slow
@pytest.mark.timeout(60 + MUTANTS)
def test_whatever_a_file_has_in_it_it_is_read_or_refused(tmp_path: Path) -> None:
    folder = os.environ.get("MUTANTS_OF")
    odd = [path.read_bytes() for path in sorted(Path(folder).iterdir())] if folder else []
    originals = [file for file in (*_pictures(), *odd) if file]
    paths: list[Path] = []
    files = [*originals, *(_mutant(originals, number) for number in range(MUTANTS))]
    for number, file in enumerate(files):
        paths.append(tmp_path / f"{number:06}")
        paths[-1].write_bytes(file)
    reader = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READER],
        input="".join(f"{path}\n" for path in paths),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    )
    rows = [line.split("\t") for line in reader.stdout.splitlines()]
    assert reader.returncode == 0, f"the reader died of {paths[len(rows)]}"
    assert len(rows) == len(paths)
    slowest, heaviest = max(rows, key=lambda row: float(row[0])), max(int(row[1]) for row in rows)
    read = sum(not came.startswith("refused") for *_, came in rows)
    print(f"{len(rows)} files, {read} read; {heaviest} MiB, at most {slowest[0]} s: {slowest[2:]}")
    assert read >= len(originals) - len(odd)
    assert heaviest < MOST_MIB
    assert float(slowest[0]) < MOST_SECONDS
    assert [came for *_, came in rows if " / " in came] == []
