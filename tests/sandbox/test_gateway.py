"""The gateway, byte by byte: close codes, sessions, compression and intents."""

import zlib
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import decode
from tests.sandbox.rest import Rest

GUILDS, MESSAGES, REACTIONS = 1 << 0, 1 << 9, 1 << 10
Socket = aiohttp.ClientWebSocketResponse


async def until(socket: Socket, event: str) -> dict[str, Any]:
    while (frame := await socket.receive_json(timeout=5))["t"] != event:
        pass
    return frame


async def close_code(socket: Socket) -> int | None:
    while (frame := await socket.receive(timeout=5)).type is aiohttp.WSMsgType.TEXT:
        pass
    assert frame.type is aiohttp.WSMsgType.CLOSE
    return socket.close_code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("not json", 4002),
        ('{"op": 2, "d": {"token": "wrong", "intents": 0}}', 4004),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 1, "d": "' + "x" * 4096 + '"}', 4002),
        ('{"op": 99, "d": {}}', 4001),
        ('{"op": 2, "d": {"token": "TOKEN", "intents": 131072}}', 4013),
        ('{"op": 2, "d": {"token": "TOKEN"}}', 4013),
        ('{"op": 2, "d": {"token": "TOKEN", "intents": 0, "shard": [3, 2]}}', 4010),
    ],
)
async def test_what_is_wrong_closes_with_its_code(
    sandbox: Sandbox, http: aiohttp.ClientSession, sent: str, code: int
) -> None:
    async with http.ws_connect(f"{sandbox.address.gateway}?v=10&encoding=json") as socket:
        await socket.receive_json()
        await socket.send_str(sent.replace("TOKEN", sandbox.address.bot_token))
        assert await close_code(socket) == code


async def test_an_older_version_is_refused(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect(f"{sandbox.address.gateway}?v=6") as socket:
        assert await close_code(socket) == 4012


async def test_identify_twice_and_too_many_events(rest: Rest) -> None:
    async with rest.gateway() as socket:
        await socket.send_json({"op": 2, "d": {}})
        assert await close_code(socket) == 4005
    async with rest.gateway() as socket:
        for _ in range(120):
            await socket.send_json({"op": 1, "d": None})
        assert await close_code(socket) == 4008


async def test_identifying_too_soon_invalidates(sandbox: Sandbox, rest: Rest) -> None:
    sandbox.backend.handshake.identify_interval_s = 0.5
    async with rest.gateway() as first:
        await until(first, "READY")
        async with rest.gateway() as second:
            frame = await second.receive_json(timeout=5)
            assert (frame["op"], frame["d"]) == (9, False)


async def test_resume_replays_in_order_and_only_with_a_known_sequence(
    sandbox: Sandbox, rest: Rest, newcomer: Member, http: aiohttp.ClientSession
) -> None:
    async with rest.gateway() as socket:
        ready = await until(socket, "READY")
        await until(socket, "GUILD_CREATE")
        await socket.close(code=4000)
    for number in range(3):
        await newcomer.send("stylize", str(number))
    resume = {
        "token": sandbox.address.bot_token,
        "session_id": ready["d"]["session_id"],
        "seq": 2,
    }
    url = ready["d"]["resume_gateway_url"]
    assert url == sandbox.address.gateway
    async with http.ws_connect(f"{url}?v=10&encoding=json") as socket:
        await socket.receive_json()
        await socket.send_json({"op": 6, "d": resume})
        frames = [await socket.receive_json(timeout=5) for _ in range(4)]
        events = ["MESSAGE_CREATE"] * 3 + ["RESUMED"]
        assert [(f["t"], f["s"]) for f in frames] == list(zip(events, range(3, 7), strict=True))
        await socket.close(code=4000)
    async with http.ws_connect(f"{url}?v=10&encoding=json") as socket:
        await socket.receive_json()
        await socket.send_json({"op": 6, "d": resume | {"seq": 99}})
        assert await close_code(socket) == 4007
    async with http.ws_connect(f"{url}?v=10&encoding=json") as socket:
        await socket.receive_json()
        await socket.send_json({"op": 6, "d": resume})
        frame = await socket.receive_json(timeout=5)
        assert (frame["op"], frame["d"]) == (9, False)


async def test_the_whole_stream_is_one_zlib_stream(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    url = f"{sandbox.address.gateway}?v=10&encoding=json&compress=zlib-stream"
    inflate = zlib.decompressobj()
    async with http.ws_connect(url) as socket:
        hello = await socket.receive_bytes()
        assert hello.endswith(b"\x00\x00\xff\xff")
        assert decode(inflate.decompress(hello))["op"] == 10  # type: ignore[index]
        token = sandbox.address.bot_token
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 0}})
        ready = decode(inflate.decompress(await socket.receive_bytes()))
        assert ready["t"] == "READY"  # type: ignore[index]


async def test_a_bot_hears_what_it_asked_for(
    sandbox: Sandbox, rest: Rest, newcomer: Member
) -> None:
    async with rest.gateway(GUILDS | REACTIONS) as socket:
        created = await until(socket, "GUILD_CREATE")
        assert created["d"]["unavailable"] is False
        assert [m["user"]["id"] for m in created["d"]["members"]] == [
            sandbox.address.application_id
        ]
        posted = await newcomer.send("stylize", "unheard")
        path = f"/channels/{posted['channel_id']}/messages/{posted['id']}/reactions/👍/@me"
        await newcomer.call("PUT", path)
        frame = await socket.receive_json(timeout=5)
        assert frame["t"] == "MESSAGE_REACTION_ADD"


async def test_members_are_asked_for(sandbox: Sandbox, rest: Rest) -> None:
    guild = sandbox.address.guild_id
    async with rest.gateway(GUILDS | 1 << 1) as socket:
        request = {"guild_id": guild, "query": "", "limit": 0, "nonce": "n"}
        await socket.send_json({"op": 8, "d": request})
        chunk = (await until(socket, "GUILD_MEMBERS_CHUNK"))["d"]
        assert len(chunk["members"]) == 5
        assert chunk["nonce"] == "n"
        await socket.send_json({"op": 8, "d": {"guild_id": guild, "query": "art", "limit": 5}})
        chunk = (await until(socket, "GUILD_MEMBERS_CHUNK"))["d"]
        assert [m["user"]["username"] for m in chunk["members"]] == ["artist"]
