"""The real discord.py, unmodified, over TCP."""

import asyncio
import io

import discord
import pytest
from discord import app_commands, ui

from bot.sandbox.client.member import File, InteractionFailedError, Member
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Client, Connect, running
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest


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


async def test_suggestions_come_in_the_members_language(
    client: Client, sandbox: Sandbox, member: Connect
) -> None:
    @client.tree.command(description="Paint")
    async def paint(interaction: discord.Interaction, style: str) -> None: ...

    @paint.autocomplete("style")
    async def suggest(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} {interaction.locale.value}", value="starry")]

    async with running(client, sandbox), member("artist") as artist:
        choices = await artist.autocomplete("stylize", "paint", "style", "고흐")
    assert [(c["name"], c["value"]) for c in choices] == [("고흐 ko", "starry")]


async def test_buttons_outlive_the_bot(sandbox: Sandbox, newcomer: Member) -> None:
    class Again(ui.View):
        def __init__(self) -> None:
            super().__init__(timeout=None)

        @ui.button(label="Again", custom_id="again")
        async def again(self, interaction: discord.Interaction, button: ui.Button[ui.View]) -> None:
            await interaction.response.edit_message(content="pressed", view=None)

    async with running(Client(guild_ready_timeout=0.05), sandbox) as first:
        channel = first.get_channel(int(sandbox.address.channels["stylize"]))
        assert isinstance(channel, discord.TextChannel)
        await channel.send("Press me", view=Again())
    message = await newcomer.wait_for_message(lambda m: m["content"] == "Press me")
    second = Client(guild_ready_timeout=0.05)
    second.add_view(Again())
    async with running(second, sandbox):
        await newcomer.press(message, "again")
        pressed = await newcomer.wait_for_message(lambda m: m["content"] == "pressed")
    assert pressed["id"] == message["id"]
    assert pressed["components"] == []


async def test_a_select_brings_what_was_chosen(
    client: Client, sandbox: Sandbox, newcomer: Member
) -> None:
    class Sizes(ui.View):
        @ui.select(
            custom_id="size",
            options=[discord.SelectOption(label="Small"), discord.SelectOption(label="Large")],
        )
        async def size(self, interaction: discord.Interaction, select: ui.Select[ui.View]) -> None:
            await interaction.response.send_message(" ".join(select.values))

    @client.tree.command(description="Ask")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Which size?", view=Sizes())

    async with running(client, sandbox):
        message = await newcomer.response(await newcomer.slash("stylize", "ask"))
        answered = await newcomer.choose(message, "size", ["Large"])
        assert (await newcomer.response(answered))["content"] == "Large"


async def test_a_modal_brings_text_choices_and_files(
    client: Client, sandbox: Sandbox, newcomer: Member
) -> None:
    class Form(ui.Modal, title="Your style"):
        name = ui.Label(text="Name", component=ui.TextInput(custom_id="name", max_length=20))
        size = ui.Label(
            text="Size",
            component=ui.Select(
                custom_id="size", options=[discord.SelectOption(label="Small", value="256")]
            ),
        )
        picture = ui.Label(text="Picture", component=ui.FileUpload(custom_id="picture"))

        async def on_submit(self, interaction: discord.Interaction) -> None:
            name, size, picture = (
                self.name.component,
                self.size.component,
                self.picture.component,
            )
            assert isinstance(name, ui.TextInput)
            assert isinstance(size, ui.Select)
            assert isinstance(picture, ui.FileUpload)
            text = f"{name.value} {size.values} {picture.values[0].filename}"
            await interaction.response.send_message(text, ephemeral=True)

    @client.tree.command(description="Ask")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    async with running(client, sandbox):
        opened = await newcomer.slash("stylize", "ask")
        assert opened.modal is not None
        assert opened.modal["title"] == "Your style"
        answers = {"name": "Blue", "size": ["256"], "picture": [File("s.png", png())]}
        answered = await newcomer.submit_modal(opened, answers)
        message = await newcomer.response(answered)
    assert message["content"] == "Blue ['256'] s.png"
    assert message["flags"] & 64


