"""Both commands say which version they are of, and the changelog knows it."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

import bot.__main__
import styletransfer.cli


def test_both_commands_say_their_version(capsys: pytest.CaptureFixture[str]) -> None:
    for main in (bot.__main__.main, styletransfer.cli.main):
        with pytest.raises(SystemExit) as ended:
            main(["--version"])
        assert ended.value.code == 0
        assert capsys.readouterr().out == f"DeepStyle {version('deepstyle')}\n"


def test_the_changelog_begins_with_this_version() -> None:
    changelog = Path(__file__).parents[3] / "CHANGELOG.md"
    newest = re.search(r"^## (\S+)", changelog.read_text(), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version("deepstyle")
