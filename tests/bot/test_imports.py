"""The bot's process stays small: it loads neither the network's library nor a picture's decoder."""

import json
import subprocess
import sys

import pytest

_FORBIDDEN = ("torch", "torchvision", "PIL", "numpy", "skimage", "bot.sandbox")


@pytest.mark.slow
def test_the_bot_loads_nothing_that_decodes_or_paints() -> None:
    modules = "bot.app, bot.cli.run, bot.exts.stylize"
    program = f"import sys, json, {modules}; print(json.dumps([*sys.modules]))"
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", program], text=True))
    assert "bot.jobs.runner" in loaded
    assert [name for name in _FORBIDDEN if name in loaded] == []
