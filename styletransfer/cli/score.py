"""Measure how near pictures are to a style and to the photo they were painted from."""

import argparse
import dataclasses
import json
from pathlib import Path

from styletransfer.cli.files import find_style, read_picture


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

    from styletransfer.score import Score, Scorer

    scorer = Scorer(photo, style)
    scores = [(path, dataclasses.asdict(scorer.score(picture))) for path, picture in painted]
    if arguments.json:
        print(json.dumps([{"picture": str(path), **score} for path, score in scores], indent=2))
        return
    names = [field.name for field in dataclasses.fields(Score)]
    width = max(len(str(path)) for path, _ in scores)
    print(" " * width, *(f"{name:>16}" for name in names))
    for path, score in scores:
        print(f"{path!s:{width}}", *(f"{score[name]:16.4f}" for name in names))
