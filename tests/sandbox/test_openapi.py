"""What the sandbox answers, held against Discord's own description of its API."""

import json
import re
from typing import Any

import aiohttp
import discord
from discord import app_commands, ui

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Client, running
from tests.sandbox.openapi import described_calls, faults, needs_description
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest

pytestmark = needs_description


async def test_resources_are_as_described(rest: Rest, sandbox: Sandbox) -> None:
    address = sandbox.address
    guild, channel = f"/guilds/{address.guild_id}", f"/channels/{address.channels['stylize']}"
    me = address.users["artist"].id
    described = {
        "/users/@me": "UserPIIResponse",
        f"/users/{me}": "UserResponse",
        "/applications/@me": "PrivateApplicationResponse",
        "/oauth2/applications/@me": "PrivateApplicationResponse",
        "/gateway/bot": "GatewayBotResponse",
        guild: "GuildResponse",
        f"{guild}/members/{me}": "GuildMemberResponse",
        f"{guild}/threads/active": "ThreadsResponse",
        channel: "GuildChannelResponse",
        f"{channel}/messages/pins": "PinnedMessagesResponse",
    }
    for path, schema in described.items():
        answer = await rest.get(path)
        assert faults(schema, answer.body) == [], path
    for role in (await rest.get(f"{guild}/roles")).body:
        assert faults("GuildRoleResponse", role) == []
    dm = await rest.post("/users/@me/channels", {"recipient_id": me})
    assert faults("PrivateChannelResponse", dm.body) == []


async def test_messages_of_every_kind_are_as_described(
    client: Client, sandbox: Sandbox, newcomer: Member, rest: Rest
) -> None:
    class Layout(ui.LayoutView):
        text = ui.TextDisplay("# Painting")
        gallery = ui.MediaGallery(discord.MediaGalleryItem("attachment://a.png"))
        row = ui.ActionRow(ui.Button(label="Again", custom_id="again"))

    @client.tree.command(description="Show")
    async def show(interaction: discord.Interaction, image: discord.Attachment) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(
            view=Layout(), attachments=[await image.to_file(filename="a.png")]
        )

    channel = sandbox.address.channels["stylize"]
    async with running(client, sandbox):
        answered = await newcomer.slash("stylize", "show", {"image": File("a.png", png())})
        shown = await newcomer.response(answered, lambda m: m["components"] != [])
        embedded = await rest.post(
            f"/channels/{channel}/messages",
            {
                "content": f"<@{newcomer.user['id']}>",
                "embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}]}],
                "message_reference": {"message_id": shown["id"]},
                "components": [
                    {
                        "type": 1,
                        "components": [
                            {
                                "type": 3,
                                "custom_id": "s",
                                "options": [{"label": "l", "value": "v"}],
                            }
                        ],
                    }
                ],
            },
        )
        await rest.put(f"/channels/{channel}/messages/{shown['id']}/reactions/👍/@me")
        thread = await rest.post(
            f"/channels/{channel}/messages/{shown['id']}/threads", {"name": "About it"}
        )
        commands = await rest.get(f"/applications/{sandbox.address.application_id}/commands")
    assert embedded.status == 200
    assert faults("CreatedThreadResponse", thread.body) == []
    for message in (await rest.get(f"/channels/{channel}/messages")).body:
        assert faults("MessageResponse", message) == []
    gallery = shown["components"][1]["items"][0]["media"]
    assert gallery["width"] == 4
    assert shown["attachments"] == []
    assert faults("ApplicationCommandResponse", commands.body[0]) == []


async def test_the_callback_resource_is_as_described(rest: Rest, newcomer: Member) -> None:
    async with rest.interaction(newcomer) as interaction:
        answer = await rest.answer(interaction, {"type": 4, "data": {"content": "Hello"}})
    assert answer.status == 200
    assert faults("InteractionCallbackResponse", answer.body) == []
    assert answer.body["resource"]["message"]["content"] == "Hello"


async def test_refusals_are_as_described(rest: Rest, sandbox: Sandbox) -> None:
    channel = f"/channels/{sandbox.address.channels['stylize']}"
    wrong = await rest.post(f"{channel}/messages", {"content": "x" * 2001, "embeds": [{}]})
    assert wrong.status == 400
    assert wrong.body["code"] == 50035
    assert wrong.body["errors"]["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    # The description has numbers for the inner codes too, where Discord sends names.
    assert faults("Error", wrong.body) == []


async def test_what_discord_py_sends_is_as_described(
    sandbox: Sandbox, newcomer: Member, rest: Rest
) -> None:
    sent: list[tuple[str, str, bytes]] = []
    trace = aiohttp.TraceConfig()

    async def note(session: object, context: object, chunk: Any) -> None:
        sent.append((chunk.method, chunk.url.path, chunk.chunk))

    trace.on_request_chunk_sent.append(note)
    client = Client(guild_ready_timeout=0.05, http_trace=trace)

    @client.tree.command(description="Paint a picture")
    @app_commands.describe(strength="How far from the photo")
    @app_commands.choices(size=[app_commands.Choice(name="Small", value=256)])
    async def paint(
        interaction: discord.Interaction,
        strength: app_commands.Range[int, 0, 100] | None = None,
        size: int | None = None,
    ) -> None:
        view = ui.View()
        view.add_item(ui.Button(label="Again", custom_id="again"))
        await interaction.response.send_message("painting", view=view)
        await interaction.edit_original_response(embed=discord.Embed(title="done"), view=None)
        await interaction.followup.send("more", ephemeral=True)
        await interaction.channel.send("said")

    async with running(client, sandbox):
        await newcomer.slash("stylize", "paint")
        await newcomer.wait_for_message(lambda m: m["content"] == "said")
    schemas = {
        "commands": "ApplicationCommandUpdateRequest",
        "callback": "CreateMessageInteractionCallbackRequest",
        "@original": "IncomingWebhookUpdateRequestPartial",
        "messages": "MessageCreateRequest",
    }
    checked = set()
    for _, path, chunk in sent:
        kind = path.rsplit("/", 1)[-1]
        payloads = json.loads(chunk)
        for payload in payloads if isinstance(payloads, list) else [payloads]:
            schema = schemas.get(kind, "IncomingWebhookRequestPartial")
            assert faults(schema, payload) == [], path
            checked.add(schema)
    assert len(checked) == 5


async def test_every_route_of_discord_is_known(sandbox: Sandbox, rest: Rest) -> None:
    nobody = Rest(sandbox, rest._session, "")
    for method, path in described_calls():
        answer = await nobody.call(method, re.sub(r"\{\w+\}", "1", path))
        assert answer.body.get("message") != "404: Not Found", f"{method} {path}"
