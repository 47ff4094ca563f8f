"""Paint a photo in the five styles of the paper's figure, on one sheet."""

import argparse
from pathlib import Path

from styletransfer.cli.files import check_output, deliver, read_picture
from styletransfer.cli.sizes import add_size, check_size
from styletransfer.cli.terminal import watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("-o", "--output", type=Path, default=Path("figure.png"), metavar="OUT")
    add_size(parser, what="a panel's long side", most=2048)


def run(arguments: argparse.Namespace) -> None:
    """Paint the panels and write the sheet. Raises UsageError."""
    check_size(arguments.size, most=2048)
    extension = check_output(arguments.output, arguments.photo)
    photo = read_picture(arguments.photo)

    from styletransfer import figure
    from styletransfer.images import files

    picture = watch(figure.figure(photo, size=arguments.size))
    deliver(arguments.output, files.encode(picture, extension, quality=88))
