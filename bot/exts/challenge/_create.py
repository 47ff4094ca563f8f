"""Check the options of `/challenge create`, and make a challenge of them."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.challenges import series
from bot.challenges.phases import beginning
from bot.client import DeepStyle, catalog_at
from bot.database.challenges.challenges import ID_BYTES
from bot.database.challenges.models import (
    LONGEST_THEME,
    LONGEST_TITLE,
    RUNNING,
    Ballot,
    Challenge,
    Phase,
    Series,
    Subject,
)
from bot.errors import RefusalError
from bot.exts.challenge._options import Place
from bot.exts.challenge._pages import Interaction
from bot.i18n import times
from bot.intake.declared import from_attachment
from bot.intake.purpose import PicturePurpose
from bot.jobs.service import is_nsfw
from bot.styles.catalog import StyleCatalog

FREE, SURPRISE = "free", "surprise"

_MOST_RUNNING = 10
_SHORTEST = timedelta(minutes=1)
_ENTRY_TIME = timedelta(days=5)
_VOTE_TIME = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ChallengeForm:
    """What a moderator has said; None is for the usual."""

    title: str
    theme: str
    style: str
    subject: Subject
    photo: discord.Attachment | None
    opens: str | None
    closes: str | None
    ends: str | None
    ballot: Ballot
    per_member: int
    anonymous: bool
    channel: Place | None
    role: discord.Role | None
    account_days: int
    member_days: int
    prize: discord.Role | None
    prize_days: int
    event: bool
    weekly: bool


async def plan(interaction: Interaction, wishes: ChallengeForm) -> Challenge:
    """Write a challenge down, and the series that it begins; return it. Raises RefusalError."""
    bot = interaction.client
    assert interaction.guild is not None
    running = await bot.services.challenges.challenges.of(interaction.guild.id, *RUNNING)
    if len(running) >= _MOST_RUNNING:
        raise RefusalError("challenge-too-many", most=_MOST_RUNNING)
    channel = _place(interaction, wishes)
    _check_prize(interaction, wishes.prize)
    if wishes.event and not interaction.guild.me.guild_permissions.create_events:
        raise RefusalError("challenge-event-impossible")
    now = bot.services.challenges.clock.now()
    zone = zone_of(bot, interaction.guild.id)
    opens_at, closes_at, ends_at = await _moments(wishes, now, zone)
    preset, picture, style_name = _style(interaction, wishes.style)
    photo = await _photo(interaction, wishes)
    challenge = Challenge(
        id=secrets.token_urlsafe(ID_BYTES),
        guild_id=interaction.guild.id,
        channel_id=channel.id,
        in_forum=isinstance(channel, discord.ForumChannel),
        nsfw=is_nsfw(channel),
        creator_user_id=interaction.user.id,
        locale=bot.services.servers.of(interaction.guild.id).language or str(interaction.locale),
        title=one_line(wishes.title),
        theme=wishes.theme.strip()[:LONGEST_THEME],
        preset=preset,
        style_picture=picture,
        style_name=style_name,
        surprise=wishes.style == SURPRISE,
        subject=wishes.subject,
        photo=photo,
        ballot=wishes.ballot,
        per_member=wishes.per_member,
        anonymous=wishes.anonymous,
        roles=[wishes.role.id] if wishes.role else [],
        account_days=wishes.account_days,
        member_days=wishes.member_days,
        prize_role_id=wishes.prize.id if wishes.prize else None,
        prize_days=wishes.prize_days,
        wants_event=wishes.event,
        created_at=now,
        opens_at=opens_at,
        closes_at=closes_at,
        ends_at=ends_at,
    )
    challenge.phase = beginning(challenge, now)
    begun: Series | None = None
    if wishes.weekly:
        presets = _turns(interaction, challenge) if wishes.style == SURPRISE or preset else []
        begun = series.begin(challenge, presets, zone)
        challenge.series_id = begun.id
    async with (
        bot.services.pictures.lock
    ):  # while pictures are deleted, none can begin to be needed
        for name in (picture, photo):
            if name is not None and not await bot.services.pictures.touch(name):
                raise RefusalError("challenge-picture-gone")
        await bot.services.challenges.challenges.add(challenge, begun)
    bot.services.challenge_scheduler.wake()
    return challenge


def zone_of(bot: DeepStyle, guild_id: int) -> ZoneInfo:
    """Return the time zone in which times are written in a server."""
    return ZoneInfo(bot.services.servers.of(guild_id).time_zone or "UTC")


async def _understood(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment that a text means. Raises RefusalError."""
    # In a thread, since its first use loads the words of a language.
    return await asyncio.to_thread(times.understand, text, now, zone)


