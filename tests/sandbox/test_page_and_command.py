"""The files of the page, and the sandbox as a program of its own."""

import asyncio
import json
import re
import signal
import sys

import aiohttp
from yarl import URL

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox


async def test_the_page_is_files_from_here_and_nothing_else(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async with http.get(sandbox.address.page) as response:
        text = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "https:" not in policy
    for path in re.findall(r'(?:href|src)="(/[^"]+)"', text):
        async with http.get(sandbox.address.origin + path) as file:
            assert file.status == 200, path
            assert await file.read()
    for path in ("/web/../page.py", "/web/%2e%2e/page.py", "/web/none.js"):
        async with http.get(URL(sandbox.address.origin + path, encoded=True)) as file:
            assert file.status == 404, path


async def test_the_page_learns_whom_one_can_be(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async with http.get(f"{sandbox.address.origin}/sandbox/world") as response:
        world = await response.json()
    assert world["application_id"] == sandbox.address.application_id
    tokens = {user["username"]: user["token"] for user in world["users"]}
    assert tokens == {name: user.token for name, user in sandbox.address.users.items()}
    assert sandbox.address.bot_token not in str(world)


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
