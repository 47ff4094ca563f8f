"""Private threads: who sees them, who is told of them, and who says who is in."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.sandbox.client.member import Member, RefusedError
from bot.sandbox.server import Sandbox
from bot.sandbox.state.permissions import Permission
from tests.sandbox.conftest import Client, Connect, running
from tests.sandbox.openapi import DESCRIPTION, faults
from tests.sandbox.rest import Rest

As = Callable[[str], Rest]
PRIVATE = {"name": "Secret", "type": 12}


@pytest.fixture
def as_(sandbox: Sandbox, rest: Rest) -> As:
    """Make calls as one of the people."""
    return lambda name: Rest(sandbox, rest._session, sandbox.address.users[name].token)


def _id(sandbox: Sandbox, name: str) -> str:
    return sandbox.address.users[name].id


async def _private(sandbox: Sandbox, by: Rest, **more: Any) -> str:
    """Start a private thread and say something in it; return its address."""
    channel = f"/channels/{sandbox.address.channels['stylize']}"
    made = await by.post(f"{channel}/threads", PRIVATE | more)
    assert made.status == 201
    thread = f"/channels/{made.body['id']}"
    assert (await by.post(f"{thread}/messages", {"content": "psst"})).status == 200
    return thread


async def test_only_who_is_in_it_sees_a_private_thread(
    sandbox: Sandbox, rest: Rest, as_: As
) -> None:
    thread = await _private(sandbox, as_("artist"))
    active = f"/guilds/{sandbox.address.guild_id}/threads/active"
    hidden = [("GET", thread), ("GET", f"{thread}/messages"), ("GET", f"{thread}/thread-members")]
    hidden += [("POST", f"{thread}/messages"), ("PUT", f"{thread}/thread-members/@me")]
    for method, path in hidden:
        for stranger in (rest, as_("newcomer")):
            refused = await stranger.call(method, path, {} if method == "POST" else None)
            assert (refused.status, refused.code) == (403, 50001), path
    # Who manages threads sees each of them.
    for insider in (as_("artist"), as_("moderator")):
        assert (await insider.get(f"{thread}/messages")).body[0]["content"] == "psst"
        assert "Secret" in {one["name"] for one in (await insider.get(active)).body["threads"]}
    assert "Secret" not in {one["name"] for one in (await rest.get(active)).body["threads"]}
    assert (await as_("moderator").put(f"{thread}/thread-members/@me")).status == 204


async def test_members_are_taken_in_and_put_out_by_those_who_may(sandbox: Sandbox, as_: As) -> None:
    artist, newcomer, moderator = as_("artist"), as_("newcomer"), as_("moderator")
    thread = await _private(sandbox, artist, invitable=False)
    shown = (await artist.get(thread)).body
    assert shown["thread_metadata"]["invitable"] is False
    assert not DESCRIPTION.exists() or faults("ThreadResponse", shown) == []
    members = f"{thread}/thread-members"
    bot = f"{members}/{sandbox.address.application_id}"
    assert (await artist.put(f"{members}/{_id(sandbox, 'newcomer')}")).status == 204
    assert (await newcomer.get(thread)).status == 200
    assert (await newcomer.put(bot)).code == 50013
    assert (await newcomer.delete(f"{members}/{_id(sandbox, 'artist')}")).code == 50013
    assert (await newcomer.patch(thread, {"invitable": True})).code == 50013
    assert (await artist.patch(thread, {"invitable": True})).status == 200
    assert (await newcomer.put(bot)).status == 204
    assert (await artist.delete(bot)).status == 204
    assert (await moderator.put(bot)).status == 204
    assert (await newcomer.delete(f"{members}/@me")).status == 204
    assert (await newcomer.get(thread)).code == 50001
    assert (await artist.put(f"{members}/5")).code == 10013
    assert (await artist.get(f"{members}/{_id(sandbox, 'newcomer')}")).code == 10007


async def test_whom_a_message_mentions_is_taken_in_as_far_as_its_author_may(
    sandbox: Sandbox, as_: As
) -> None:
    artist, newcomer = as_("artist"), as_("newcomer")
    thread = await _private(sandbox, artist, invitable=False)
    bot, hello = sandbox.address.application_id, f"<@{_id(sandbox, 'newcomer')}>"
    said = (await artist.post(f"{thread}/messages", {"content": "psst"})).body["id"]
    silent = {"content": hello, "allowed_mentions": {"parse": []}}
    await artist.patch(f"{thread}/messages/{said}", silent)
    assert (await newcomer.get(thread)).code == 50001
    await artist.patch(f"{thread}/messages/{said}", {"content": hello})
    assert (await newcomer.get(thread)).status == 200
    # Who did not begin a thread that is not open takes nobody in.
    await newcomer.post(f"{thread}/messages", {"content": f"<@{bot}>"})
    assert (await artist.get(f"{thread}/thread-members/{bot}")).code == 10007
    await artist.patch(thread, {"invitable": True})
    await newcomer.post(f"{thread}/messages", {"content": f"<@{bot}>"})
    assert (await artist.get(f"{thread}/thread-members/{bot}")).status == 200


async def test_members_of_a_thread_are_listed_in_parts(
    sandbox: Sandbox, rest: Rest, as_: As
) -> None:
    artist = as_("artist")
    thread = await _private(sandbox, artist)
    ids = [_id(sandbox, "artist"), _id(sandbox, "newcomer"), sandbox.address.application_id]
    for user in ids:
        assert (await artist.put(f"{thread}/thread-members/{user}")).status == 204
    ids.sort(key=int)

    async def listed(query: str) -> list[dict[str, Any]]:
        return (await rest.get(f"{thread}/thread-members{query}")).body

    assert [one["user_id"] for one in await listed("")] == ids
    assert [one["user_id"] for one in await listed("?limit=2&with_member=false")] == ids[:2]
    (last,) = await listed(f"?with_member=true&after={ids[1]}&limit=2")
    assert last["member"]["user"]["id"] == ids[2]
    assert not DESCRIPTION.exists() or faults("ThreadMemberResponse", last) == []
    assert (await rest.get(f"{thread}/thread-members?limit=101")).code == 50035
    one = await rest.get(f"{thread}/thread-members/{ids[0]}?with_member=1")
    assert one.body["member"]["user"]["id"] == ids[0]
    sandbox.backend.world.application.members_granted = False
    assert (await rest.get(f"{thread}/thread-members")).code == 50001


async def test_a_private_thread_needs_a_permission_of_its_own(sandbox: Sandbox, rest: Rest) -> None:
    (guild,) = sandbox.backend.world.guilds.values()
    path = f"/channels/{sandbox.address.channels['stylize']}/threads"
    for role in guild.roles.values():
        role.permissions &= ~Permission.CREATE_PRIVATE_THREADS
    assert (await rest.post(path, PRIVATE)).code == 50013
    assert (await rest.post(path, PRIVATE | {"type": 11})).status == 201
    for role in guild.roles.values():
        role.permissions |= Permission.CREATE_PRIVATE_THREADS
        role.permissions &= ~Permission.CREATE_PUBLIC_THREADS
    assert (await rest.post(path, PRIVATE | {"type": 11})).code == 50013
    assert (await rest.post(path, PRIVATE)).status == 201


async def test_the_gateway_tells_only_insiders_of_a_private_thread(
    sandbox: Sandbox, newcomer: Member, member: Connect
) -> None:
    client = Client(discord.Intents.all(), guild_ready_timeout=0.05)
    joined, ended = asyncio.Event(), asyncio.Event()
    heard: list[str] = []

    @client.event
    async def on_message(message: discord.Message) -> None:
        heard.append(message.content)
        if message.content == "end":
            ended.set()

    @client.event
    async def on_thread_join(thread: discord.Thread) -> None:
        assert thread.is_private()
        joined.set()

    path = f"/channels/{sandbox.address.channels['stylize']}/threads"
    async with running(client, sandbox), member("artist") as artist:
        thread = (await artist.call("POST", path, PRIVATE))["id"]
        await artist.send(thread, "before")
        members = f"/channels/{thread}/thread-members"
        await artist.call("PUT", f"{members}/{sandbox.address.application_id}")
        await asyncio.wait_for(joined.wait(), 10)
        await artist.send(thread, "between")
        assert (await newcomer.send("stylize", "marker"))["content"] == "marker"
        await newcomer.wait_for_message(lambda m: m["content"] == "marker")
        own = client.get_channel(int(thread))
        assert isinstance(own, discord.Thread)
        await own.send("said by the bot")
        await artist.call("DELETE", f"{members}/{sandbox.address.application_id}")
        await artist.send(thread, "after")
        await artist.wait_for_message(lambda m: m["content"] == "after")
        with pytest.raises(discord.Forbidden) as refused:
            await own.send("too late")
        assert refused.value.code == 50001
        with pytest.raises(RefusedError):
            await newcomer.call("PUT", f"{members}/@me")
        await newcomer.send("stylize", "end")
        await asyncio.wait_for(ended.wait(), 10)
    assert [text for text in heard if text != "marker"] == ["between", "said by the bot", "end"]
    told = {name for name, _ in newcomer.events if name.startswith("THREAD_")}
    assert told == set()
    assert {m["content"] for m in newcomer.seen.values()} == {"marker", "end"}


async def test_archived_threads_are_taken_out_by_writers_and_locked_ones_by_moderators(
    sandbox: Sandbox, rest: Rest, as_: As
) -> None:
    channel = f"/channels/{sandbox.address.channels['stylize']}"
    artist, moderator = as_("artist"), as_("moderator")
    thread = f"/channels/{(await artist.post(f'{channel}/threads', PRIVATE)).body['id']}"
    assert (await artist.patch(thread, {"archived": True})).status == 200
    assert (await artist.patch(thread, {"name": "New"})).code == 50083
    assert (await artist.put(f"{thread}/thread-members/@me")).code == 50083
    archived = f"{channel}/threads/archived/private"
    assert (await artist.get(archived)).code == 50013
    listed = (await moderator.get(archived)).body
    assert [one["name"] for one in listed["threads"]] == ["Secret"]
    assert (await moderator.get(f"{channel}/threads/archived/public")).body["threads"] == []
    assert (await artist.patch(thread, {"archived": False})).status == 200
    assert (await artist.patch(thread, {"locked": True})).code == 50013
    locking = {"archived": True, "locked": True}
    assert (await moderator.patch(thread, locking)).status == 200
    assert (await artist.patch(thread, {"archived": False})).code == 50013
    assert (await moderator.patch(thread, {"archived": False})).status == 200
    assert (await rest.get(thread)).code == 50001


async def test_a_command_in_a_private_thread_is_answered_from_outside(
    client: Client, sandbox: Sandbox, member: Connect
) -> None:
    @client.tree.command(description="Show")
    async def show(interaction: discord.Interaction) -> None:
        assert interaction.app_permissions.attach_files
        await interaction.response.send_message("here")

    path = f"/channels/{sandbox.address.channels['stylize']}/threads"
    async with running(client, sandbox), member("artist") as artist:
        thread = (await artist.call("POST", path, PRIVATE))["id"]
        answered = await artist.slash(thread, "show")
        assert (await artist.response(answered))["channel_id"] == thread
