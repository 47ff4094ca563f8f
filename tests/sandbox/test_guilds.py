"""Several servers: a script adds, changes and removes them over the wire, and the bot is told."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
import pytest

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Client, Connect, running
from tests.sandbox.rest import Answer, Rest

MIB = 1024 * 1024
As = Callable[[str], Rest]


class Script:
    """A developer's script: the sandbox's own calls, and the API with a person's token."""

    def __init__(self, sandbox: Sandbox, rest: Rest) -> None:
        self._sandbox = sandbox
        self.rest = rest
        self.bot_id = sandbox.address.application_id

    def id(self, name: str) -> str:
        return self._sandbox.address.users[name].id

    def as_(self, name: str) -> Rest:
        return Rest(self._sandbox, self.rest._session, self._sandbox.address.users[name].token)

    async def control(self, method: str, path: str = "", body: object = None) -> Answer:
        address = f"{self._sandbox.address.origin}/sandbox/guilds{path}"
        return await self.rest.call(method, address, body)

    async def add(self, **more: Any) -> dict[str, Any]:
        channels = [{"name": "studio"}, {"name": "exhibition", "type": 15}]
        guild = {"name": "Second", "owner_id": self.id("artist"), "channels": channels}
        made = await self.control("POST", body=guild | {"members": [self.bot_id]} | more)
        assert made.status == 200
        return made.body


@pytest.fixture
def script(sandbox: Sandbox, rest: Rest) -> Script:
    return Script(sandbox, rest)


@pytest.fixture
async def told(client: Client, sandbox: Sandbox) -> AsyncIterator[asyncio.Queue[str]]:
    """What the bot is told of the second guild, while it runs."""
    events = asyncio.Queue[str]()
    for name in ("join", "remove", "unavailable", "available"):

        async def note(guild: discord.Guild, name: str = name) -> None:
            if guild.name == "Second":
                events.put_nowait(name)

        note.__name__ = f"on_guild_{name}"
        client.event(note)
    async with running(client, sandbox):
        yield events


async def _next(told: asyncio.Queue[str]) -> str:
    return await asyncio.wait_for(told.get(), 10)


async def test_a_guild_comes_is_lost_comes_back_and_goes(
    script: Script, client: Client, told: asyncio.Queue[str], rest: Rest
) -> None:
    made = await script.add()
    assert await _next(told) == "join"
    guild = client.get_guild(int(made["id"]))
    assert guild
    assert {channel.name for channel in guild.channels} == {"studio", "exhibition"}
    own = f"/{made['id']}"
    await script.control("PATCH", own, {"unavailable": True})
    assert await _next(told) == "unavailable"
    assert client.get_guild(int(made["id"])).unavailable
    await script.control("PATCH", own, {"unavailable": False})
    assert await _next(told) == "available"
    assert (await script.control("DELETE", own)).status == 200
    assert await _next(told) == "remove"
    assert (await rest.get(f"/guilds/{made['id']}")).code == 10004
    assert (await rest.get(f"/channels/{made['channels']['studio']}")).code == 10003
    assert (await script.control("DELETE", own)).code == 10004


async def test_who_logs_in_during_an_outage_learns_of_the_guild_later(
    script: Script, rest: Rest
) -> None:
    made = await script.add()
    await script.control("PATCH", f"/{made['id']}", {"unavailable": True})
    async with rest.gateway() as socket:
        ready = (await socket.receive_json())["d"]
        assert made["id"] in {guild["id"] for guild in ready["guilds"]}
        assert (await socket.receive_json())["d"]["name"] == "DeepStyle Atelier"
        studio = f"/channels/{made['channels']['studio']}/messages"
        await script.as_("artist").post(studio, {"content": "nobody hears"})
        await script.control("PATCH", f"/{made['id']}", {"unavailable": False})
        back = await socket.receive_json()
    assert (back["t"], back["d"]["id"]) == ("GUILD_CREATE", made["id"])


async def test_the_bot_and_members_are_let_in_and_put_out(
    script: Script, told: asyncio.Queue[str], member: Connect, rest: Rest
) -> None:
    made = await script.add(members=[])
    artist, path = script.as_("artist"), f"/guilds/{made['id']}"
    assert (await rest.get(path)).code == 10004
    async with member("newcomer") as newcomer:
        for user in (script.bot_id, newcomer.user["id"]):
            let_in = await script.control("PUT", f"/{made['id']}/members/{user}")
            assert user in let_in.body["members"]
        assert await _next(told) == "join"
        joined = await newcomer.wait_for("GUILD_CREATE")
        assert "DeepStyle" in {role["name"] for role in joined["roles"]}
        said = await newcomer.send(made["channels"]["studio"], "hello")
        refused = await script.as_("newcomer").delete(f"{path}/members/{script.bot_id}")
        assert refused.code == 50013
        assert (await artist.delete(f"{path}/members/{script.bot_id}")).status == 204
        assert await _next(told) == "remove"
        await newcomer.wait_for("GUILD_MEMBER_REMOVE")
        assert (await rest.get(f"/channels/{said['channel_id']}")).code == 50001
        assert (await script.as_("newcomer").delete(f"/users/@me{path}")).status == 204
        await newcomer.wait_for("GUILD_DELETE", lambda d: d == {"id": made["id"]})
    assert (await artist.delete(f"/users/@me{path}")).code == 50055


