"""`python -m bot demo`: the whole bot in a sandbox, without a token."""

import argparse
import asyncio
import contextlib
import importlib.util
import json
import os
import signal
import socket
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

from bot.delivery.job_buttons import JobAction
from bot.errors import HostError
from bot.sandbox.client.member import Answered, File, InteractionFailedError, Member, RefusedError
from bot.sandbox.wire import JsonObject
from bot.settings import PREFIX

_PORT = 8420
_STYLE = "starry-night"
_CHANNEL = "stylize"
_CONNECT_SECONDS = 60
_TRIES = 3
_PAINT_SECONDS = 600
_STOP_SECONDS = 15
_FOLDER = Path("demo")

_TEXT, _GALLERY, _BUTTON = 10, 12, 2  # Discord's types of components


@dataclass(frozen=True, slots=True)
class _Sandbox:
    api: str
    gateway: str
    page: str
    application_id: str
    bot_token: str
    member_token: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--once", action="store_true", help="paint one picture, write it to demo/ and end"
    )
    parser.add_argument(
        "--port", type=int, default=_PORT, help="port of the page (%(default)s, or a free one)"
    )


def main(arguments: argparse.Namespace) -> int:
    """Show the bot at work; the exit status is 0 unless it could not paint."""
    try:
        asyncio.run(_demo(arguments.port, once=arguments.once))
    except HostError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        _say("The demo has ended")
    return 0


async def _demo(port: int, *, once: bool) -> None:
    # A service manager's SIGTERM ends the processes below as Ctrl-C does.
    if this := asyncio.current_task():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    with tempfile.TemporaryDirectory(prefix="deepstyle-") as folder:
        async with _sandbox(_usable(port)) as sandbox:
            _say(f"A sandbox of Discord is at {sandbox.page}")
            async with (
                _bot(sandbox, Path(folder)) as bot,
                Member.connected(
                    sandbox.api, sandbox.gateway, sandbox.member_token, sandbox.application_id
                ) as member,
            ):
                await _wait_for_command(member, bot)
                message = await _first_picture(member)
                if once:
                    _say(str(await _save(member, message)))
                    return
                _say(f"Look at it, and try your own: {sandbox.page}   (Ctrl-C ends the demo)")
                await bot.wait()
                raise HostError("the bot ended; its last lines are above")


async def _first_picture(member: Member) -> JsonObject:
    """Ask for a picture as a member does; return the message with the result."""
    photo = await asyncio.to_thread(_sample_photo)
    _say("Nova posts /stylize with a photo of the astronaut Eileen Collins, in Starry Night")
    answered = await _asked(member, photo)
    said = ""
    try:
        async with asyncio.timeout(_PAINT_SECONDS):
            while True:
                message = await member.response(
                    answered, lambda m, known=said: _words(m) != known, timeout_s=_PAINT_SECONDS
                )
                said = _words(message)
                _say(said)
                if said and not _can_be_cancelled(message):
                    break
    except TimeoutError as error:
        raise HostError(f"no picture came within {_PAINT_SECONDS} s") from error
    if not _parts(message, _GALLERY):
        raise HostError("the bot did not paint")
    return message


async def _asked(member: Member, photo: File) -> Answered:
    """Send the command. The bot tells its commands a moment before it hears of any."""
    failed = None
    for _ in range(_TRIES):
        try:
            return await member.slash(_CHANNEL, "stylize", {"image": photo, "style": _STYLE})
        except InteractionFailedError as error:
            failed = error
        except RefusedError as error:
            raise HostError(f"the bot did not answer: {error}") from error
    raise HostError(f"the bot did not answer: {failed}") from failed


async def _save(member: Member, message: JsonObject) -> Path:
    media = _parts(message, _GALLERY)[0]["items"][0]["media"]
    picture = await member.download(media["url"])
    extension = media["url"].partition("?")[0].rpartition(".")[2]
    path = _FOLDER / f"astronaut-{_STYLE}.{extension}"

    def write() -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)

    await asyncio.to_thread(write)
    return path


async def _wait_for_command(member: Member, bot: Process) -> None:
    """Wait until the bot has told the sandbox its commands."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CONNECT_SECONDS):
            while bot.returncode is None:
                if await _is_known(member):
                    return
                await asyncio.sleep(0.2)
    raise HostError("the bot did not start; its last lines are above")


async def _is_known(member: Member) -> bool:
    return any(command["name"] == "stylize" for command in await member.commands(_CHANNEL))


@contextlib.asynccontextmanager
async def _sandbox(port: int) -> AsyncGenerator[_Sandbox]:
    command = ("-m", "bot", "sandbox", "--json", "--port", str(port))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=DEVNULL, stdout=PIPE, start_new_session=True
    )
    async with _ended_at_the_end(process):
        assert process.stdout
        line = await process.stdout.readline()
        if not line:
            raise HostError("the sandbox did not start")
        told = json.loads(line)
        yield _Sandbox(
            api=told["api"],
            gateway=told["gateway"],
            page=told["page"],
            application_id=told["application_id"],
            bot_token=told["bot_token"],
            member_token=told["users"]["newcomer"]["token"],
        )


@contextlib.asynccontextmanager
async def _bot(sandbox: _Sandbox, folder: Path) -> AsyncGenerator[Process]:
    # The host's own settings are for their own bot; only what paints is the same.
    own = {f"{PREFIX}{name}" for name in ("TOKEN", "DATABASE_URL", "DATA_DIR")}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    environment |= {
        f"{PREFIX}TOKEN": sandbox.bot_token,
        f"{PREFIX}DISCORD_API": sandbox.api,
        f"{PREFIX}DISCORD_GATEWAY": sandbox.gateway,
        f"{PREFIX}DATA_DIR": str(folder),
        f"{PREFIX}DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'deepstyle.db'}",
        f"{PREFIX}LOG_LEVEL": os.environ.get(f"{PREFIX}LOG_LEVEL", "WARNING"),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=environment,
        stdin=DEVNULL,
        start_new_session=True,
    )
    async with _ended_at_the_end(process):
        yield process


@contextlib.asynccontextmanager
async def _ended_at_the_end(process: Process) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()


def _usable(port: int) -> int:
    """Return the port, or 0 for a free one if somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def _sample_photo() -> File:
    """Return the photo that scikit-image brings; it is found without importing the library."""
    package = importlib.util.find_spec("skimage")
    if package is None or package.origin is None:
        raise HostError("the sample photo is missing: scikit-image is not installed")
    path = Path(package.origin).parent / "data" / "astronaut.png"
    try:
        return File("astronaut.png", path.read_bytes())
    except OSError as error:
        raise HostError(f"the sample photo cannot be read: {error.strerror}") from error


def _words(message: JsonObject) -> str:
    """Return what a message says, in one line."""
    said = " ".join(part["content"] for part in _parts(message, _TEXT))
    return " ".join(said.translate({ord(mark): " " for mark in "#*`-"}).split())


def _parts(message: JsonObject, kind: int) -> list[JsonObject]:
    pending: list[JsonObject] = list(message.get("components", []))
    found: list[JsonObject] = []
    while pending:
        part = pending.pop(0)
        found += [part] if part["type"] == kind else []
        pending = part.get("components", []) + pending
    return found


def _can_be_cancelled(message: JsonObject) -> bool:
    return any(
        part["custom_id"].startswith(f"{JobAction.CANCEL}:") for part in _parts(message, _BUTTON)
    )


def _say(line: str) -> None:
    print(line, flush=True)
