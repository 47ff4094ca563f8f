"""List the styles that ship."""

import argparse
import dataclasses
import json

from styletransfer import presets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--json", action="store_true", help="all that the catalogue knows")


def run(arguments: argparse.Namespace) -> None:
    """Print the catalogue."""
    if arguments.json:
        entries = [
            {**dataclasses.asdict(preset), "exemplar": str(preset.exemplar)}
            for preset in presets.catalog()
        ]
        print(json.dumps(entries, indent=2))
        return
    width = max(len(preset.name) for preset in presets.catalog())
    for preset in presets.catalog():
        mark = "" if preset.free_everywhere else "  (not free everywhere)"
        print(f"{preset.name:{width}}  {preset.title}, {preset.artist}, {preset.year}{mark}")