async def retime(
    bot: DeepStyle, challenge: Challenge, closes: str | None, ends: str | None
) -> None:
    """Set other times for the ends of a challenge's phases. Raises RefusalError."""
    now, zone = bot.services.challenges.clock.now(), zone_of(bot, challenge.guild_id)
    moved: dict[str, datetime] = {}
    if closes is not None:
        if challenge.phase is Phase.VOTING:
            raise RefusalError("challenge-phase-over")
        moved["closes_at"] = await _understood(closes, now, zone)
    if ends is not None:
        moved["ends_at"] = await _understood(ends, now, zone)
    _check_order(
        challenge.opens_at,
        moved.get("closes_at", challenge.closes_at),
        moved.get("ends_at", challenge.ends_at),
    )
    if not await bot.services.challenges.challenges.retime(challenge.id, challenge.phase, **moved):
        raise RefusalError("challenge-phase-over")


def _check_order(opens_at: datetime, closes_at: datetime, ends_at: datetime) -> None:
    """Raise RefusalError unless there is time to enter, and then to vote."""
    if closes_at - opens_at < _SHORTEST or ends_at - closes_at < _SHORTEST:
        raise RefusalError("challenge-times-out-of-order")


async def _moments(
    wishes: ChallengeForm, now: datetime, zone: ZoneInfo
) -> tuple[datetime, datetime, datetime]:
    opens_at = await _understood(wishes.opens, now, zone) if wishes.opens else now
    closes_at, ends_at = opens_at + _ENTRY_TIME, None
    if wishes.closes:
        closes_at = await _understood(wishes.closes, now, zone)
    ends_at = await _understood(wishes.ends, now, zone) if wishes.ends else closes_at + _VOTE_TIME
    _check_order(opens_at, closes_at, ends_at)
    return opens_at, closes_at, ends_at


def _place(interaction: Interaction, wishes: ChallengeForm) -> Place:
    """Return where to announce. Raises RefusalError where the bot, or its moderator, may not."""
    channel = wishes.channel or interaction.channel
    guild = interaction.guild
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if guild is not None and channel is not None:
        channel = guild.get_channel(channel.id) or channel
    if guild is None or not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        raise RefusalError("challenge-no-place")
    granted = channel.permissions_for(guild.me)
    needed = (
        granted.view_channel
        and granted.send_messages
        and granted.attach_files
        and granted.read_message_history
    )
    if not needed:
        raise RefusalError("challenge-may-not-post", channel=channel.mention)
    if isinstance(interaction.user, discord.Member):
        theirs = channel.permissions_for(interaction.user)
        if not (theirs.view_channel and theirs.send_messages):
            raise RefusalError("challenge-not-your-channel", channel=channel.mention)
    return channel


def _check_prize(interaction: Interaction, role: discord.Role | None) -> None:
    """Raise RefusalError if the bot may not give a role, or its moderator not grant it."""
    if role is None or interaction.guild is None:
        return
    own = interaction.guild.me
    if not own.guild_permissions.manage_roles or not role.is_assignable():
        raise RefusalError("challenge-prize-impossible", role=role.mention)
    user = interaction.user
    owns = user.id == interaction.guild.owner_id
    above = isinstance(user, discord.Member) and user.top_role > role
    if not owns and not (interaction.permissions.manage_roles and above):
        raise RefusalError("challenge-prize-not-yours", role=role.mention)


def _style(interaction: Interaction, name: str) -> tuple[str | None, str | None, str | None]:
    """Return a preset, or the picture of a server's style and its name. Raises RefusalError."""
    catalog = catalog_at(interaction)
    if name == FREE:
        return None, None, None
    if name == SURPRISE:
        presets = _presets(catalog)
        if not presets:
            raise RefusalError("rules-style")
        return secrets.choice(presets), None, None
    style = catalog.find(name)
    if style.preset is not None and style.preset not in _presets(catalog):
        raise RefusalError("rules-style")
    return style.preset, style.picture, style.title


def _presets(catalog: StyleCatalog) -> list[str]:
    """Return the names of the presets that are not switched off here, in their order."""
    offered = {preset.name for preset in catalog.presets.offered()} - {
        *catalog.rules.hidden_presets
    }
    return [preset.name for preset in catalog.presets.offered() if preset.name in offered]


async def _photo(interaction: Interaction, wishes: ChallengeForm) -> str | None:
    """Fetch the photo that everybody is to paint. Raises RefusalError."""
    if (wishes.subject is Subject.PHOTO) != (wishes.photo is not None):
        raise RefusalError("challenge-photo-and-subject")
    if wishes.photo is None:
        return None
    picture = from_attachment(wishes.photo, PicturePurpose.CONTENT)
    interaction.client.services.intake.check(picture)
    return await interaction.client.services.intake.fetch(picture, interaction.user.id)


def _turns(interaction: Interaction, challenge: Challenge) -> list[str]:
    """Return the presets in the order in which a series takes them, its first one first."""
    names = _presets(catalog_at(interaction))
    if challenge.surprise:
        secrets.SystemRandom().shuffle(names)
    start = names.index(challenge.preset) if challenge.preset in names else 0
    return names[start:] + names[:start]


def one_line(title: str) -> str:
    """Return a title as it is shown. Raises RefusalError if it says nothing."""
    said = " ".join(title.split())[:LONGEST_TITLE]
    if not any(letter.isalnum() for letter in said):
        raise RefusalError("challenge-title-empty")
    return said