async def test_a_context_menu_shows_a_message_whatever_the_intents(
    sandbox: Sandbox, newcomer: Member
) -> None:
    intents = discord.Intents.default()
    client = Client(intents, guild_ready_timeout=0.05)
    heard: asyncio.Queue[discord.Message] = asyncio.Queue()

    @client.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message)

    @client.tree.context_menu(name="Stylize this")
    async def stylize(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(
            f"{message.attachments[0].filename} of {message.author.name}"
        )

    async with running(client, sandbox):
        posted = await newcomer.send("stylize", "look", files=[File("cat.png", png())])
        first = await heard.get()
        assert (first.content, first.attachments) == ("", [])
        await newcomer.send("stylize", f"<@{sandbox.address.application_id}> this", reply_to=posted)
        mentioning = await heard.get()
        assert mentioning.content.endswith("this")
        assert isinstance(mentioning.reference, discord.MessageReference)
        assert isinstance(mentioning.reference.resolved, discord.Message)
        assert mentioning.reference.resolved.attachments == []
        answered = await newcomer.context_menu("stylize", "Stylize this", posted)
        message = await newcomer.response(answered)
        await newcomer.send("dm", "alone")
        alone = await asyncio.wait_for(_of(heard, newcomer), 5)
    assert message["content"] == "cat.png of newcomer"
    assert message["type"] == 23
    assert alone.content == "alone"


async def _of(heard: "asyncio.Queue[discord.Message]", member: Member) -> discord.Message:
    while str((message := await heard.get()).author.id) != member.user["id"]:
        pass
    return message


@pytest.mark.parametrize("how", [{}, {"reconnect": True}, {"invalidate": True}])
async def test_a_dropped_connection_comes_back_and_misses_nothing(
    client: Client, sandbox: Sandbox, newcomer: Member, rest: Rest, how: dict[str, bool]
) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    came_back = asyncio.Event()
    client.event(_named("on_resumed", lambda: came_back.set()))

    @client.event
    async def on_ready() -> None:
        if client.is_ready() and dropped:
            came_back.set()

    @client.event
    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message.author.name)

    dropped = False
    async with running(client, sandbox):
        dropped = True
        answer = await rest.post(f"{sandbox.address.origin}/sandbox/gateway/drop", how)
        assert answer.body == {"dropped": 1}
        if "invalidate" not in how:
            await newcomer.send("stylize", "while it was away")
        await asyncio.wait_for(came_back.wait(), 15)
        if "invalidate" in how:
            await newcomer.send("stylize", "after it came back")
        assert await asyncio.wait_for(heard.get(), 5) == "newcomer"


def _named(name: str, call: object) -> object:
    async def handler() -> None:
        call()  # type: ignore[operator]

    handler.__name__ = name
    return handler


async def test_the_bot_that_keeps_silent_has_failed(
    client: Client, sandbox: Sandbox, newcomer: Member, rest: Rest
) -> None:
    late: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    go_on = asyncio.Event()

    @client.tree.command(description="Sleep")
    async def sleep(interaction: discord.Interaction) -> None:
        await rest.post(f"{sandbox.address.origin}/sandbox/clock", {"forward_seconds": 4})
        try:
            await interaction.response.send_message("too late")
        except discord.NotFound as refusal:
            late.set_result(refusal.code)

    @client.tree.command(description="Work for long")
    async def work(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await go_on.wait()
        try:
            await interaction.edit_original_response(content="too late")
        except discord.HTTPException as refusal:
            await interaction.channel.send(f"{refusal.status} {refusal.code}")

    async with running(client, sandbox):
        with pytest.raises(InteractionFailedError):
            await newcomer.slash("stylize", "sleep")
        assert await late == 10062
        await newcomer.slash("stylize", "work")
        await rest.post(f"{sandbox.address.origin}/sandbox/clock", {"forward_seconds": 901})
        go_on.set()
        await newcomer.wait_for_message(lambda m: m["content"] == "401 50027")


async def test_a_guild_with_its_members_is_in_the_cache(sandbox: Sandbox) -> None:
    intents = discord.Intents.default()
    intents.members = True
    async with running(Client(intents, guild_ready_timeout=0.05), sandbox) as client:
        guild = client.guilds[0]
        assert {m.name for m in guild.members} == {*sandbox.address.users, "DeepStyle"}
        closed = guild.get_channel(int(sandbox.address.channels["no-attachments"]))
        assert closed is not None
        assert not closed.permissions_for(guild.me).attach_files
        assert closed.permissions_for(guild.me).send_messages


async def test_without_the_grant_a_privileged_intent_is_refused(
    sandbox: Sandbox, rest: Rest
) -> None:
    settings = f"{sandbox.address.origin}/sandbox/settings"
    await rest.patch(settings, {"message_content_granted": False})
    intents = discord.Intents.default()
    intents.message_content = True
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Client(intents), sandbox):
            pass


async def test_a_wrong_token_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(discord.LoginFailure):
        await Client().login("wrong")


async def test_more_messages_than_the_bucket_holds_all_arrive(
    client: Client, sandbox: Sandbox, newcomer: Member, rest: Rest
) -> None:
    async with running(client, sandbox):
        channel = client.get_channel(int(sandbox.address.channels["stylize"]))
        assert isinstance(channel, discord.TextChannel)
        for number in range(5):
            await rest.post(f"/channels/{channel.id}/messages", {"content": str(number)})
        refused = await rest.post(f"/channels/{channel.id}/messages", {"content": "one more"})
        assert refused.status == 429
        assert refused.headers["Via"]
        assert 0 < refused.body["retry_after"] <= 5
        assert refused.headers["X-RateLimit-Remaining"] == "0"
        sandbox.backend.clock.forward(4)
        await channel.send("patient")
    assert await newcomer.wait_for_message(lambda m: m["content"] == "patient")
