"""Whether others can look into a bot that runs."""

import os
import subprocess
import sys

import pytest

# Also where the tests are run by root, whom nothing is hidden from, the kernel says what it hides.
PROCESS = """
import ctypes, os
from bot.cli.hardening import keep_secrets
keep_secrets()
settings = [name for name in os.environ if "DEEPSTYLE" in name.upper()]
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), settings)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hides a process")
def test_nobody_else_sees_its_settings_or_its_memory() -> None:
    secrets = {"DEEPSTYLE_TOKEN": "secret", "deepstyle_database_url": "postgresql://secret"}
    done = subprocess.run(
        [sys.executable, "-c", PROCESS],
        env=os.environ | secrets,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "0 []\n"
