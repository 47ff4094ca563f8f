"""One process at a time, and nobody else's eyes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import HostError
from bot.storage.data_lock import locked

_HOLDER = """
import sys, time
from pathlib import Path
from bot.storage.data_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.slow
def test_a_second_process_is_told_who_works_there_until_that_one_dies(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-c", _HOLDER, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(HostError, match=str(holder.pid)), locked(data):
            pass
        holder.kill()
    with locked(data):
        pass


def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with locked(data):
        (data / "jobs.db").touch()
        (data / "pictures").mkdir()
    assert {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()} == {
        "jobs.db": 0o600,
        "pictures": 0o700,
        "lock": 0o600,
    }
    assert data.stat().st_mode & 0o777 == 0o700
