"""The world as it is when the sandbox starts: one guild, four people and the bot."""

import base64
import secrets

from bot.sandbox.clock import Clock
from bot.sandbox.state.guilds import add_channel, add_guild, add_member
from bot.sandbox.state.model import (
    Application,
    Channel,
    ChannelKind,
    Guild,
    GuildMember,
    Overwrite,
    Role,
    User,
)
from bot.sandbox.state.permissions import EVERYONE, Permission
from bot.sandbox.state.snowflake import Snowflakes
from bot.sandbox.state.world import World

MODERATOR = (
    Permission.MANAGE_MESSAGES
    | Permission.MANAGE_THREADS
    | Permission.MODERATE_MEMBERS
    | Permission.MENTION_EVERYONE
    | Permission.MANAGE_GUILD
    | Permission.PIN_MESSAGES
)
PEOPLE = {
    "newcomer": ("Nova", "en-US"),
    "artist": ("지우", "ko"),
    "moderator": ("Maren", "de"),
    "owner": ("Olive", "en-GB"),
}


def make_world(clock: Clock) -> World:
    """Return a new world with fresh identifiers and tokens."""
    snowflakes = Snowflakes(clock)
    people = {
        name: User(number := snowflakes.next(), name, shown, make_token(number), locale=locale)
        for name, (shown, locale) in PEOPLE.items()
    }
    application_id = snowflakes.next()
    bot = User(application_id, "DeepStyle", None, make_token(application_id), bot=True)
    application = Application(
        application_id, "DeepStyle", bot, people["owner"], secrets.token_hex(32)
    )
    world = World(clock, application, snowflakes)
    for person in people.values():
        world.add_user(person)
    guild = _make_guild(world, people)
    _make_channels(world, guild, bot)
    _make_thread(world, guild)
    for person in people.values():
        world.direct_message(person, bot)
    return world


def add_guild_without_bot(world: World, members: list[User]) -> Guild:
    """Add a guild that the bot is not in; its first member owns it."""
    guild = add_guild(world, "Elsewhere", members[0])
    for user in members[1:]:
        add_member(world, guild, user)
    add_channel(world, guild, ChannelKind.TEXT, "elsewhere")
    return guild


def make_token(user_id: int) -> str:
    """Return a token in Discord's form: the account, a time, and a secret."""
    account = base64.urlsafe_b64encode(str(user_id).encode()).decode().rstrip("=")
    return f"{account}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"


def _make_guild(world: World, people: dict[str, User]) -> Guild:
    now = world.clock.now()
    guild = Guild(world.snowflakes.next(), "DeepStyle Atelier", people["owner"].id)
    guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE, 0)
    artist = Role(world.snowflakes.next(), "Artist", EVERYONE, 1, 0xE67E22, mentionable=True)
    moderator = Role(
        world.snowflakes.next(), "Moderator", EVERYONE | MODERATOR, 3, 0x3498DB, hoist=True
    )
    own = Role(world.snowflakes.next(), world.bot.username, EVERYONE, 2, bot_id=world.bot.id)
    guild.roles |= {role.id: role for role in (artist, own, moderator)}
    held = {"artist": [artist.id], "moderator": [moderator.id], "newcomer": [], "owner": []}
    for name, person in people.items():
        guild.members[person.id] = GuildMember(person, now, held[name])
    guild.members[world.bot.id] = GuildMember(world.bot, now, [own.id])
    world.guilds[guild.id] = guild
    return guild


def _make_channels(world: World, guild: Guild, bot: User) -> None:
    bot_role = next(role.id for role in guild.roles.values() if role.bot_id == bot.id)
    no_files = Permission.ATTACH_FILES
    channels: dict[str, tuple[str, int | None]] = {
        "stylize": ("Repaint your pictures here", None),
        "challenge": ("This week's challenge", None),
        "gallery": ("The best of the atelier", None),
        "no-attachments": ("The bot may not attach files here", bot_role),
        "text-only": ("Only the bot may attach files here", guild.id),
        "after-dark": ("Age-restricted", None),
    }
    for position, (name, (topic, without_files)) in enumerate(channels.items()):
        channel = Channel(
            world.snowflakes.next(), ChannelKind.TEXT, name, guild, topic=topic, position=position
        )
        channel.nsfw = name == "after-dark"
        if without_files:
            channel.overwrites[without_files] = Overwrite(without_files, 0, deny=no_files)
        if name == "text-only":
            channel.overwrites[bot_role] = Overwrite(bot_role, 0, allow=no_files)
        world.add_channel(channel)


def _make_thread(world: World, guild: Guild) -> None:
    challenge = next(c for c in guild.channels.values() if c.name == "challenge")
    owner = guild.members[guild.owner_id].user
    number = world.snowflakes.next()
    world.open_thread(challenge, owner, "Ideas for next week", ChannelKind.PUBLIC_THREAD, number)
