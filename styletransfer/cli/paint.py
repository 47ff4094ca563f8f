"""Paint a photo in a style, or in several blended."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from styletransfer import presets
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import (
    check_output,
    check_place,
    check_unread,
    deliver,
    find_style,
    read_picture,
    split_weight,
    write_whole,
)
from styletransfer.cli.sizes import add_size, check_size
from styletransfer.cli.terminal import watch
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from styletransfer.features.encoder import Encoder
    from styletransfer.images.colors import ColorMethod
    from styletransfer.progress import Progress
    from styletransfer.speed import Speed

_OFFERED = range(LEAST_SIZE, MOST_SIZE + 1, 64)  # the sizes to choose from for a time


class _Settings(TypedDict):
    """What a draft and a painting have in common."""

    strength: int
    style_scale: float
    keep_colors: "ColorMethod | bool"
    region: "Image.Image | None"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--style",
        action="append",
        required=True,
        metavar="STYLE",
        help="a preset's name or a picture's path; NAME:WEIGHT blends several",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    sizes = parser.add_mutually_exclusive_group()
    add_size(sizes)
    sizes.add_argument(
        "--within", type=float, metavar="SECONDS", help="as large as can be painted in this time"
    )
    parser.add_argument(
        "--quality",
        choices=("draft", "painting"),
        default="painting",
        help="a draft is there at once, a painting is the real thing",
    )
    parser.add_argument(
        "--network", type=Path, metavar="FILE", help="draft with a network of your own training"
    )
    parser.add_argument(
        "--strength",
        type=int,
        help="0 the photo .. 100 the style; else what suits the preset, or 50",
    )
    parser.add_argument(
        "--keep-colors",
        nargs="?",
        choices=("luminance", "matched"),
        const="luminance",
        default=False,
        help="keep the photo's colours: only its chroma, or by a style matched to them",
    )
    parser.add_argument(
        "--style-scale",
        type=float,
        help="size of the brush, 0.5 finer .. 2 coarser; else what suits the preset, or 1",
    )
    parser.add_argument(
        "--method",
        choices=("structure", "statistics"),
        default="structure",
        help="structure first: the style's shapes, then its texture; or its statistics alone, as"
        " in the paper",
    )
    parser.add_argument(
        "--faces",
        choices=("keep", "paint"),
        default="keep",
        help="where shapes are redrawn, keep people recognisable, or paint faces like all else",
    )
    parser.add_argument(
        "--mask",
        type=Path,
        metavar="MASK",
        help="paint only where this picture is white, or opaque where its transparency varies",
    )
    parser.add_argument(
        "--frames", type=Path, metavar="DIR", help="keep the picture of each step there, for a film"
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed is another brush")
    parser.add_argument("--weights", choices=("original", "torchvision"), default="original")
    parser.add_argument("--json", action="store_true", help="say what was done as JSON")


def run(arguments: argparse.Namespace) -> None:
    """Paint the photo and write the picture. Raises UsageError."""
    named = [(*find_style(name), weight) for name, weight in map(split_weight, arguments.style)]
    strength, style_scale = _suited(arguments, [name for name, _, _ in named])
    if not 0 <= strength <= 100:
        raise UsageError(f"the strength must be between 0 and 100, not {strength}")
    check_size(arguments.size)
    if not 0 <= arguments.seed < 1 << 32:
        raise UsageError(f"the seed must be between 0 and {(1 << 32) - 1}, not {arguments.seed}")
    if not 0.5 <= style_scale <= 2:
        raise UsageError(f"the scale must be between 0.5 and 2, not {style_scale}")
    drafts = arguments.quality == "draft"
    if arguments.network is not None and not drafts:
        raise UsageError("--network is for --quality draft")
    if arguments.within is not None and drafts:
        raise UsageError("--within is for paintings; a draft is there at once")
    if arguments.frames is not None and (drafts or not arguments.frames.is_dir()):
        raise UsageError("--frames is a folder that is there, for the steps of a painting")
    sources = (arguments.photo, *(path for _, path, _ in named), arguments.mask, arguments.network)
    extension = check_output(arguments.output, *sources)
    if arguments.frames is not None:
        check_place(arguments.frames / "0001.jpg")
        for frame in arguments.frames.glob("[0-9]*.jpg"):
            check_unread(frame, *sources)
    photo = read_picture(arguments.photo)
    mask = read_picture(arguments.mask) if arguments.mask else None
    styles = [(read_picture(path), weight) for _, path, weight in named]

    from styletransfer.images import files

    settings: _Settings = {
        "strength": strength,
        "style_scale": style_scale,
        "keep_colors": arguments.keep_colors,
        "region": None if mask is None else files.as_mask(mask),
    }
    if drafts:
        named_styles = [(name, *style) for (name, *_), style in zip(named, styles, strict=True)]
        picture, seconds = _draft(arguments, photo, named_styles, settings)
    else:
        picture, seconds = _paint(arguments, photo, styles, settings)
    deliver(arguments.output, files.encode(picture, extension))
    if arguments.json:
        report = {
            "output": str(arguments.output),
            "width": picture.width,
            "height": picture.height,
            "styles": [{"name": name, "weight": weight} for name, _, weight in named],
            "strength": strength,
            "seed": arguments.seed,
            "seconds": round(seconds, 1),
        }
        if not drafts:
            report |= {"method": arguments.method, "faces": arguments.faces}
        print(json.dumps(report))


def _paint(
    arguments: argparse.Namespace,
    photo: "Image.Image",
    styles: "list[tuple[Image.Image, float]]",
    settings: _Settings,
) -> "tuple[Image.Image, float]":
    """Return the painting, and how many seconds it took. Raises UsageError."""
    from styletransfer import painter
    from styletransfer.features import weights
    from styletransfer.images.contrast import SpoiledError
    from styletransfer.warmup import warm_up

    try:
        encoder = painter.default_encoder(weights.Weights(arguments.weights))
    except weights.WeightsError as error:
        raise UsageError(str(error)) from error
    size: int = arguments.size
    if arguments.within is not None or sys.stderr.isatty():
        speed = warm_up(encoder, arguments.method)
        size = _foretell(speed, photo, size, arguments.within)
    seed: int = arguments.seed
    started = time.perf_counter()
    steps = painter.paint(
        photo,
        styles,
        size=size,
        seed=seed,
        method=arguments.method,
        faces=arguments.faces,
        encoder=encoder,
        **settings,
    )
    if arguments.frames is not None:
        steps = _filmed(steps, arguments.frames)
    try:
        return watch(steps), time.perf_counter() - started
    except SpoiledError as error:
        raise UsageError(str(error)) from error


def _filmed(steps: "Iterable[Progress]", folder: Path) -> "Iterator[Progress]":
    """Keep the picture of each step in a folder, numbered from 1."""
    from styletransfer.images import files

    for number, step in enumerate(steps, start=1):
        write_whole(folder / f"{number:04}.jpg", files.encode(step.preview, "jpg"))
        yield step


def _default_encoder() -> "Encoder":
    # Only where a style is not known to the network: VGG-19 takes a while to load.
    from styletransfer.painter import default_encoder

    return default_encoder()


def _draft(
    arguments: argparse.Namespace,
    photo: "Image.Image",
    styles: "list[tuple[str, Image.Image, float]]",
    settings: _Settings,
) -> "tuple[Image.Image, float]":
    """Return the draft, and how many seconds it took. Raises UsageError."""
    from styletransfer.draft import SHIPPED, model
    from styletransfer.draft.drafter import Drafter, DraftStyle
    from styletransfer.features.devices import default_device

    try:
        network = model.load(arguments.network or SHIPPED, default_device())
    except model.ModelError as error:
        raise UsageError(str(error)) from error
    started = time.perf_counter()
    drafted = Drafter(network, _default_encoder).draft(
        photo,
        [DraftStyle(picture, name, weight) for name, picture, weight in styles],
        size=arguments.size,
        **settings,
    )
    return drafted, time.perf_counter() - started


def _suited(arguments: argparse.Namespace, names: list[str]) -> tuple[int, float]:
    """Return strength and scale: as asked for, or as they suit the one preset, or the middle."""
    preset = presets.named(names[0]) if len(names) == 1 else None
    strength, scale = (preset.strength, preset.style_scale) if preset else (50, 1.0)
    if arguments.strength is not None:
        strength = arguments.strength
    return strength, scale if arguments.style_scale is None else arguments.style_scale


def _foretell(speed: "Speed", photo: "Image.Image", size: int, within: float | None) -> int:
    """Say how long the painting will take, and return its size: the largest within the time.

    Raises UsageError where the time is too short.
    """
    aspect = min(photo.size) / max(photo.size)
    if within is not None:
        largest = speed.largest_within(within, aspect, _OFFERED)
        if largest is None:
            least = speed.seconds(_OFFERED[0], aspect)
            raise UsageError(f"{_OFFERED[0]} px, the smallest size, takes about {least:.0f} s")
        size = largest
    if sys.stderr.isatty():
        seconds = speed.seconds(size, aspect)
        print(f"{size} px, about {seconds:.0f} s", file=sys.stderr)
    return size
