"""The command line: `styletransfer COMMAND`, one module a command."""

import argparse
import sys
from importlib.metadata import version
from typing import NoReturn

from styletransfer.cli import (
    bench,
    dream,
    exemplar,
    fidelity,
    figure,
    paint,
    race,
    score,
    styles,
    train,
)
from styletransfer.cli.errors import UsageError
from styletransfer.features.allocator import arrange_large_blocks

_COMMANDS = {
    "paint": paint,
    "dream": dream,
    "figure": figure,
    "styles": styles,
    "exemplar": exemplar,
    "fidelity": fidelity,
    "score": score,
    "bench": bench,
    "race": race,
    "train": train,
}


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 2 for what cannot be done here."""
    parser = _Parser(
        prog="styletransfer",
        description="Paint photos in the style of paintings, or let them dream.",
    )
    parser.add_argument("--version", action="version", version=f"DeepStyle {version('deepstyle')}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in _COMMANDS.items():
        summary = (command.__doc__ or "").splitlines()[0]
        command.add_arguments(subparsers.add_parser(name, help=summary, description=summary))
    arguments = parser.parse_args(argv)
    arrange_large_blocks()
    try:
        _COMMANDS[arguments.command].run(arguments)
    except UsageError as error:
        print(f"styletransfer {arguments.command}: {error}", file=sys.stderr)
        return 2
    except MemoryError as error:
        print(f"styletransfer {arguments.command}: {error or 'out of memory'}", file=sys.stderr)
        return 2
    return 0
