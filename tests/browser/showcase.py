"""A small bot out of the real discord.py that uses everything a page has to show."""

import io
from typing import Any

import discord
from discord import app_commands, ui
from PIL import Image

Interaction = discord.Interaction[Any]

GOLD = discord.Colour(0xD9A441)
CLUB = app_commands.Group(name="club", description="The club of painters")


def picture(name: str, colour: str, width: int = 160, height: int = 120) -> discord.File:
    image = Image.linear_gradient("L").resize((width, height))
    tinted = Image.merge("RGB", [image.point(lambda v, c=c: v * c // 255) for c in _rgb(colour)])
    out = io.BytesIO()
    tinted.save(out, "PNG")
    out.seek(0)
    return discord.File(out, name, description=f"A gradient in {colour}")


def _rgb(colour: str) -> tuple[int, ...]:
    return Image.new("RGB", (1, 1), colour).getpixel((0, 0))  # type: ignore[return-value]


class Buttons(ui.View):
    """A button for everybody, and one for whoever asked."""

    def __init__(self, owner_id: int) -> None:
        super().__init__(timeout=None)
        self._owner_id = owner_id

    @ui.button(label="Applaud", emoji="👏", style=discord.ButtonStyle.primary, custom_id="applaud")
    async def applaud(self, interaction: Interaction, button: ui.Button[Any]) -> None:
        await interaction.response.send_message(f"{interaction.user.name} applauds.")

    @ui.button(label="Take down", style=discord.ButtonStyle.danger, custom_id="take-down")
    async def take_down(self, interaction: Interaction, button: ui.Button[Any]) -> None:
        if interaction.user.id != self._owner_id:
            await interaction.response.send_message("This is not yours.", ephemeral=True)
            return
        await interaction.response.edit_message(content="Taken down.", view=None)

    @ui.button(label="Say nothing", custom_id="silent")
    async def silent(self, interaction: Interaction, button: ui.Button[Any]) -> None:
        """Let the three seconds pass."""

    @ui.select(
        placeholder="How do you like it?",
        min_values=1,
        max_values=2,
        options=[
            discord.SelectOption(label="The colours", value="colours", emoji="🎨"),
            discord.SelectOption(label="The strokes", value="strokes", description="Thick paint"),
            discord.SelectOption(label="The frame", value="frame"),
        ],
    )
    async def like(self, interaction: Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message("Liked: " + ", ".join(select.values))


class Entry(ui.Modal, title="Enter the challenge"):
    name = ui.Label(
        text="Title",
        description="What the jury reads",
        component=ui.TextInput(max_length=40, placeholder="Night over the harbour"),
    )
    words = ui.Label(
        text="Story",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=300),
    )
    size = ui.Label(
        text="Size",
        component=ui.Select(
            options=[discord.SelectOption(label=f"{n} px", value=str(n)) for n in (256, 512)]
        ),
    )
    file = ui.Label(text="Picture", component=ui.FileUpload(max_values=2))

    async def on_submit(self, interaction: Interaction) -> None:
        name, size, file = self.name.component, self.size.component, self.file.component
        assert isinstance(name, ui.TextInput)
        assert isinstance(size, ui.Select)
        assert isinstance(file, ui.FileUpload)
        files = ", ".join(attachment.filename for attachment in file.values)
        await interaction.response.send_message(f"{name.value} · {size.values[0]} · {files}")


def layout() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    container = ui.Container[Any](accent_colour=GOLD)
    container.add_item(
        ui.Section(
            "## The week's challenge\nPaint **what you see** from your window.\n-# ends soon",
            accessory=ui.Thumbnail("attachment://teal.png", description="The prize"),
        )
    )
    container.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large))
    gallery = ui.MediaGallery[Any]()
    gallery.add_item(media="attachment://teal.png", description="A gradient in teal")
    gallery.add_item(media="attachment://SPOILER_tomato.png", description="Secret", spoiler=True)
    gallery.add_item(media="attachment://gold.png", description="A gradient in gold")
    container.add_item(gallery)
    container.add_item(ui.TextDisplay("One ||hidden|| word, `code`, and <t:1700000000:D>."))
    row = ui.ActionRow[Any]()
    row.add_item(ui.Button(label="Rules", url="https://example.org/rules"))
    row.add_item(ui.Button(label="Closed", disabled=True, custom_id="closed"))
    container.add_item(row)
    view.add_item(container)
    return view


class Showcase(discord.Client):
    """The bot, with its commands."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        for command in (show, enter, secret, sulk, CLUB, inspect_message, greet):
            self.tree.add_command(command)


@app_commands.command(description="Show one kind of message")
@app_commands.choices(
    kind=[app_commands.Choice(name=n, value=n) for n in ("buttons", "layout", "embed", "files")]
)
async def show(interaction: Interaction, kind: app_commands.Choice[str]) -> None:
    match kind.value:
        case "buttons":
            view = Buttons(interaction.user.id)
            await interaction.response.send_message("Look at this!", view=view)
        case "layout":
            files = [picture("teal.png", "teal"), picture("SPOILER_tomato.png", "tomato")]
            files.append(picture("gold.png", "gold", 120, 200))
            await interaction.response.send_message(view=layout(), files=files)
        case "embed":
            embed = discord.Embed(
                title="The Starry Night",
                url="https://example.org/",
                description="Oil on canvas, *June 1889*.",
                colour=GOLD,
            )
            embed.set_author(name="Vincent van Gogh").set_footer(text="Museum of Modern Art")
            embed.add_field(name="Height", value="73.7 cm").add_field(name="Width", value="92.1 cm")
            embed.set_image(url="attachment://navy.png")
            await interaction.response.send_message(embed=embed, file=picture("navy.png", "navy"))
        case _:
            files = [picture(f"{i}.png", c) for i, c in enumerate(("teal", "gold", "plum"))]
            text = discord.File(io.BytesIO(b"notes"), "notes.txt")
            await interaction.response.send_message("Files", files=[*files, text])


@app_commands.command(description="Open a form")
async def enter(interaction: Interaction) -> None:
    await interaction.response.send_modal(Entry())


@app_commands.command(description="Tell only you")
async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("A secret.", ephemeral=True)


@app_commands.command(description="Do not answer")
async def sulk(interaction: Interaction) -> None:
    """Let the three seconds pass."""


@CLUB.command(name="join", description="Become a member")
async def join(interaction: Interaction, nickname: app_commands.Range[str, 1, 10]) -> None:
    await interaction.response.send_message(f"Welcome, {nickname}.")


@app_commands.context_menu(name="Look closely")
async def inspect_message(interaction: Interaction, message: discord.Message) -> None:
    names = ", ".join(attachment.filename for attachment in message.attachments)
    file = picture("looked.png", "tomato")
    await interaction.response.send_message(f"I see {names or message.content}.", file=file)


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, user: discord.User) -> None:
    await interaction.response.send_message(f"Hello, {user.name}.")
