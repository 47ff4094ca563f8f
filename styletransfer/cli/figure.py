"""Paint a photo in the five styles of the paper's figure, on one sheet."""

import argparse
from pathlib import Path

from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import check_output, deliver, read_picture
from styletransfer.cli.terminal import watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("-o", "--output", type=Path, default=Path("figure.png"), metavar="OUT")
    parser.add_argument("--size", type=int, default=512, help="a panel's long side, 64..2048")


def run(arguments: argparse.Namespace) -> None:
    """Paint the panels and write the sheet. Raises UsageError."""
    if not 64 <= arguments.size <= 2048:
        raise UsageError(f"the size must be between 64 and 2048, not {arguments.size}")
    extension = check_output(arguments.output, arguments.photo)
    photo = read_picture(arguments.photo)

    from styletransfer import figure
    from styletransfer.images import files

    picture = watch(figure.figure(photo, size=arguments.size))
    deliver(arguments.output, files.encode(picture, extension, quality=88))
