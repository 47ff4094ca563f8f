"""The demo, as a newcomer starts it."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from PIL import Image

from tests.end_to_end.stage import PATIENCE_S


async def _demo(folder: Path, *options: str) -> Process:
    settings = {"DEEPSTYLE_SIZE": "64", "DEEPSTYLE_DEVICES": "cpu"}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", *options),
        cwd=folder,
        env=os.environ | settings,
        stdout=PIPE,
        stderr=PIPE,
    )


async def test_once_writes_a_picture_and_ends(tmp_path: Path) -> None:
    demo = await _demo(tmp_path, "--once")
    async with asyncio.timeout(PATIENCE_S):
        output, errors = await demo.communicate()
    assert demo.returncode == 0, errors.decode()
    path = tmp_path / output.decode().splitlines()[-1]
    assert path.parent == tmp_path / "demo"
    with Image.open(path) as picture:
        assert picture.size == (64, 64)


async def test_it_stays_up_until_it_is_interrupted(tmp_path: Path) -> None:
    demo = await _demo(tmp_path)
    assert demo.stdout
    async with asyncio.timeout(PATIENCE_S):
        while b"Ctrl-C" not in await demo.stdout.readline():
            assert not demo.stdout.at_eof()
        demo.send_signal(signal.SIGINT)
        _, errors = await demo.communicate()
    assert demo.returncode == 0
    assert b"Traceback" not in errors
