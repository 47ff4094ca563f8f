"""Say in a server's channel what there is to say of a challenge, each thing once."""

import contextlib
import logging
from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.challenges import messages, pictures
from bot.challenges.buttons import presses_of
from bot.challenges.podium import PodiumMaker
from bot.challenges.repositories import ChallengeRepositories
from bot.database.challenges.challenges import ANNOUNCED
from bot.database.challenges.models import Challenge, Notice, Phase
from bot.discord_limits import LONGEST_NAME
from bot.storage.picture_store import PictureStore
from bot.ui.layout import Post
from bot.ui.live_message import LiveMessage

_log = logging.getLogger(__name__)

# Discord mentions at most a hundred; so many names fill a good part of a message.
_MOST_CALLED = 80
# Ours may be ahead of Discord's.
_CLOCKS_DIFFER = timedelta(minutes=10)
_WEEK_MINUTES = 10080
_THREAD_IS_THERE = 160004
_NEWS = (ANNOUNCED, *(phase.value for phase in Phase))


class Announcer:
    """Posts what is to be said, or finds what an earlier process has posted already."""

    def __init__(
        self,
        client: discord.Client,
        repositories: ChallengeRepositories,
        store: PictureStore,
        podiums: PodiumMaker,
        card_seconds: float,
    ) -> None:
        self._client = client
        self._repositories = repositories
        self._store = store
        self._podiums = podiums
        self._card_seconds = card_seconds
        self._cards: dict[str, LiveMessage[str]] = {}

    async def say(self, challenge: Challenge, notice: Notice) -> bool:
        """Say something, unless it has been said, and write down where.

        Return whether all is there that belongs to it: an announcement has a thread.
        Raises discord.HTTPException, aiohttp.ClientError or OSError.
        """
        said_before = await self._find(challenge, notice) if notice.begun else None
        await self._repositories.notices.begin(notice)
        if notice.kind == ANNOUNCED:
            message_id, thread_id = said_before or await self._announce(challenge)
            if thread_id is None:
                thread_id = await self._open_thread(challenge, message_id)
            now = self._repositories.clock.now()
            await self._repositories.notices.end(notice, now, message_id, thread_id)
            return thread_id is not None
        if said_before is None:
            post, called = await self._post(challenge, notice)
            message = await self._place(challenge, notice).send(
                view=post.view,
                files=post.files,
                nonce=f"{challenge.id}{notice.kind}"[:25],
                allowed_mentions=discord.AllowedMentions(
                    everyone=False, roles=False, users=[discord.Object(one) for one in called]
                ),
            )
            said_before = message.id, None
        # The process that turned the phase may have died before its card showed that.
        with contextlib.suppress(discord.HTTPException):
            await self._edit_card(challenge.id)
        await self._repositories.notices.end(notice, self._repositories.clock.now(), said_before[0])
        return True

    def refresh(self, challenge_id: str) -> None:
        """Show on a challenge's card how it stands, soon."""
        if challenge_id not in self._cards:
            self._cards[challenge_id] = LiveMessage(self._edit_card, self._card_seconds)
        self._cards[challenge_id].show(challenge_id)

    async def close(self) -> None:
        """Edit no cards any more."""
        for live in self._cards.values():
            await live.close()

    async def _announce(self, challenge: Challenge) -> tuple[int, int | None]:
        """Post the card; return its message and, in a forum, the post that it began."""
        post = await self._card(challenge)
        if challenge.in_forum:
            forum, name = await self._forum(challenge), challenge.title[:LONGEST_NAME]
            made = await forum.create_thread(
                name=name,
                view=post.view,
                files=list(post.files),
                applied_tags=_tags(forum) or discord.utils.MISSING,
            )
            return made.message.id, made.thread.id
        place = self._client.get_partial_messageable(
            challenge.channel_id, guild_id=challenge.guild_id
        )
        nonce = f"{challenge.id}{ANNOUNCED}"[:25]
        message = await place.send(view=post.view, files=post.files, nonce=nonce)
        return message.id, None

    async def _open_thread(self, challenge: Challenge, message_id: int) -> int | None:
        """Begin a thread at the card, where the bot may; talk and news belong there."""
        place = self._client.get_partial_messageable(
            challenge.channel_id, guild_id=challenge.guild_id
        )
        try:
            thread = await place.get_partial_message(message_id).create_thread(
                name=challenge.title[:LONGEST_NAME], auto_archive_duration=_WEEK_MINUTES
            )
        except discord.HTTPException as error:
            if error.code == _THREAD_IS_THERE:
                return message_id  # they share their number
            _log.info("it has no thread (%d)", error.status, extra={"challenge": challenge.id})
            return None
        return thread.id

    async def _find(self, challenge: Challenge, notice: Notice) -> tuple[int, int | None] | None:
        """Return the message that says something already, and the forum post that it began.

        Between Discord's taking a message and our writing that down, the bot may have died.
        """
        if notice.kind == ANNOUNCED and challenge.in_forum:
            forum = await self._forum(challenge)
            guild = forum.guild
            for thread in await guild.active_threads():
                if thread.parent_id != forum.id or thread.owner_id != guild.me.id:
                    continue
                if await self._says(thread.get_partial_message(thread.id), challenge, notice):
                    return thread.id, thread.id
            return None
        since = notice.created_at - _CLOCKS_DIFFER
        async for message in self._place(challenge, notice).history(after=since, limit=None):
            ours = self._client.user is not None and message.author.id == self._client.user.id
            if ours and _bears(message, challenge, notice):
                return message.id, None
        return None

    async def _says(
        self, partial: discord.PartialMessage, challenge: Challenge, notice: Notice
    ) -> bool:
        try:
            return _bears(await partial.fetch(), challenge, notice)
        except discord.NotFound:
            return False

    async def _post(self, challenge: Challenge, notice: Notice) -> tuple[Post, Sequence[int]]:
        """Return what is to be said and who is called by it."""
        followers = await self._repositories.notices.followers(challenge.id, _MOST_CALLED)
        if notice.kind == Phase.CANCELLED:
            return messages.cancelled(challenge, followers), followers
        if notice.kind != Phase.ENDED:
            return messages.reminder(challenge, notice.kind, followers), followers
        entries = await self._repositories.entries.of(challenge.id)
        ranked = sorted(
            (entry for entry in entries if entry.rank), key=lambda entry: entry.rank or 0
        )
        judged = [e for e in entries if e.jury is not None and e.hidden_because is None]
        jury = max(judged, key=lambda entry: entry.jury or 0, default=None)
        votes, voters = await self._repositories.votes.count(challenge.id)
        shown = sum(entry.hidden_because is None for entry in entries)
        best = ranked[: messages.PODIUM]
        podium = await self._podiums.make(challenge, best)
        numbers = messages.Numbers(shown, voters, votes)
        post = messages.results(challenge, best, jury, numbers, podium, followers)
        won = [entry.user_id for entry in (*best, jury) if entry and entry.user_id]
        return post, sorted({*followers, *won})

    async def _edit_card(self, challenge_id: str) -> None:
        challenge = await self._repositories.challenges.get(challenge_id)
        if challenge is None or challenge.announcement_id is None:
            return
        post = await self._card(challenge)
        in_forum = challenge.thread_id if challenge.in_forum else None
        place = self._client.get_partial_messageable(
            in_forum or challenge.channel_id, guild_id=challenge.guild_id
        )
        message = place.get_partial_message(challenge.announcement_id)
        await message.edit(view=post.view, attachments=post.files)

    async def _card(self, challenge: Challenge) -> Post:
        entries = await self._repositories.entries.count(challenge.id)
        files = await pictures.of_challenge(challenge, self._store)
        return messages.card(challenge, entries, files, ANNOUNCED)

    async def _forum(self, challenge: Challenge) -> discord.ForumChannel:
        known = self._client.get_channel(challenge.channel_id)
        forum = known or await self._client.fetch_channel(challenge.channel_id)
        assert isinstance(forum, discord.ForumChannel)
        return forum

    def _place(self, challenge: Challenge, notice: Notice) -> discord.PartialMessageable:
        """Return where something is said: news in the channel, reminders beside the talk."""
        in_thread = challenge.in_forum or notice.kind not in _NEWS
        place = (challenge.thread_id if in_thread else None) or challenge.channel_id
        return self._client.get_partial_messageable(place, guild_id=challenge.guild_id)


def _tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """Return a tag where a forum takes no post without one, if there is one for everybody."""
    free = [tag for tag in forum.available_tags if not tag.moderated]
    return free[:1] if forum.flags.require_tag else []


def _bears(message: discord.Message, challenge: Challenge, notice: Notice) -> bool:
    """Say whether a message has a button with the mark of a notice."""
    return any(
        press.challenge_id == challenge.id and press.value == notice.kind
        for press in presses_of(message)
    )
