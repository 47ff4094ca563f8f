"""Answers to messages: a reply that grows into the painting."""

import logging
import re

import discord
from discord.ext import commands

from bot import texts
from bot.client import DeepStyle
from bot.commission import Answer, Order, is_nsfw, role_ids
from bot.delivery import messages
from bot.exts.mentions import _words
from bot.exts.mentions._manners import Manners
from bot.exts.mentions._request import Request, picture_for, request_in
from bot.incidents import log_incident
from bot.refusal import RefusalError

_KOREAN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_log = logging.getLogger(__name__)


class Mentions(commands.Cog):
    """Repaint a picture for those who write to the bot."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        self._manners = Manners(bot.settings.max_waiting)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Paint what a message asks for, or say in one sentence why not."""
        assert self._bot.user is not None
        request = request_in(message, self._bot.user.id)
        if request is None:
            return
        locale = await self._locale(message)
        try:
            with self._manners.one_request(message.author.id):
                await self._serve(request, locale)
        except RefusalError as refusal:
            await self._refuse(message, refusal, locale)
        except discord.HTTPException as error:
            _log.info("a message could not be answered (%d, %d)", error.status, error.code)
        except Exception as error:
            incident = log_incident(error)
            await self._refuse(message, RefusalError("went-wrong", incident=incident), locale)

    async def _locale(self, message: discord.Message) -> str:
        """Return the language to answer in, of which a message itself says nothing."""
        if _KOREAN.search(message.content):
            return "ko"
        known = await self._bot.commissions.locale_of(message.author.id)
        return known or str(message.guild.preferred_locale if message.guild else texts.FALLBACK)

    async def _serve(self, request: Request, locale: str) -> None:
        message = request.message
        if not _may(message, "send_messages"):
            return
        if not _may(message, "attach_files"):
            raise RefusalError("no-permission-to-attach")
        order = await self._order(request, locale)
        if order is None:
            return
        self._bot.commissions.check(order, message.author.id)
        begun = texts.say(locale, "reply-begins")
        reply = await _reply(message, messages.sentence(begun))
        answer = Answer(
            user_id=message.author.id,
            channel_id=message.channel.id,
            guild_id=message.guild.id if message.guild else None,
            nsfw=is_nsfw(message.channel),
            message_id=reply.id,
            locale=locale,
            max_bytes=_most_bytes(message.guild),
            parent_id=getattr(message.channel, "parent_id", None),
            role_ids=role_ids(message.author),
        )
        try:
            await self._bot.commissions.submit(order, answer)
        except RefusalError as refusal:
            why = refusal
        except Exception as error:
            why = RefusalError("went-wrong", incident=log_incident(error))
        else:
            return
        said = texts.say(locale, why.key, **why.values)
        await reply.edit(view=messages.sentence(said).view)

    async def _order(self, request: Request, locale: str) -> Order | None:
        """Return what a message asks for; None if it turns out not to ask for anything."""
        picture = await picture_for(request)
        guild = request.message.guild
        offer = self._bot.offer(guild.id if guild else None, locale)
        try:
            recipe = _words.read(request.message.content, offer)
        except RefusalError:
            if request.addressed:
                raise
            # Somebody shows the bot's painter a picture and says something about it.
            return None
        return Order(content=picture, recipe=recipe)

    async def _refuse(self, message: discord.Message, refusal: RefusalError, locale: str) -> None:
        if not self._manners.may_say(message.author.id, refusal.key):
            return
        said = texts.say(locale, refusal.key, **refusal.values)
        try:
            await _reply(message, messages.sentence(said))
        except discord.HTTPException as error:
            _log.info("a member could not be told (%d, %d)", error.status, error.code)


async def _reply(message: discord.Message, post: messages.Post) -> discord.Message:
    none = discord.AllowedMentions.none()
    if not _may(message, "read_message_history"):  # which Discord wants of those who reply
        return await message.channel.send(view=post.view, allowed_mentions=none)
    reference = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(view=post.view, reference=reference, allowed_mentions=none)


def _may(message: discord.Message, permission: str) -> bool:
    """Say whether the bot may do something where a message is, as far as it knows."""
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return True
    try:
        granted = message.channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return True
    in_thread = isinstance(message.channel, discord.Thread)
    if in_thread and permission == "send_messages":
        permission = "send_messages_in_threads"
    return bool(getattr(granted, permission))


def _most_bytes(guild: discord.Guild | None) -> int:
    return guild.filesize_limit if guild else discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
