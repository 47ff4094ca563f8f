"""Draw the README's figure: one photo in the five styles of the paper.

    .venv/bin/python docs/figures.py

Takes some minutes on two cores.
"""

import importlib.util
from pathlib import Path

from PIL import Image

from styletransfer import pictures
from styletransfer.cli.terminal import watch
from styletransfer.figure import figure

OUTPUT = Path(__file__).parent / "images" / "five-styles.jpg"


def sample_photo() -> Image.Image:
    """Return the photo of Eileen Collins (NASA) that comes with scikit-image."""
    found = importlib.util.find_spec("skimage")
    if found is None or found.origin is None:
        raise SystemExit("scikit-image is not installed")
    return pictures.read(Path(found.origin).parent / "data" / "astronaut.png")


if __name__ == "__main__":
    OUTPUT.write_bytes(pictures.encode(watch(figure(sample_photo())), "jpg", quality=88))
