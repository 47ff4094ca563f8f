"""How every command and button has a picture painted: check, answer, fetch, write down, queue."""

import asyncio
import contextlib
import dataclasses
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import discord
from discord import ui

from bot.clock import Clock
from bot.database.challenges.entries import Entries
from bot.database.jobs import JobRepository
from bot.database.models import Job
from bot.database.servers import Servers
from bot.delivery.promises import Promises, promise_to
from bot.errors import RefusalError
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture
from bot.intake.fetch import Intake
from bot.jobs.job_request import (
    ChallengeEntry,
    JobRequest,
    PictureSearch,
    ReplyTarget,
    StoredPicture,
)
from bot.jobs.recent_presses import RecentPresses
from bot.jobs.recent_refusals import RecentRefusals
from bot.jobs.runner import JobRunner
from bot.jobs.server_rules import check_quota, check_rules
from bot.recipe import Recipe, WeightedStyle
from bot.ui import layout
from bot.ui.errors import REFUSED

_JOB_ID_BYTES = 16
# Seconds between looks for an answer that Discord may have taken.
_LOOKS = (0.5, 1, 2, 5, 10, 30)
_MAY_BE_NSFW = (
    discord.TextChannel,
    discord.VoiceChannel,
    discord.StageChannel,
    discord.ForumChannel,
    discord.Thread,
)


@dataclass(frozen=True, slots=True)
class MemberLimits:
    """How large a picture a member may ask for, and how many bytes theirs may take in all."""

    max_size: int
    member_bytes: int


