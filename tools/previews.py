"""Paint the previews of the presets: one photo in each, at the strength and brush that suit it.

    .venv/bin/python tools/previews.py [PRESET…]

Without a name, those that have no preview yet. About half a minute each on two cores. The README's
sheet shows all of them.
"""

import sys
from pathlib import Path

from figures import PORTRAIT, sample
from PIL import Image

from styletransfer import presets
from styletransfer.images import files
from styletransfer.painter import default_encoder, paint

QUALITIES = (72, 66, 60, 54)  # the first by which a preview is small enough
MOST_BYTES = 100_000
COLUMNS, TILE = 6, 200
SHEET = Path(__file__).parents[1] / "docs" / "images" / "presets.jpg"


def main() -> None:
    """Paint and write the previews."""
    named = {presets.find(name) for name in sys.argv[1:]}
    photo, encoder = sample(PORTRAIT), default_encoder()
    for preset in presets.catalog():
        if preset in named or (not named and not preset.preview.exists()):
            *_, last = paint(
                photo,
                [(files.read(preset.exemplar), 1.0)],
                strength=preset.strength,
                style_scale=preset.style_scale,
                encoder=encoder,
            )
            preset.preview.parent.mkdir(exist_ok=True)
            file = files.webp_within(last.preview, MOST_BYTES, QUALITIES)
            preset.preview.write_bytes(file)
            print(preset.name, flush=True)
    SHEET.write_bytes(files.encode(_sheet(), "jpg", quality=85))


def _sheet() -> Image.Image:
    presets_shown = presets.catalog()
    rows = -(-len(presets_shown) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * TILE, rows * TILE), "white")
    for number, preset in enumerate(presets_shown):
        tile = files.read(preset.preview).resize((TILE, TILE), Image.Resampling.LANCZOS)
        sheet.paste(tile, (number % COLUMNS * TILE, number // COLUMNS * TILE))
    return sheet


if __name__ == "__main__":
    main()
