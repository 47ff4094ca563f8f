"""Paint many photos in many styles, to look at all of them at once.

    .venv/bin/python tools/contact_sheet.py PHOTOS FOLDER [--size N]

PHOTOS is a folder that holds the photos named below. Each painting is kept in FOLDER as soon as it
is there, so that an interrupted run goes on where it was; the sheet goes into docs/images.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from styletransfer import presets
from styletransfer.images import files
from styletransfer.painter import default_encoder, paint

# Portraits, a pet, city, landmark, landscapes, food, night, sky, a drawing, a room.
PHOTOS = (
    "astronaut.png",
    "kodim_portrait_girl.png",
    "chelsea_cat.png",
    "kodim_houses.png",
    "kodim_lighthouse.png",
    "kodim_barn.png",
    "unsplash_galen_crout.jpg",
    "coffee.png",
    "rocket.jpg",
    "hubble_deep_field.jpg",
    "line_drawing_durer.jpg",
    "motorcycle.png",
)
STYLES = (
    "starry-night",
    "the-scream",
    "great-wave",
    "composition-vii",
    "the-kiss",
    "water-lilies",
    "senecio",
    "emperor-justinian",
)
CELL, GAP, CAPTION = (148, 111), 4, 18
SHEET = Path(__file__).parents[1] / "docs" / "images" / "contact-sheet.jpg"


def main() -> None:
    """Paint what is not there yet and lay all of it out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("photos", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=256)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    encoder = default_encoder()
    chosen = [presets.find(name) for name in STYLES]
    across, down = CELL[0] + GAP, CELL[1] + GAP
    size = (GAP + len(STYLES) * across, CAPTION + len(PHOTOS) * down)
    sheet, font = Image.new("RGB", size, "white"), ImageFont.load_default(12)
    for column, preset in enumerate(chosen):
        middle = GAP + column * across + CELL[0] / 2
        title = preset.title
        ImageDraw.Draw(sheet).text((middle, CAPTION / 2), title, "#444", font, anchor="mm")
    for row, name in enumerate(PHOTOS):
        photo = ImageOps.fit(files.read(arguments.photos / name), (640, 480))
        for column, preset in enumerate(chosen):
            kept = arguments.folder / f"{Path(name).stem}-{preset.name}.png"
            if not kept.exists():
                *_, last = paint(
                    photo,
                    [(files.read(preset.exemplar), 1.0)],
                    strength=preset.strength,
                    style_scale=preset.style_scale,
                    size=arguments.size,
                    encoder=encoder,
                )
                kept.write_bytes(files.encode(last.preview, "png"))
                print(kept.name, flush=True)
            cell = files.read(kept).resize(CELL, Image.Resampling.LANCZOS)
            sheet.paste(cell, (GAP + column * across, CAPTION + row * down))
    SHEET.write_bytes(files.encode(sheet, "jpg", quality=70))


if __name__ == "__main__":
    main()
