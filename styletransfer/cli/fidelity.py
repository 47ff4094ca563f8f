"""Check that painting with a preset's exemplar is as good as painting with the painting itself."""

import argparse
from pathlib import Path

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import find_style, read_picture
from styletransfer.cli.sizes import add_size, check_size
from styletransfer.cli.terminal import watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument(
        "pairs", nargs="+", metavar="PRESET=PAINTING", help="a preset and the painting it is of"
    )
    add_size(parser, most=1024)


def run(arguments: argparse.Namespace) -> None:
    """Paint with the painting and with its exemplar and score both. Raises UsageError."""
    check_size(arguments.size, most=1024)
    photo = read_picture(arguments.photo)
    named = [_split(pair) for pair in arguments.pairs]

    from styletransfer.evaluate.score import Scorer
    from styletransfer.painter import default_encoder, paint

    encoder = default_encoder()
    print(f"{'':26}  {'style moments':>15}  {'covariance':>13}  {'content':>13}")
    for name, exemplar, painting in named:
        source = read_picture(painting)
        scorer = Scorer(photo, source)
        by_painting, by_exemplar = (
            scorer.score(watch(paint(photo, [(style, 1.0)], size=arguments.size, encoder=encoder)))
            for style in (source, read_picture(exemplar))
        )
        columns = [
            f"{with_exemplar:.4f} ({with_exemplar / with_painting:4.2f})"
            for with_exemplar, with_painting in (
                (by_exemplar.style_moments, by_painting.style_moments),
                (by_exemplar.style_covariance, by_painting.style_covariance),
                (by_exemplar.content, by_painting.content),
            )
        ]
        print(f"{name:26}  {columns[0]:>15}  {columns[1]:>13}  {columns[2]:>13}", flush=True)


def _split(pair: str) -> tuple[str, Path, Path]:
    """Return a preset's name and exemplar, and the painting. Raises UsageError."""
    preset, equals, painting = pair.partition("=")
    if not equals:
        raise UsageError(f"{pair}: say which painting a preset is of, as PRESET=PAINTING")
    return (*find_style(preset), Path(painting))
