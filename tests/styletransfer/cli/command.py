"""The command line in the process of the tests: to import torch takes another process seconds."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from styletransfer.cli import main

COMMAND = [sys.executable, "-m", "styletransfer"]

RunCommand = Callable[..., subprocess.CompletedProcess[str]]


def command_runner(capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Return what runs the command line as a terminal would."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, said.out, said.err)

    return run
