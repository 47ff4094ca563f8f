r"""Make a sheet on which nobody can tell which painter painted what.

    .venv/bin/python tools/blind_sheet.py FOLDER --photo PHOTO… --style STYLE… \
        --other "before=../before/.venv/bin/styletransfer paint {photo} --style {style} -o {output}"

Each photo is painted in each style, a preset's name or a picture's path, by all painters: `paper`,
the paper's own objective, `this`, the program as it is installed here, and whatever `--other`
names. A painter is a command with these words in it: {photo} a picture's path, {style} the style as
you named it, {exemplar} the path of its picture, {output} the PNG to write, {size} its long side.
`--other paper=COMMAND` puts another command in the place of the one that comes with this tool.

FOLDER gets row-01.png and so on, a row for each photo in each style: the photo, the style, and the
paintings in random order below nothing but numbers; sheet.jpg, all rows; and key.json, which says
who painted what, for when all have judged. The paintings are kept in FOLDER/painted, so that an
interrupted run goes on where it was.
"""

import argparse
import json
import random
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sheets import laid_out

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import find_style, read_picture, write_whole
from styletransfer.images import files
from styletransfer.images.tensors import fitted

PAINTERS = {
    "paper": [
        *(sys.executable, str(Path(__file__).with_name("paint_as_paper.py"))),
        *("{photo}", "{style}", "{output}", "--size", "{size}"),
    ],
    "this": [
        *(sys.executable, "-m", "styletransfer", "paint", "{photo}"),
        *("--style", "{style}", "-o", "{output}", "--size", "{size}"),
    ],
}


@dataclass(frozen=True, slots=True)
class Row:
    """One photo in one style, and by whom the paintings are, from left to right."""

    photo: Path
    style: str
    painters: Sequence[str]

    @property
    def name(self) -> str:
        """What the row is of, good for the name of a file too."""
        return f"{self.photo.stem}__{find_style(self.style)[0]}"


def other(text: str) -> tuple[str, list[str]]:
    """Split NAME=COMMAND."""
    name, equals, command = text.partition("=")
    words = shlex.split(command)
    if not name.isidentifier() or not equals or not words:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=COMMAND")
    return name, words


def painted(row: Row, command: Sequence[str], place: Path, size: int) -> None:
    """Let a painter paint a row's photo. Raises UsageError."""
    unfinished = place.with_suffix(".unfinished.png")
    words = {
        "photo": row.photo,
        "style": row.style,
        "exemplar": find_style(row.style)[1],
        "output": unfinished,
        "size": size,
    }
    try:
        filled = [word.format_map(words) for word in command]
        done = subprocess.run(filled, capture_output=True, text=True, check=False)
    except (KeyError, ValueError, IndexError, OSError) as error:
        raise UsageError(f"{shlex.join(command)} cannot be run: {error}") from error
    if done.returncode or not unfinished.exists():
        reason = done.stderr.strip().splitlines()[-1:] or ["it left no picture"]
        raise UsageError(f"{shlex.join(filled)} failed: {reason[0]}")
    unfinished.replace(place)


def shown(row: Row, places: Mapping[str, Path], size: int) -> list[Image.Image]:
    """Return the pictures of a row, all as large as they are painted."""
    photo, style, *paintings = (
        files.split_alpha(read_picture(path))[0]
        for path in (row.photo, find_style(row.style)[1], *(places[each] for each in row.painters))
    )
    whole = fitted(*photo.size, size)
    # A pixel more or less would tell who it was.
    same = [each.resize(whole, Image.Resampling.LANCZOS) for each in (photo, *paintings)]
    of_style = style.resize(fitted(*style.size, size), Image.Resampling.LANCZOS)
    return [same[0], of_style, *same[1:]]


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--photo", type=Path, nargs="+", required=True, dest="photos")
    parser.add_argument("--style", nargs="+", required=True, dest="styles")
    parser.add_argument("--other", type=other, action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--size", type=int, default=512, help="long side in pixels")
    parser.add_argument("--seed", type=int, default=0, help="another seed is another order")
    arguments = parser.parse_args()
    painters = {**PAINTERS, **dict(arguments.other)}
    chance = random.Random(arguments.seed)
    rows = [
        Row(photo, style, chance.sample(sorted(painters), len(painters)))
        for photo in arguments.photos
        for style in arguments.styles
    ]
    folder: Path = arguments.folder
    (folder / "painted").mkdir(parents=True, exist_ok=True)
    try:
        if len({row.name for row in rows}) < len(rows):
            parser.error("two photos or two styles have the same name, and so would their pictures")
        sheet = sheet_of(rows, painters, folder, arguments.size)
    except UsageError as error:
        parser.error(str(error))
    write_whole(folder / "sheet.jpg", files.encode(sheet, "jpg"))
    key = [
        {"row": number, "photo": str(row.photo), "style": row.style, "painters": row.painters}
        for number, row in enumerate(rows, start=1)
    ]
    write_whole(folder / "key.json", json.dumps(key, indent=2, ensure_ascii=False).encode())


def sheet_of(
    rows: Sequence[Row], painters: Mapping[str, Sequence[str]], folder: Path, size: int
) -> Image.Image:
    """Paint what is not there yet, write each row and return all of them. Raises UsageError."""
    titles = ["the photo", "the style", *(str(n) for n in range(1, len(painters) + 1))]
    whole: list[list[Image.Image]] = []
    for number, row in enumerate(rows, start=1):
        places = {name: folder / "painted" / f"{row.name}__{name}.png" for name in painters}
        for name, place in places.items():
            if not place.exists():
                painted(row, painters[name], place, size)
                print(place.name, file=sys.stderr, flush=True)
        whole.append(shown(row, places, size))
        picture = laid_out(whole[-1:], titles, [f"Row {number}"])
        write_whole(folder / f"row-{number:02}.png", files.encode(picture, "png"))
    return laid_out(whole, titles, [f"Row {number}" for number in range(1, len(rows) + 1)])


if __name__ == "__main__":
    main()
