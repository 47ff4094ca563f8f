"""Find out what can paint here, without loading the network's library into this process."""

import asyncio
import os
import shutil
from asyncio.subprocess import DEVNULL, PIPE


async def resolve(devices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the devices to paint on: every GPU for `auto`, or the CPU where there is none."""
    if devices != ("auto",):
        return devices
    count = await _count_gpus()
    return tuple(f"cuda:{number}" for number in range(count)) or ("cpu",)


async def _count_gpus() -> int:
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        return len([word for word in visible.split(",") if word.strip() not in ("", "-1")])
    if shutil.which("nvidia-smi") is None:
        return 0
    process = await asyncio.create_subprocess_exec(
        "nvidia-smi", "--list-gpus", stdout=PIPE, stderr=DEVNULL
    )
    output, _ = await process.communicate()
    # Partitions of a GPU are listed indented below it.
    return len([line for line in output.splitlines() if line.startswith(b"GPU ")])
