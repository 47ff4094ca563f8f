"""Draw the README's figure: one photo in the five styles of the paper.

    .venv/bin/python docs/figures.py

Takes some minutes on two cores.
"""

import importlib.util
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from styletransfer import pictures, presets
from styletransfer.painter import default_encoder, paint

STYLES = (
    "shipwreck-of-the-minotaur",
    "starry-night",
    "the-scream",
    "femme-nue-assise",
    "composition-vii",
)
SIDE, GAP, CAPTION = 512, 12, 44
OUTPUT = Path(__file__).parent / "images" / "five-styles.jpg"


def sample_photo() -> Image.Image:
    """Return the photo of Eileen Collins (NASA) that comes with scikit-image."""
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise SystemExit("scikit-image is not installed")
    return pictures.read(Path(found.origin).parent / "data" / "astronaut.png")


def main() -> None:
    """Paint and lay out the six pictures."""
    photo, encoder = sample_photo(), default_encoder()
    tiles = [("The photo", photo)]
    for name in STYLES:
        preset = presets.find(name)
        *_, last = paint(photo, [(pictures.read(preset.exemplar), 1.0)], encoder=encoder)
        tiles.append((f"{preset.artist}, {preset.title}", last.preview))
        print(name, flush=True)
    width, height = 3 * SIDE + 2 * GAP, 2 * (SIDE + CAPTION)
    sheet = Image.new("RGB", (width, height), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(20)
    for number, (title, picture) in enumerate(tiles):
        left, top = number % 3 * (SIDE + GAP), number // 3 * (SIDE + CAPTION)
        sheet.paste(picture, (left, top))
        place = (left + SIDE / 2, top + SIDE + CAPTION / 2)
        draw.text(place, title, fill="#444", font=font, anchor="mm")
    OUTPUT.write_bytes(pictures.encode(sheet, "jpg", quality=88))


if __name__ == "__main__":
    main()
