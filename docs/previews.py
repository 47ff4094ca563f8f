"""Paint the previews of the presets: one photo in each, at the strength and brush that suit it.

    .venv/bin/python docs/previews.py [PRESET…]

Without a name, those that have no preview yet. About half a minute each on two cores.
"""

import sys

from PIL import Image
from skimage import data

from styletransfer import pictures, presets
from styletransfer.painter import default_encoder, paint

QUALITY = 72


def main() -> None:
    """Paint and write the previews."""
    named = {presets.find(name) for name in sys.argv[1:]}
    photo, encoder = Image.fromarray(data.astronaut()), default_encoder()
    for preset in presets.catalog():
        if preset in named or (not named and not preset.preview.exists()):
            *_, last = paint(
                photo,
                [(pictures.read(preset.exemplar), 1.0)],
                strength=preset.strength,
                style_scale=preset.style_scale,
                encoder=encoder,
            )
            preset.preview.parent.mkdir(exist_ok=True)
            preset.preview.write_bytes(pictures.encode(last.preview, "webp", quality=QUALITY))
            print(preset.name, flush=True)


if __name__ == "__main__":
    main()
