"""The real discord.py, unmodified, over TCP."""

import io

import discord
from discord import app_commands

from bot.sandbox.member import File, Member
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Client, running
from tests.sandbox.pictures import png


async def test_a_command_with_a_picture_is_deferred_and_answered_with_a_file(
    client: Client, sandbox: Sandbox, newcomer: Member
) -> None:
    @client.tree.command(description="Paint")
    @app_commands.rename(strength="kraft")
    async def paint(
        interaction: discord.Interaction,
        image: discord.Attachment,
        style: str,
        strength: app_commands.Range[int, 0, 100] = 50,
    ) -> None:
        assert interaction.app_permissions.attach_files
        assert interaction.filesize_limit == 10 * 1024 * 1024
        assert (image.width, image.height, image.content_type) == (7, 5, "image/png")
        await interaction.response.defer(thinking=True)
        picture = await image.read()
        await interaction.edit_original_response(content="painting…")
        file = discord.File(io.BytesIO(picture), "painting.png", description=style)
        message = await interaction.edit_original_response(
            content=f"{style} {strength}", attachments=[file]
        )
        assert message.attachments[0].url.startswith(sandbox.address.origin)

    async with running(client, sandbox):
        picture = png(7, 5)
        options = {"image": File("cat.png", picture), "style": "Starry", "kraft": 70}
        answered = await newcomer.slash("stylize", "paint", options)
        message = await newcomer.response(answered, lambda m: m["attachments"] != [])
        assert message["content"] == "Starry 70"
        assert message["attachments"][0]["description"] == "Starry"
        assert message["interaction_metadata"]["name"] == "paint"
        assert await newcomer.download(message["attachments"][0]["url"]) == picture
        assert [m["id"] for m in await newcomer.messages("stylize")] == [message["id"]]