class JobService:
    """Takes requests and turns them into jobs in line."""

    def __init__(
        self,
        intake: Intake,
        jobs: JobRepository,
        entries: Entries,
        runner: JobRunner,
        servers: Servers,
        clock: Clock,
        limits: MemberLimits,
        promises: Promises,
    ) -> None:
        self._intake = intake
        self._pictures = intake.pictures
        self._jobs = jobs
        self._entries = entries
        self._runner = runner
        self._servers = servers
        self._clock = clock
        self._promises = promises
        self._counting = asyncio.Lock()
        self._limits = limits
        self._presses = RecentPresses()
        self._refusals = RecentRefusals()

    async def locale_of(self, user_id: int) -> str | None:
        """Return the language in which a member's last command was answered."""
        return await self._jobs.locale_of(user_id)

    def check(self, request: JobRequest, user_id: int) -> None:
        """Raise RefusalError if anything that is known already stands against a request."""
        request.recipe.check(self._limits.max_size)
        self._runner.check_room(user_id)
        self._pictures.check_room()
        for picture in (request.content, *(picture for picture, _ in request.style_pictures)):
            if isinstance(picture, DeclaredPicture):
                self._intake.check(picture)

    async def take(self, interaction: discord.Interaction, request: JobRequest) -> None:
        """Take the request of whoever used a command or pressed a button, in a new message.

        Raises RefusalError while nothing is answered; what is found out later is the answer.
        """
        if self._presses.is_repeated(interaction):
            await interaction.response.defer()
            return
        self._check_pressed(interaction, request)
        private = request.entering is not None
        async with self._promises.made(promise_to(interaction)):
            message_id = await _thinking(interaction, private=private)
            await self._answer(interaction, request, message_id)

    async def take_here(self, interaction: discord.Interaction, request: JobRequest) -> None:
        """Take the request of whoever pressed a button, in the message that has the button.

        Raises RefusalError as `take` does.
        """
        self._check_pressed(interaction, request)
        assert interaction.message is not None
        begun = layout.sentence(texts.say(str(interaction.locale), "reply-begins"))
        async with self._promises.made(promise_to(interaction)):
            await interaction.response.edit_message(view=begun.view)
            await self._answer(interaction, request, interaction.message.id)

    def _check_pressed(self, interaction: discord.Interaction, request: JobRequest) -> None:
        if not interaction.app_permissions.attach_files:
            raise RefusalError("no-permission-to-attach")
        self._refusals.check(self._servers.of(interaction.guild_id), interaction.user.id)
        self.check(request, interaction.user.id)

    async def _answer(
        self, interaction: discord.Interaction, request: JobRequest, message_id: int
    ) -> None:
        """Put a request in line; the answer shows what comes of it, or is a question."""
        assert interaction.channel_id is not None
        target = ReplyTarget(
            user_id=interaction.user.id,
            channel_id=interaction.channel_id,
            guild_id=interaction.guild_id,
            nsfw=is_nsfw(interaction.channel),
            message_id=message_id,
            locale=str(interaction.locale),
            max_bytes=interaction.filesize_limit,
            interaction_token=interaction.token,
            token_ends_at=interaction.expires_at,
            parent_id=getattr(interaction.channel, "parent_id", None),
            role_ids=role_ids(interaction.user),
        )
        try:
            said = await self.submit(request, target)
        except RefusalError as refusal:
            interaction.client.dispatch(REFUSED, refusal.key)
            text = texts.say(target.locale, refusal.key, **refusal.values)
            said = layout.sentence(text).view
        if said is not None:
            await interaction.edit_original_response(view=said)

    async def submit(self, request: JobRequest, target: ReplyTarget) -> ui.LayoutView | None:
        """Fetch the pictures of a checked request and put it in line. Raises RefusalError.

        If several pictures may be meant, nothing is put in line; return the question which.
        """
        rules = self._servers.of(target.guild_id)
        places = frozenset({target.channel_id, target.parent_id or target.channel_id})
        if request.entering is not None:
            places |= frozenset(rules.channels)  # a challenge may be anywhere
        check_rules(rules, request.recipe, places, target.role_ids)
        for style in request.recipe.styles:
            if style.picture is not None:
                await self._check_kept_style(style.picture, target, trusted=request.trusted)
        # Before anything is fetched, and once more when it is counted.
        await self._check_quota(target)
        await self._check_bytes(target.user_id)
        content = request.content
        if isinstance(content, PictureSearch):
            found = await content.seek()
            if len(found) > 1:
                return content.ask(found, await self._whole_recipe(request, target.user_id))
            (content,) = found
            self._intake.check(content)
        kept, recipe = await asyncio.gather(
            self._obtain(content, target.user_id), self._whole_recipe(request, target.user_id)
        )
        job = Job(
            id=secrets.token_urlsafe(_JOB_ID_BYTES),
            user_id=target.user_id,
            channel_id=target.channel_id,
            guild_id=target.guild_id,
            nsfw=target.nsfw or (isinstance(content, StoredPicture) and content.nsfw),
            message_id=target.message_id,
            interaction_token=target.interaction_token,
            token_ends_at=target.token_ends_at,
            locale=rules.language or target.locale,
            max_bytes=target.max_bytes,
            spoiler=content.spoiler,
            description=content.description,
            content=kept,
            recipe=recipe,
            made_from=request.made_from,
            created_at=datetime.now(UTC),
            private=request.entering is not None,
        )
        # Counted and written down in one go: many presses at once are no way around a quota.
        async with self._counting:
            await self._check_quota(target)
            await self._submit(job, request.entering)
        return None

    async def _whole_recipe(self, request: JobRequest, user_id: int) -> Recipe:
        """Fetch the pictures that a request is to be painted like, and return its recipe."""
        names = await asyncio.gather(
            *(self._intake.fetch(picture, user_id) for picture, _ in request.style_pictures)
        )
        fetched = tuple(
            WeightedStyle(picture=name, weight=weight)
            for name, (_, weight) in zip(names, request.style_pictures, strict=True)
        )
        return dataclasses.replace(request.recipe, styles=request.recipe.styles + fetched)

    async def _submit(self, job: Job, entering: ChallengeEntry | None) -> None:
        if entering is None:
            await self._runner.submit(job)
            return
        challenge, replaced = entering.challenge_id, entering.replaced
        # A place is taken before its job is written down: one that was painted without would be
        # lost. Until then the job is held, so that nobody takes the place for abandoned.
        with self._runner.held(job.id):
            await self._entries.reserve(challenge, job.user_id, job.id, self._clock.now(), replaced)
            try:
                await self._runner.submit(job)
            except BaseException:
                await self._entries.release(job.id)
                raise

    async def _check_quota(self, target: ReplyTarget) -> None:
        if target.guild_id is None:
            return
        rules = self._servers.of(target.guild_id)
        try:
            await check_quota(self._servers, target.guild_id, target.user_id)
        except RefusalError as refusal:
            self._refusals.note(rules, target.user_id, refusal)
            raise

    async def _check_bytes(self, user_id: int) -> None:
        """Refuse a member whose pictures take all the room that one member has."""
        held = await self._pictures.bytes_of(await self._jobs.pictures_of(user_id))
        if held >= self._limits.member_bytes:
            raise RefusalError("no-room-for-member", most=self._limits.member_bytes >> 20)

    async def _obtain(self, picture: DeclaredPicture | StoredPicture, user_id: int) -> str:
        if isinstance(picture, DeclaredPicture):
            return await self._intake.fetch(picture, user_id)
        if not await self._pictures.touch(picture.name):
            raise RefusalError("picture-kept-no-more")
        return picture.name

    async def _check_kept_style(self, picture: str, target: ReplyTarget, *, trusted: bool) -> None:
        """Refuse what was never a style before, or belongs into another, age-restricted channel."""
        if not trusted:
            trusted = await self._jobs.lends_style(picture, target.channel_id, target.guild_id)
        if not trusted or not await self._pictures.touch(picture):
            raise RefusalError("style-kept-no-more")


async def _thinking(interaction: discord.Interaction, *, private: bool) -> int:
    """Tell a member that their answer is thought about; return the message that will be it."""
    try:
        answered = await interaction.response.defer(thinking=True, ephemeral=private)
    except (aiohttp.ClientError, OSError) as error:
        # Discord may have taken it, and only its word for that was lost: then there is a message.
        try:
            return await _original_message(interaction)
        except discord.NotFound:
            raise error from None
    assert answered is not None
    assert answered.message_id is not None
    return answered.message_id


async def _original_message(interaction: discord.Interaction) -> int:
    """Return the message that answers an interaction, as soon as Discord tells."""
    for pause in _LOOKS:
        with contextlib.suppress(aiohttp.ClientError, OSError, discord.DiscordServerError):
            return (await interaction.original_response()).id
        await asyncio.sleep(pause)
    return (await interaction.original_response()).id


def role_ids(user: discord.User | discord.Member) -> frozenset[int]:
    """Return the roles of a member; somebody in a direct message has none."""
    if not isinstance(user, discord.Member):
        return frozenset()
    return frozenset(role.id for role in user.roles)


def is_nsfw(channel: object) -> bool:
    """Say whether a channel is age-restricted; a direct message is not."""
    return isinstance(channel, _MAY_BE_NSFW) and channel.is_nsfw()
