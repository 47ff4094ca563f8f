"""Measure how near pictures are to a style and to the photo they were painted from."""

import argparse
import dataclasses
import json
from pathlib import Path

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import find_style, read_picture

_COLUMN = 16  # characters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("style", metavar="STYLE", help="a preset's name or a picture's path")
    parser.add_argument("pictures", type=Path, nargs="+", metavar="PICTURE")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")


def run(arguments: argparse.Namespace) -> None:
    """Print a score for each picture. Raises UsageError."""
    photo = read_picture(arguments.photo)
    style = read_picture(find_style(arguments.style)[1])
    painted = [(path, read_picture(path)) for path in arguments.pictures]

    from styletransfer.evaluate.likeness import faces_in, faces_kept, light
    from styletransfer.evaluate.score import Scorer
    from styletransfer.features.weights import WeightsError

    try:
        faces = faces_in(photo)
    except WeightsError as error:
        raise UsageError(str(error)) from error
    scorer = Scorer(photo, style)
    scores = [
        {
            **dataclasses.asdict(scorer.score(picture)),
            "light": light(photo, picture, faces),
            "faces": len(faces),
            "faces_kept": faces_kept(faces, picture),
        }
        for _, picture in painted
    ]
    paths = [str(path) for path in arguments.pictures]
    if arguments.json:
        rows = [{"picture": path, **score} for path, score in zip(paths, scores, strict=True)]
        print(json.dumps(rows, indent=2))
        return
    width = max(map(len, paths))
    print(" " * width, *(f"{name:>{_COLUMN}}" for name in scores[0]))
    for path, score in zip(paths, scores, strict=True):
        print(f"{path:{width}}", *(f"{_said(value):>{_COLUMN}}" for value in score.values()))


def _said(value: float) -> str:
    """Write a measure with four decimals, a count as it is."""
    return f"{value:.4f}" if isinstance(value, float) else str(value)
