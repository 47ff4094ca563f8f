"""Paint photos in every preset, and say how near the pictures are to style and photo.

    .venv/bin/python tools/gallery_scores.py FOLDER PHOTO… [--size N] [-- PAINT OPTIONS]
    .venv/bin/python tools/gallery_scores.py FOLDER PHOTO… --only-score

The pictures are FOLDER/photo__preset.png, each written as soon as it is painted; what is there
already is not painted again, so that an interrupted run goes on where it was. What stands behind
`--` is handed on to `styletransfer paint`. With `--only-score` nothing is painted: for a folder
that another release has filled.

FOLDER gets scores.tsv, a line for each picture with what `styletransfer score` says of it, and
sheet.jpg, a row for each preset and a column for each photo. The summary is printed.
"""

import argparse
import csv
import dataclasses
import io
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from sheets import laid_out

from styletransfer import presets
from styletransfer.cli import main as styletransfer
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import read_picture, write_whole
from styletransfer.evaluate.likeness import faces_in, faces_kept, light
from styletransfer.evaluate.score import Scorer
from styletransfer.features.weights import WeightsError
from styletransfer.images import files
from styletransfer.presets import Preset

CELL = 220  # pixels


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """The scores of one picture, as in the table."""

    photo: str
    preset: str
    style_512: float
    style_256: float
    style_128: float
    light: float
    content: float
    faces: int
    faces_kept: int


def place_of(folder: Path, photo: Path, preset: Preset) -> Path:
    """Return where the picture of a photo in a preset is."""
    return folder / f"{photo.stem}__{preset.name}.png"


def paint(folder: Path, photos: Sequence[Path], options: Sequence[str]) -> None:
    """Paint what is not there yet. Ends the program where a picture cannot be painted."""
    for photo in photos:
        for preset in presets.catalog():
            place = place_of(folder, photo, preset)
            if place.exists():
                continue
            failed = styletransfer(
                ["paint", str(photo), "--style", preset.name, "-o", str(place), *options]
            )
            if failed:
                raise SystemExit(failed)
            print(place.name, file=sys.stderr, flush=True)


def scored(folder: Path, photos: Sequence[Path]) -> list[Row]:
    """Return the scores of the pictures that are there."""
    seen = [(path, read_picture(path)) for path in photos]
    faces = {path: faces_in(photo) for path, photo in seen}
    rows: list[Row] = []
    for preset in presets.catalog():
        painted: list[tuple[Path, Image.Image]] = []
        for path, photo in seen:
            if place_of(folder, path, preset).exists():
                painted.append((path, photo))
            else:
                print(f"{place_of(folder, path, preset).name} is not there", file=sys.stderr)
        if not painted:
            continue
        of_style = Scorer(painted[0][1], files.read(preset.exemplar))
        for path, photo in painted:
            scorer = of_style.for_photo(photo)
            picture = read_picture(place_of(folder, path, preset))
            row = Row(
                photo=path.stem,
                preset=preset.name,
                style_512=scorer.style_at(picture, 512),
                style_256=scorer.style_at(picture, 256),
                style_128=scorer.style_at(picture, 128),
                light=light(photo, picture, faces[path]),
                content=scorer.distances(picture).content,
                faces=len(faces[path]),
                faces_kept=faces_kept(faces[path], picture),
            )
            rows.append(row)
    return rows


def table(rows: Sequence[Row]) -> str:
    """Return the rows as tab-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    writer.writerow(field.name for field in dataclasses.fields(Row))
    for row in rows:
        values = dataclasses.astuple(row)
        writer.writerow(f"{each:.4f}" if isinstance(each, float) else each for each in values)
    return text.getvalue()


def summary(rows: Sequence[Row]) -> str:
    """Say what the rows have in common."""
    lightest = max(rows, key=lambda row: row.light)
    styles = " / ".join(
        f"{statistics.median(column):.3f}"
        for column in zip(*((r.style_512, r.style_256, r.style_128) for r in rows), strict=True)
    )
    return "\n".join(
        (
            f"pictures                     {len(rows)}",
            f"light, median                {statistics.median(row.light for row in rows):.3f}",
            f"light, most                  {lightest.light:.3f} ({lightest.photo},"
            f" {lightest.preset})",
            f"style at 512 / 256 / 128 px  {styles} (medians)",
            f"content, median              {statistics.median(row.content for row in rows):.3f}",
            f"faces found again            {sum(row.faces_kept for row in rows)}"
            f" of {sum(row.faces for row in rows)}",
        )
    )


def sheet(folder: Path, photos: Sequence[Path]) -> Image.Image:
    """Return all pictures in small, the presets before them and the photos above."""
    shown = presets.catalog()
    rows: list[list[Image.Image | None]] = [[None, *(small(photo) for photo in photos)]]
    for preset in shown:
        places = [preset.exemplar, *(place_of(folder, photo, preset) for photo in photos)]
        rows.append([small(place) if place.exists() else None for place in places])
    names = ["the photo", *(preset.name for preset in shown)]
    return laid_out(rows, ["the style", *(photo.stem for photo in photos)], names)


def small(path: Path) -> Image.Image:
    """Return a picture that goes into a cell."""
    picture = files.split_alpha(read_picture(path))[0]
    picture.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
    return picture


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("photos", type=Path, nargs="+", metavar="PHOTO")
    parser.add_argument("--size", type=int, default=512, help="long side in pixels")
    parser.add_argument("--only-score", action="store_true", help="paint nothing")
    given = sys.argv[1:]
    end = given.index("--") if "--" in given else len(given)
    arguments = parser.parse_args(given[:end])
    folder, photos = arguments.folder, arguments.photos
    if len({photo.stem for photo in photos}) < len(photos):
        parser.error("two photos have the same name, and so would their pictures")
    try:
        if not arguments.only_score:
            folder.mkdir(parents=True, exist_ok=True)
            paint(folder, photos, ["--size", str(arguments.size), *given[end + 1 :]])
        rows = scored(folder, photos)
        if not rows:
            parser.error(f"{folder} has no picture of these photos")
        write_whole(folder / "scores.tsv", table(rows).encode())
        picture = files.encode(sheet(folder, photos), "jpg", quality=88)
        write_whole(folder / "sheet.jpg", picture)
    except (UsageError, WeightsError) as error:
        parser.error(str(error))
    print(summary(rows))


if __name__ == "__main__":
    main()
