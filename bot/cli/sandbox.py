"""`python -m bot sandbox`: the stand-in for Discord, alone."""

import argparse
import asyncio
import signal

from bot.sandbox.server import Address, Sandbox
from bot.sandbox.wire import encode


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (a free one)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")


def main(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    try:
        asyncio.run(_serve(arguments.host, arguments.port, as_json=arguments.json))
    except OSError as problem:
        print(f"The sandbox cannot listen on {arguments.host}:{arguments.port}: {problem.strerror}")
        return 2
    return 0


async def _serve(host: str, port: int, *, as_json: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Sandbox.started(host=host, port=port) as sandbox:
        address = sandbox.address
        print(encode(address.as_json()) if as_json else _readable(address), flush=True)
        await stop.wait()


def _readable(address: Address) -> str:
    lines = [
        f"A sandbox of Discord is at {address.page}",
        f"  REST API     {address.api}",
        f"  gateway      {address.gateway}",
        f"  bot's token  {address.bot_token}",
        f"  people       {', '.join(address.users)}",
        "Ctrl-C ends it; --json prints all of this for programs.",
    ]
    return "\n".join(lines)
