"""The command line of the bot: `python -m bot run|demo|doctor|backup|restore|sandbox`."""

import argparse
import importlib
import sys
from importlib.metadata import version
from typing import Protocol, cast

COMMANDS = {
    "run": ("bot.cli.run", "connect to Discord and serve"),
    "demo": ("bot.cli.demo", "try the bot in a sandbox, without a token"),
    "doctor": ("bot.cli.doctor", "say what works on this machine and what does not"),
    "backup": ("bot.cli.backup", "write all that the bot keeps into one archive"),
    "restore": ("bot.cli.restore", "put such an archive back"),
    "sandbox": ("bot.cli.sandbox", "start the stand-in for Discord alone"),
}


class Command(Protocol):
    """What the module of a subcommand offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the subcommand's options."""
        ...

    def main(self, arguments: argparse.Namespace) -> int:
        """Run the subcommand and return the exit status."""
        ...


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--version", action="version", version=f"DeepStyle {version('deepstyle')}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    arguments = sys.argv[1:] if argv is None else argv
    for name, (module, summary) in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            _load(module).add_arguments(subparser)
    return _load(COMMANDS[(chosen := parser.parse_args(arguments)).command][0]).main(chosen)


def _load(module: str) -> Command:
    return cast("Command", importlib.import_module(module))


if __name__ == "__main__":
    sys.exit(main())
