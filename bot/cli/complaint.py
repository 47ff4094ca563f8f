"""What a command tells the host where it cannot go on."""

import sys


def complain(sentence: str, status: int) -> int:
    """Print a sentence on standard error and return the exit status that goes with it."""
    print(f"deepstyle: {sentence}", file=sys.stderr)
    return status
