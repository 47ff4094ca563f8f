"""Many members at once, each with a client of their own and a channel that few others see."""

import contextlib
import time
from collections.abc import AsyncGenerator

from bot.sandbox.beginning import make_token
from bot.sandbox.member import Member
from bot.sandbox.model import Channel, ChannelKind, GuildMember, Overwrite, User
from bot.sandbox.permissions import Permission
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import JsonObject

# As many as share a channel: whatever happens there is told to each of them.
_MEMBERS_A_CHANNEL = 10


class Guest(Member):
    """A member who takes note of how long the bot took for each answer, in seconds."""

    def __init__(self, api: str, gateway: str, token: str, application_id: str) -> None:
        super().__init__(api, gateway, token, application_id)
        self.answered_after: list[float] = []

    async def _outcome(self, nonce: str, *good: str) -> JsonObject:
        began = time.monotonic()
        outcome = await super()._outcome(nonce, *good)
        self.answered_after.append(time.monotonic() - began)
        return outcome


@contextlib.asynccontextmanager
async def gathered(sandbox: Sandbox, count: int) -> AsyncGenerator[list[tuple[Guest, str]]]:
    """Bring members into the guild and connect them; yields each with their channel's name."""
    world = sandbox.backend.world
    guild = next(iter(world.guilds.values()))
    places: list[tuple[User, str]] = []
    for number in range(count):
        number_of_user = world.snowflakes.next()
        user = User(number_of_user, f"guest-{number}", None, make_token(number_of_user))
        world.add_user(user)
        guild.members[user.id] = GuildMember(user, world.clock.now())
        name = f"room-{number // _MEMBERS_A_CHANNEL}"
        if number % _MEMBERS_A_CHANNEL == 0:
            room = Channel(world.snowflakes.next(), ChannelKind.TEXT, name, guild)
            view = int(Permission.VIEW_CHANNEL)
            room.overwrites[guild.id] = Overwrite(guild.id, 0, deny=view)
            room.overwrites[world.bot.id] = Overwrite(world.bot.id, 1, allow=view)
            world.add_channel(room)
        room.overwrites[user.id] = Overwrite(user.id, 1, allow=view)
        places.append((user, name))
    address = sandbox.address
    async with contextlib.AsyncExitStack() as stack:
        guests: list[tuple[Guest, str]] = []
        for user, name in places:
            client = Guest(address.api, address.gateway, user.token, address.application_id)
            guests.append((await stack.enter_async_context(client), name))
        yield guests
