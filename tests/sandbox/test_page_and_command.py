"""The plain page, and the sandbox as a program of its own."""

import asyncio
import json
import signal
import sys

import aiohttp

from bot.sandbox.member import File, Member
from bot.sandbox.server import Sandbox
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest


async def test_the_page_shows_what_was_said_and_runs_nothing_of_it(
    sandbox: Sandbox, newcomer: Member, rest: Rest, http: aiohttp.ClientSession
) -> None:
    await newcomer.send("stylize", "<script>alert(1)</script>", files=[File("a.png", png())])
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    layout = [{"type": 17, "components": [{"type": 10, "content": "in a container"}]}]
    await rest.post(path, {"flags": 1 << 15, "components": layout})
    async with http.get(sandbox.address.page) as response:
        text = await response.text()
        assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "in a container" in text
    source = text.split('<img src="')[1].split('"')[0].replace("&amp;", "&")
    assert await newcomer.download(source) == png()


async def test_the_program_prints_one_line_and_ends_cleanly() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "sandbox", "--json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = json.loads(await process.stdout.readline())
    assert set(address["users"]) == {"newcomer", "artist", "moderator", "owner"}
    artist = address["users"]["artist"]
    async with Member.connected(
        address["api"], address["gateway"], artist["token"], address["application_id"]
    ) as member:
        assert member.user["id"] == artist["id"]
        assert member.channels.keys() - {"dm"} == address["channels"].keys()
        process.send_signal(signal.SIGTERM)
        out, err = await process.communicate()
    assert (process.returncode, out, err) == (0, b"", b"")
