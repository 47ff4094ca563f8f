"""Draw the pictures of the docs: one photo in five styles, and three photos dreaming.

    .venv/bin/python tools/figures.py [five-styles|dreams]

Takes some minutes each on two cores.
"""

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from styletransfer import moods
from styletransfer.cli.terminal import watch
from styletransfer.dream import dream
from styletransfer.figure import figure
from styletransfer.images import files
from styletransfer.painter import default_encoder

FOLDER = Path(__file__).parents[1] / "docs" / "images"
# Scikit-image's photos of Eileen Collins (NASA), a cat (Stéfan van der Walt) and a rocket (SpaceX),
# the first in the public domain, the others CC0.
PORTRAIT, *_ = PHOTOS = ("astronaut.png", "chelsea.png", "rocket.jpg")
MOODS = ("feathers", "eyes", "fruits", "imps", "shells", "strokes")
CELL, GAP, CAPTION = (208, 156), 6, 20


def sample(name: str) -> Image.Image:
    """Return a photo that comes with scikit-image."""
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise SystemExit("scikit-image is not installed")
    return files.read(Path(found.origin).parent / "data" / name)


def dreams() -> Image.Image:
    """Dream of six moods into three photos, a row for each photo."""
    encoder = default_encoder()
    rows: list[list[Image.Image]] = []
    for name in PHOTOS:
        photo = ImageOps.fit(sample(name), CELL, Image.Resampling.LANCZOS)
        steps = (
            dream(photo, mood=moods.find(mood), size=max(CELL), encoder=encoder) for mood in MOODS
        )
        rows.append([photo, *map(watch, steps)])
    return laid_out(rows, ["The photo", *(moods.find(mood).title for mood in MOODS)])


def laid_out(rows: Sequence[Sequence[Image.Image]], titles: Sequence[str]) -> Image.Image:
    """Lay pictures of one size out in rows below the titles of their columns."""
    across, down = CELL[0] + GAP, CELL[1] + GAP
    sheet = Image.new("RGB", (len(titles) * across + GAP, CAPTION + len(rows) * down), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for column, title in enumerate(titles):
        middle = GAP + column * across + CELL[0] / 2
        draw.text((middle, CAPTION / 2), title, fill="#444", font=font, anchor="mm")
        for row, picture in enumerate(rows):
            sheet.paste(picture[column], (GAP + column * across, CAPTION + row * down))
    return sheet


def main() -> None:
    """Draw what is named, or both."""
    known = ("five-styles", "dreams")
    names = sys.argv[1:] or known
    if not set(names) <= set(known):
        raise SystemExit(__doc__)
    for name in names:
        sheet = (
            watch(figure(sample(PORTRAIT), method="structure"))
            if name == "five-styles"
            else dreams()
        )
        (FOLDER / f"{name}.jpg").write_bytes(files.encode(sheet, "jpg", quality=86))


if __name__ == "__main__":
    main()
