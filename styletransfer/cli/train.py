"""Teach the network that drafts: all presets, or a style of your own."""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from styletransfer import presets
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import check_place, deliver, find_style, picture_files, read_picture

if TYPE_CHECKING:
    from styletransfer.draft.corpus import Master
    from styletransfer.draft.training import Lap

_TELL_EVERY = 25  # steps
# Three of them are kept for the samples.
_LEAST_PHOTOS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="to learn from")
    parser.add_argument(
        "--style",
        action="append",
        metavar="STYLE",
        help="a preset's name or a picture's path, again for several; else all presets",
    )
    parser.add_argument(
        "--styles", type=Path, metavar="DIR", help="paintings of all kinds, to draft in any style"
    )
    parser.add_argument(
        "--run",
        type=Path,
        default=Path("draft-run"),
        metavar="DIR",
        help="for checkpoint, losses and samples; what is there already goes on",
    )
    parser.add_argument("--steps", type=int, default=10_000, help="in all, those before included")
    parser.add_argument("--batch", type=int, default=1, help="crops in a step")
    parser.add_argument("--side", type=int, default=384, help="of a crop in pixels, in steps of 16")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--from-scratch", action="store_true", help="begin with nothing, not with what ships"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="else in the run's folder")


def run(arguments: argparse.Namespace) -> None:
    """Teach, tell how it goes, and write the network. Raises UsageError."""
    if arguments.steps < 1 or arguments.batch < 1:
        raise UsageError("steps and batch must be at least 1")
    if arguments.side < 64 or arguments.side % 16:
        raise UsageError(f"the side must be a multiple of 16 from 64 on, not {arguments.side}")
    out: Path = arguments.output or arguments.run / "draft.safetensors"
    for folder in (arguments.photos, arguments.styles):
        if folder is not None and not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder")
    styles = [find_style(style) for style in arguments.style or ()]
    for _, path in styles:
        read_picture(path)

    photos = picture_files(arguments.photos)
    if len(photos) < _LEAST_PHOTOS:
        raise UsageError(f"{arguments.photos}: at least {_LEAST_PHOTOS} photos are needed")
    others = picture_files(arguments.styles) if arguments.styles else []
    arguments.run.mkdir(parents=True, exist_ok=True)
    check_place(out, *photos, *others, *(path for _, path in styles))

    from styletransfer.draft import model, training
    from styletransfer.painter import default_encoder

    start = None if arguments.from_scratch else model.load()
    settings = training.Settings(arguments.steps, arguments.batch, arguments.side, arguments.seed)
    masters, encoder = _masters(styles), default_encoder()
    try:
        lessons = training.Training(
            settings, arguments.run, photos, masters, others, encoder, start
        )
    except training.TrainingError as error:
        raise UsageError(str(error)) from error
    print(f"step {lessons.step} of {settings.steps}", file=sys.stderr)
    _follow(lessons.run(), settings.steps - lessons.step)
    deliver(out, lessons.model().encoded())


def _masters(styles: list[tuple[str, Path]]) -> "list[Master]":
    from styletransfer.draft.corpus import Master
    from styletransfer.draft.network import PLAIN_STRENGTH

    strengths = {preset.name: preset.strength for preset in presets.catalog()}
    chosen = styles or [(preset.name, preset.exemplar) for preset in presets.catalog()]
    return [Master(name, path, strengths.get(name, PLAIN_STRENGTH)) for name, path in chosen]


def _follow(laps: "Iterable[Lap]", left: int) -> None:
    """Take all steps; now and then say how near the drafts are and how long it will take."""
    started = time.perf_counter()
    recent: list[Lap] = []
    for number, lap in enumerate(laps, start=1):
        recent.append(lap)
        if len(recent) == _TELL_EVERY or number == left:
            minutes = (time.perf_counter() - started) / number * (left - number) / 60
            style, content = (
                sum(getattr(each, name) for each in recent) / len(recent)
                for name in ("style", "content")
            )
            print(
                f"step {lap.step}: style {style:.3f}, content {content:.3f},"
                f" {minutes:.0f} minutes left",
                file=sys.stderr,
                flush=True,
            )
            recent.clear()
