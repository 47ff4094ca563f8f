"""The option for a picture's size, as subcommands have it."""

import argparse

from styletransfer.cli.errors import UsageError
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE


def add_size(
    parser: argparse._ActionsContainer,  # pyright: ignore[reportPrivateUsage] - a group, or a parser
    *,
    default: int = 512,
    what: str = "long side",
    least: int = LEAST_SIZE,
    most: int = MOST_SIZE,
) -> None:
    """Declare `--size`, in pixels."""
    said = f"{what} in pixels, {least}..{most}"
    parser.add_argument("--size", type=int, default=default, help=said)


def check_size(size: int, *, least: int = LEAST_SIZE, most: int = MOST_SIZE) -> None:
    """Raise UsageError for a size that is outside."""
    if not least <= size <= most:
        raise UsageError(f"the size must be between {least} and {most}, not {size}")
