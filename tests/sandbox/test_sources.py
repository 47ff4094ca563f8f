"""Where pictures come from: forwards, stickers, emoji, avatars; and guilds without the bot."""

import asyncio
import io
from typing import Any

import pytest
from PIL import Image

from bot.intake.picker import pictures_of
from bot.intake.purpose import PicturePurpose
from bot.sandbox.client.member import File, Member, RefusedError
from bot.sandbox.server import Sandbox
from bot.sandbox.state.links import LIFETIME_S
from bot.sandbox.state.model import StickerFormat
from bot.sandbox.state.seed import add_guild_without_bot
from tests.sandbox.conftest import Client, Connect, running
from tests.sandbox.openapi import faults, needs_description
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest

_SEND_MESSAGES, _ATTACH_FILES = 1 << 11, 1 << 15
pytestmark = needs_description


async def test_a_forward_brings_a_copy_that_outlives_the_original(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    original = await newcomer.send("stylize", "look", files=[File("a.png", png())])
    forward = await newcomer.forward(original, "gallery")
    # The description knows replies only; forwards are in Discord's documentation.
    assert faults("MessageResponse", forward) == ["$.message_reference.type: 0 was expected"]
    assert (forward["content"], forward["attachments"]) == ("", [])
    assert forward["message_reference"]["type"] == 1
    await newcomer.call("DELETE", f"/channels/{original['channel_id']}/messages/{original['id']}")
    (kept,) = await newcomer.messages("gallery")
    snapshot = kept["message_snapshots"][0]["message"]
    assert snapshot["content"] == "look"
    assert "author" not in snapshot
    assert await newcomer.download(snapshot["attachments"][0]["url"]) == png()
    again = await newcomer.forward(kept, "stylize")
    assert again["message_snapshots"][0]["message"]["content"] == "look"
    sandbox.backend.world.application.message_content_granted = False
    path = f"/channels/{kept['channel_id']}/messages/{kept['id']}"
    withheld = (await rest.get(path)).body["message_snapshots"][0]["message"]
    assert (withheld["content"], withheld["attachments"]) == ("", [])
    body = {"content": "x", "message_reference": {"type": 1, "channel_id": "1", "message_id": "2"}}
    assert (await rest.post(f"/channels/{kept['channel_id']}/messages", body)).code == 50035


async def test_stickers_emoji_and_avatars_are_on_the_cdn(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    artwork, world = sandbox.backend.artwork, sandbox.backend.world
    guild = world.guilds[int(sandbox.address.guild_id)]
    user = world.users[int(newcomer.user["id"])]
    cat = artwork.add_sticker(guild, "cat", png())
    dance = artwork.add_sticker(guild, "dance", b'{"v": "5"}', StickerFormat.LOTTIE)
    sent = await newcomer.send("stylize", stickers=[str(cat.id), str(dance.id)])
    assert faults("MessageResponse", sent) == []
    assert [item["format_type"] for item in sent["sticker_items"]] == [1, 3]
    with pytest.raises(RefusedError) as refused:
        await newcomer.send("stylize", stickers=["5"])
    assert refused.value.code == 10060

    async def fetched(path: str) -> bytes:
        return await newcomer.download(f"{sandbox.address.origin}/{path}")

    assert await fetched(f"stickers/{cat.id}.png") == png()
    assert await fetched(f"stickers/{dance.id}.json") == b'{"v": "5"}'
    number = artwork.add_emoji("blob", png()).split(":")[2].rstrip(">")
    with Image.open(io.BytesIO(await fetched(f"emojis/{number}.webp"))) as emoji:
        assert emoji.format == "WEBP"
    artwork.set_avatar(user, png(8, 8))
    artwork.set_avatar(user, png(9, 9), guild)
    member = (await rest.get(f"/guilds/{guild.id}/members/{user.id}")).body
    assert faults("GuildMemberResponse", member) == []
    assert await fetched(f"avatars/{user.id}/{member['user']['avatar']}.png?size=64") == png(8, 8)
    own = f"guilds/{guild.id}/users/{user.id}/avatars/{member['avatar']}.png"
    assert await fetched(own) == png(9, 9)
    for path in (f"stickers/{dance.id}.png", f"stickers/{cat.id}.json", "emojis/5.png"):
        with pytest.raises(RefusedError):
            await fetched(path)


async def _register(rest: Rest, **reach: Any) -> dict[str, Any]:
    command = {"name": "try", "description": "Try", **reach}
    path = f"/applications/{rest.sandbox.address.application_id}/commands"
    return (await rest.post(path, command)).body


async def test_a_member_brings_the_bot_where_it_is_not(
    rest: Rest, sandbox: Sandbox, member: Connect
) -> None:
    world = sandbox.backend.world
    user = world.users[int(sandbox.address.users["newcomer"].id)]
    add_guild_without_bot(world, [user])
    async with member("newcomer") as newcomer, rest.gateway() as socket:
        await _register(rest)
        assert await newcomer.commands("elsewhere") == []
        await _register(rest, integration_types=[0, 1], contexts=[0, 1, 2])
        assert await newcomer.commands("elsewhere") == []
        user.has_installed_app = True
        asked = asyncio.create_task(newcomer.slash("elsewhere", "try"))
        while (frame := await socket.receive_json())["t"] != "INTERACTION_CREATE":
            pass
        interaction = frame["d"]
        assert interaction["authorizing_integration_owners"] == {"1": newcomer.user["id"]}
        granted = int(interaction["app_permissions"])
        assert granted & _ATTACH_FILES
        assert not granted & _SEND_MESSAGES
        assert (await rest.answer(interaction, {"type": 5})).status == 200
        await asked
        hook = rest.webhook(interaction)
        for number in range(6):
            sandbox.backend.clock.forward(1)
            assert (await rest.post(hook, {"content": str(number)})).status == 200
        assert (await rest.post(hook, {"content": "6"})).code == 40094
        place = newcomer.channels["elsewhere"]
        assert (await rest.post(f"/channels/{place}/messages", {"content": "x"})).code == 50001


async def test_a_link_that_has_expired_is_found_again(
    client: Client, sandbox: Sandbox, newcomer: Member
) -> None:
    posted = await newcomer.send("stylize", files=[File("a.png", png()), File("b.png", png())])
    async with running(client, sandbox):
        channel = client.get_partial_messageable(int(posted["channel_id"]))
        old = pictures_of(await channel.fetch_message(int(posted["id"])), PicturePurpose.CONTENT)[1]
        sandbox.backend.clock.forward(LIFETIME_S + 120)
        with pytest.raises(RefusedError):
            await newcomer.download(old.url)
        assert old.again
        fresh = await old.again()
        assert fresh
        assert await newcomer.download(fresh.url) == png()
        await newcomer.call("DELETE", f"/channels/{posted['channel_id']}/messages/{posted['id']}")
        assert await old.again() is None
