"""Many members at once, in channels that few others see; their clients are a process apart."""

import json
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.server import Sandbox
from bot.sandbox.state.guilds import add_guild, add_member
from bot.sandbox.state.model import Channel, ChannelKind, Guild, GuildMember, Overwrite, User
from bot.sandbox.state.permissions import Permission
from bot.sandbox.state.seed import make_token

# As many as share a channel: whatever happens there is told to each of them.
A_ROOM = 10


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who a guest is, where they press things, and how many pictures they want at once."""

    token: str
    room: str
    jobs: int


def invite(
    sandbox: Sandbox, jobs: list[int], a_room: int = A_ROOM, servers: int = 1
) -> list[Invitation]:
    """Bring members into the guild, one for each number of pictures; or room by room into several.

    Who comes first into another guild owns it.
    """
    world = sandbox.backend.world
    guilds = [next(iter(world.guilds.values()))]
    invitations: list[Invitation] = []
    for number, wanted in enumerate(jobs):
        number_of_user = world.snowflakes.next()
        user = User(number_of_user, f"guest-{number}", None, make_token(number_of_user))
        world.add_user(user)
        turn = number // a_room
        if turn % servers == len(guilds):
            guilds.append(_new_guild(sandbox, f"server-{turn}", user))
        guild = guilds[turn % servers]
        guild.members[user.id] = GuildMember(user, world.clock.now())
        name = f"room-{turn}"
        if number % a_room == 0:
            room = Channel(world.snowflakes.next(), ChannelKind.TEXT, name, guild)
            view = int(Permission.VIEW_CHANNEL)
            room.overwrites[guild.id] = Overwrite(guild.id, 0, deny=view)
            room.overwrites[world.bot.id] = Overwrite(world.bot.id, 1, allow=view)
            world.add_channel(room)
        room.overwrites[user.id] = Overwrite(user.id, 1, allow=view)
        invitations.append(Invitation(user.token, name, wanted))
    return invitations


def _new_guild(sandbox: Sandbox, name: str, owner: User) -> Guild:
    world = sandbox.backend.world
    guild = add_guild(world, name, owner)
    add_member(world, guild, world.bot)
    sandbox.backend.guild_events.came(guild)
    return guild


async def press(
    sandbox: Sandbox, guests: list[Invitation], photo: bytes, seconds: float, folder: Path
) -> dict[str, Any]:
    """Let guests press things for so many seconds, while a bot in `folder` paints.

    Returns what `crowd_clients` prints.
    """
    address = sandbox.address
    task = {
        "server": (address.api, address.gateway, address.application_id),
        "guests": [asdict(invitation) for invitation in guests],
        "photo": photo.hex(),
        "seconds": seconds,
        "folder": str(folder),
    }
    clients = await create_subprocess_exec(
        *(sys.executable, "-m", "tests.end_to_end.crowd_clients"), stdin=PIPE, stdout=PIPE
    )
    said, _ = await clients.communicate(json.dumps(task).encode())
    assert clients.returncode == 0
    return json.loads(said)
