"""Synthesise the picture that stands for a painting, to ship as a preset."""

import argparse
from pathlib import Path

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import check_output, deliver, read_picture
from styletransfer.cli.sizes import add_size, check_size
from styletransfer.cli.terminal import watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("painting", type=Path, metavar="PAINTING")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.webp")
    add_size(parser, default=768, least=128, most=2048)


def run(arguments: argparse.Namespace) -> None:
    """Synthesise the exemplar and write it. Raises UsageError."""
    check_size(arguments.size, least=128, most=2048)
    if check_output(arguments.output, arguments.painting) != "webp":
        raise UsageError(f"{arguments.output}: the name of an exemplar must end in .webp")
    painting = read_picture(arguments.painting)

    from styletransfer import exemplar

    picture = watch(exemplar.synthesise(painting, size=arguments.size))
    deliver(arguments.output, exemplar.encoded(picture))
