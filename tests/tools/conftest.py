"""Tools, run as scripts are."""

import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"

RunTool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run_tool(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunTool:
    """Run a tool by its file's name, in this process: to import torch takes a process seconds."""
    monkeypatch.syspath_prepend(TOOLS)

    def run(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [name, *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        status = 0
        try:
            runpy.run_path(str(TOOLS / name), run_name="__main__")
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(command, status, said.out, said.err)

    return run