async def test_permissions_change_while_the_bot_looks_on(
    script: Script, client: Client, told: asyncio.Queue[str], rest: Rest
) -> None:
    made = await script.add()
    await _next(told)
    artist, studio = script.as_("artist"), made["channels"]["studio"]
    roles = f"/guilds/{made['id']}/roles"
    messages = f"/channels/{studio}/messages"
    overwrite = f"/channels/{studio}/permissions/{script.bot_id}"
    guild = client.get_guild(int(made["id"]))
    assert guild

    async def until(may: Callable[[discord.Permissions], bool]) -> None:
        channel = guild.get_channel(int(studio))
        assert channel
        async with asyncio.timeout(10):
            while not may(channel.permissions_for(guild.me)):
                await client.wait_for("socket_event_type")

    await until(lambda granted: granted.attach_files)
    for role in (made["roles"]["@everyone"], made["roles"]["DeepStyle"]):
        assert (await artist.patch(f"{roles}/{role}", {"permissions": str(1 << 10)})).status == 200
    assert (await rest.post(messages, {"content": "a"})).code == 50013
    writes = {"type": 1, "allow": str(1 << 11), "deny": "0"}
    assert (await artist.put(overwrite, writes)).status == 204
    assert (await rest.post(messages, {"content": "a"})).status == 200
    assert (await artist.put(overwrite, writes | {"allow": 0, "deny": 1 << 10})).status == 204
    assert (await rest.post(messages, {"content": "a"})).code == 50001
    assert (await artist.delete(overwrite)).status == 204
    assert (await artist.delete(overwrite)).code == 10009
    assert (await rest.put(overwrite, writes)).code == 50013
    role = f"{roles}/{made['roles']['DeepStyle']}"
    assert (await rest.patch(role, {"permissions": "8"})).code == 50013
    channel = guild.get_channel(int(studio))
    assert isinstance(channel, discord.TextChannel)
    assert not channel.permissions_for(guild.me).attach_files


async def test_each_guild_has_its_own_channels_commands_and_limits(
    script: Script, client: Client, told: asyncio.Queue[str], member: Connect, sandbox: Sandbox
) -> None:
    made = await script.add(attachment_size_limit=25 * MIB)
    await _next(told)
    guild = discord.Object(int(made["id"]))

    @client.tree.command(description="Weigh", guild=guild)
    async def weigh(interaction: discord.Interaction) -> None:
        file = discord.File(io.BytesIO(b"x" * (11 * MIB)), "a.bin")
        await interaction.response.send_message(str(interaction.filesize_limit), file=file)

    await client.tree.sync(guild=guild)
    async with member("artist") as artist:
        assert artist.guild_id == sandbox.address.guild_id
        studio = made["channels"]["studio"]
        message = await artist.response(await artist.slash(studio, "weigh"))
        assert (message["content"], len(message["attachments"])) == (str(25 * MIB), 1)
        assert await artist.commands("stylize") == []
        made_up = await artist.call(
            "POST", f"/guilds/{made['id']}/channels", {"name": "attic", "topic": "old"}
        )
        await artist.send(made_up["id"], "up here")
        seen = await artist.wait_for("CHANNEL_CREATE")
        assert seen["topic"] == "old"
    owner = script.as_("owner")
    assert (await owner.get(f"/channels/{studio}")).code == 50001
    stylize = f"/channels/{sandbox.address.channels['stylize']}/messages"
    refused = await script.rest.send_files(stylize, "{}", ("a.bin", b"x" * (11 * MIB)))
    assert refused.code == 40005
    assert (await script.rest.post(f"/guilds/{made['id']}/channels", {"name": "a"})).code == 50013


async def test_what_a_deleted_channel_held_is_gone(
    script: Script, newcomer: Member, sandbox: Sandbox, rest: Rest
) -> None:
    owner, channel = script.as_("owner"), f"/channels/{sandbox.address.channels['gallery']}"
    posted = await rest.send_files(f"{channel}/messages", "{}", ("a.txt", b"a"))
    thread = (await rest.post(f"{channel}/threads", {"name": "T", "type": 11})).body["id"]
    assert (await owner.delete(channel)).status == 200
    await newcomer.wait_for("CHANNEL_DELETE")
    assert (await rest.get(f"/channels/{thread}")).code == 10003
    async with rest._session.get(posted.body["attachments"][0]["url"]) as response:
        assert response.status == 404


async def test_a_sandbox_without_guilds_goes_on(
    script: Script, sandbox: Sandbox, member: Connect, rest: Rest
) -> None:
    assert (await script.control("DELETE", f"/{sandbox.address.guild_id}")).status == 200
    async with member("newcomer") as newcomer:
        assert (await newcomer.send("dm", "still here"))["content"] == "still here"
    settings = f"{sandbox.address.origin}/sandbox/settings"
    changed = await rest.patch(settings, {"attachment_size_limit": 25 * MIB})
    assert changed.body["attachment_size_limit"] == 25 * MIB


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "x"}, 50035),
        ({"owner_id": "5"}, 10013),
        ({"channels": [{"name": "voice", "type": 2}]}, 50035),
        ({"roles": ["admin"]}, 50035),
    ],
)
async def test_a_guild_that_cannot_be_is_refused(
    script: Script, wrong: dict[str, Any], code: int
) -> None:
    body = {"name": "Second", "owner_id": script.id("artist")} | wrong
    assert (await script.control("POST", body=body)).code == code
