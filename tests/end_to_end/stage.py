"""The bot as a process of its own, as a host would run it, and what members look at."""

import asyncio
import contextlib
import os
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot.sandbox.client.member import Answered, Member
from bot.sandbox.server import Sandbox

Message = dict[str, Any]
_STATUS_PORT = re.compile(r"answering /healthz and /metrics on port (\d+)")
_Seen = TypeVar("_Seen")

# For a machine that does a good deal else at the same time.
PATIENCE_S = 120.0


class BotProcess:
    """`python -m bot run` in an empty folder, pointed at a sandbox.

    `quick` gives it a painter that hands the photo back after so many seconds for 64 px.
    """

    def __init__(
        self, sandbox: Sandbox, folder: Path, *, quick: float | None = None, **settings: str
    ) -> None:
        address = sandbox.address
        self._folder = folder
        kept = {n: v for n, v in os.environ.items() if not n.startswith("DEEPSTYLE_")}
        self._environment = kept | {
            "DEEPSTYLE_TOKEN": address.bot_token,
            "DEEPSTYLE_DISCORD_API": address.api,
            "DEEPSTYLE_DISCORD_GATEWAY": address.gateway,
            "DEEPSTYLE_DEVICES": "cpu",
            "DEEPSTYLE_SIZE": "64",
            "DEEPSTYLE_EDIT_SECONDS": "0.3",
            "DEEPSTYLE_STATUS_ADDRESS": "127.0.0.1:0",
            **{f"DEEPSTYLE_{name.upper()}": value for name, value in settings.items()},
        }
        self._program = ("-m", "bot")
        if quick is not None:
            self._program = (str(Path(__file__).with_name("quick_bot.py")),)
            self._environment["QUICK_PAINTER_SECONDS"] = str(quick)
        self._process: Process | None = None
        self._connected = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None
        self.log: list[str] = []

    async def start(self) -> None:
        self._connected.clear()
        await self.spawn()
        async with asyncio.timeout(60):
            await self._connected.wait()

    async def run_to_its_end(self) -> int:
        """Start a bot that cannot serve, or not for long; returns its exit status."""
        await self.spawn()
        return await self.ended()

    async def spawn(self) -> None:
        """Start the process, whatever becomes of it."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self._program, "run"),
            cwd=self._folder,
            env=self._environment,
            stdin=DEVNULL,
            stderr=PIPE,
        )
        self._reader = asyncio.create_task(self._read())

    async def stop(self) -> int:
        """End the bot as a service manager does; returns its exit status."""
        self.process.terminate()
        return await self.ended()

    async def crash(self) -> None:
        self.process.kill()
        await self.ended()

    @property
    def process(self) -> Process:
        assert self._process is not None
        return self._process

    @property
    def data(self) -> Path:
        return self._folder / "data"

    @property
    def status(self) -> str:
        """Where `/healthz` and `/metrics` are."""
        ports = [found[1] for line in self.log if (found := _STATUS_PORT.search(line))]
        return f"http://127.0.0.1:{ports[-1]}"

    async def health(self) -> tuple[int, dict[str, bool]]:
        """Return `/healthz`: the status, and which parts work."""
        async with aiohttp.request("GET", f"{self.status}/healthz") as response:
            return response.status, await response.json()

    async def metrics(self) -> dict[tuple[str, ...], float]:
        """Return `/metrics`: each number by its name and the values of its labels."""
        async with aiohttp.request("GET", f"{self.status}/metrics") as response:
            families = text_string_to_metric_families(await response.text())
        return {(s.name, *s.labels.values()): s.value for f in families for s in f.samples}

    def painters(self) -> list[int]:
        """Return the numbers of the inference processes."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for path in children for number in path.read_text().split()]

    async def ended(self) -> int:
        """Wait for the end of a bot; returns its exit status."""
        async with asyncio.timeout(30):
            status = await self.process.wait()
            assert self._reader
            await self._reader
        return status

    async def _read(self) -> None:
        assert self.process.stderr
        async for line in self.process.stderr:
            self.log.append(line.decode().rstrip())
            if "connected as" in self.log[-1]:
                self._connected.set()


@contextlib.asynccontextmanager
async def running(
    sandbox: Sandbox, folder: Path, *, quick: float | None = None, **settings: str
) -> AsyncGenerator[BotProcess]:
    bot = BotProcess(sandbox, folder, quick=quick, **settings)
    try:
        await bot.start()
        yield bot
    finally:
        if bot.process.returncode is None:
            await bot.stop()
        print(*bot.log, sep="\n")


async def until(look: Callable[[], Awaitable[_Seen]], check: Callable[[_Seen], bool]) -> _Seen:
    """Look again and again, and return what is seen once it fits `check`."""
    async with asyncio.timeout(PATIENCE_S):
        while not check(seen := await look()):  # noqa: ASYNC110  (nobody tells of a change)
            await asyncio.sleep(0.05)
    return seen


def components(message: Message) -> Iterator[Message]:
    """Yield every component of a message, nested ones after what holds them."""
    pending = list(message.get("components", []))
    while pending:
        component = pending.pop(0)
        yield component
        pending += component.get("components", [])


def text(message: Message) -> str:
    """Return all that a message says."""
    said = [c["content"] for c in components(message) if c["type"] == 10]
    return "\n".join([message.get("content", ""), *said])


def button(message: Message) -> str | None:
    """Return the custom_id of a message's first button."""
    return next((c["custom_id"] for c in components(message) if c["type"] == 2), None)


def pictures(message: Message) -> list[Message]:
    """Return the items of a message's gallery."""
    return [item for c in components(message) if c["type"] == 12 for item in c["items"]]


def _can_be_cancelled(message: Message) -> bool:
    return (button(message) or "").startswith("cancel:")


def is_result(message: Message) -> bool:
    return bool(pictures(message)) and not _can_be_cancelled(message)


def is_growing(message: Message) -> bool:
    """Say whether a message shows a painting that is not finished."""
    return bool(pictures(message)) and _can_be_cancelled(message)


def is_sentence(message: Message) -> bool:
    """Say whether a message is a bot's last word without a picture."""
    return bool(text(message).strip()) and not pictures(message) and button(message) is None


def is_begun(message: Message) -> bool:
    """Say whether a message tells of a painter that is at work."""
    return "░" in text(message) and "mixing" not in text(message)


def way(message: Message, name: str) -> str:
    """Return the custom_id of a message's button or select that leads a way on."""
    ids = [c["custom_id"] for c in components(message) if "custom_id" in c]
    return next(i for i in ids if i.startswith((f"on:{name}:", f"choose:{name}:")))


async def go_on(member: Member, message: Message, name: str) -> Answered:
    """Press the button of a way on, or choose it among the others."""
    try:
        return await member.press(message, way(message, name))
    except StopIteration:
        return await member.choose(message, way(message, "more"), [name])
