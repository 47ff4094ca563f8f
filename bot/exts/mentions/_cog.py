"""Answers to messages: a reply that grows into the painting."""

import logging
import re
from collections import deque

import discord
from discord import ui
from discord.ext import commands

from bot.client import DeepStyle
from bot.delivery.promises import promise_to_answer
from bot.errors import RefusalError, UnknownStyleError
from bot.exts.mentions import _parser
from bot.exts.mentions._choose_picture import which
from bot.exts.mentions._choose_style import which_style
from bot.exts.mentions._rate_limit import RateLimit
from bot.exts.mentions._request import Choice, Request, pictures_for, request_in
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture
from bot.jobs.job_request import JobRequest, ReplyTarget
from bot.jobs.service import is_nsfw, role_ids
from bot.recipe import Recipe
from bot.styles.catalog import StyleCatalog
from bot.ui import layout
from bot.ui.errors import REFUSED, as_refusal, explain

_KOREAN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
# Questions whose answer is being painted; the question itself goes at once.
_REMEMBERED = 1000
_log = logging.getLogger(__name__)


class Mentions(commands.Cog):
    """Repaint a picture for those who write to the bot."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot, self._services = bot, bot.services
        self._rate_limit = RateLimit(bot.services.settings.max_waiting)
        self._chosen: deque[tuple[int, bool]] = deque(maxlen=_REMEMBERED)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Paint what a message asks for, or say in one sentence why not."""
        assert self._bot.user is not None
        request = request_in(message, self._bot.user.id)
        if request is None:
            return
        locale = await self._locale(message)
        try:
            with self._rate_limit.one_request(message.author.id):
                await self._serve(request, locale)
        except RefusalError as refusal:
            await self._refuse(message, refusal, locale)
        except discord.HTTPException as error:
            _log.info("a message could not be answered (%d, %d)", error.status, error.code)
        except Exception as error:
            await self._refuse(message, as_refusal(error), locale)

    async def _locale(self, message: discord.Message) -> str:
        """Return the language to answer in, of which a message itself says nothing."""
        if _KOREAN.search(message.content):
            return "ko"
        known = await self._services.job_service.locale_of(message.author.id)
        return known or str(message.guild.preferred_locale if message.guild else texts.FALLBACK)

    async def _serve(self, request: Request, locale: str) -> None:
        message = request.message
        if not _may(message, "send_messages"):
            return
        if not _may(message, "attach_files"):
            raise RefusalError("no-permission-to-attach")
        pictures = await pictures_for(self._bot, request)
        try:
            recipe = self._recipe(request, locale)
        except UnknownStyleError as unknown:
            if request.addressed:
                await self._ask_which_style(request, pictures, unknown, locale)
            return
        except RefusalError:
            if request.addressed:
                raise
            # Somebody shows the bot's painter a picture and says something about it.
            return
        job_request = JobRequest(content=pictures[0], recipe=recipe)
        self._services.job_service.check(job_request, message.author.id)
        if len(pictures) > 1:
            await _reply(message, which(message, pictures, locale))
            return
        begun = layout.sentence(texts.say(locale, "reply-begins"))
        async with self._services.promises.made(promise_to_answer(message, locale)):
            await self._paint(message, job_request, await _reply(message, begun.view), locale)

    @commands.Cog.listener()
    async def on_choice_made(
        self, interaction: discord.Interaction[DeepStyle], choice: Choice
    ) -> None:
        """Go on with what was meant, or say in one sentence why not."""
        try:
            await self._go_on(interaction, choice)
        except Exception as error:
            await explain(interaction, error)

    async def _go_on(self, interaction: discord.Interaction[DeepStyle], choice: Choice) -> None:
        question = interaction.message
        assert question is not None
        # The same message may ask for the picture first, and then for the style.
        answered = question.id, choice.style is not None
        if answered in self._chosen:
            return  # pressed twice
        self._chosen.append(answered)
        locale = str(interaction.locale)
        promise = promise_to_answer(question, locale, answer=question.id)
        async with self._services.promises.made(promise):
            begun = layout.sentence(texts.say(locale, "reply-begins"))
            await interaction.edit_original_response(view=begun.view)
            request = await self._asked_before(question, choice.message_id)
            try:
                said = await self._answer(request, question, choice, locale)
            except RefusalError:  # what it says now is something else
                said = layout.sentence(texts.say(locale, "which-gone")).view
            if said is not None:
                await interaction.edit_original_response(view=said)

    async def _answer(
        self, request: Request | None, question: discord.Message, choice: Choice, locale: str
    ) -> ui.LayoutView | None:
        """Paint what a request asks for; return what else there is to say or to ask."""
        if request is None:
            return layout.sentence(texts.say(locale, "which-gone")).view
        pictures = await pictures_for(self._bot, request)
        index = min(choice.picture, len(pictures) - 1)
        try:
            recipe = self._recipe(request, locale, choice.style)
        except UnknownStyleError as unknown:
            catalog = self._catalog(request, locale)
            return which_style(request.message, index, unknown.closest, catalog)
        job_request = JobRequest(content=pictures[index], recipe=recipe)
        await self._paint(request.message, job_request, question, locale)
        return None

    async def _asked_before(self, question: discord.Message, message_id: int) -> Request | None:
        """Return the request that a question is about, if it is still there."""
        assert self._bot.user is not None
        try:
            message = await question.channel.fetch_message(message_id)
        except discord.HTTPException:
            return None
        return request_in(message, self._bot.user.id)

    async def _paint(
        self, message: discord.Message, job_request: JobRequest, reply: discord.Message, locale: str
    ) -> None:
        """Turn a request into a job whose result goes into the reply, or say there why not."""
        target = ReplyTarget(
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
            self._services.job_service.check(job_request, message.author.id)
            await self._services.job_service.submit(job_request, target)
        except RefusalError as refusal:
            why = refusal
        except Exception as error:
            why = as_refusal(error)
        else:
            return
        self._bot.dispatch(REFUSED, why.key)
        said = texts.say(locale, why.key, **why.values)
        await reply.edit(view=layout.sentence(said).view)

    def _recipe(self, request: Request, locale: str, style: str | None = None) -> Recipe:
        """Return what a request says, in a style that was chosen since. Raises RefusalError."""
        catalog = self._catalog(request, locale)
        return _parser.read(request.message.content, catalog, style)

    def _catalog(self, request: Request, locale: str) -> StyleCatalog:
        guild = request.message.guild
        return self._services.catalog(guild.id if guild else None, locale)

    async def _ask_which_style(
        self,
        request: Request,
        pictures: list[DeclaredPicture],
        unknown: UnknownStyleError,
        locale: str,
    ) -> None:
        message = request.message
        self._bot.dispatch(REFUSED, unknown.key)
        if not self._rate_limit.may_say(message.author.id, unknown.key):
            return
        if len(pictures) > 1:
            await _reply(message, which(message, pictures, locale))
            return
        catalog = self._catalog(request, locale)
        await _reply(message, which_style(message, 0, unknown.closest, catalog))

    async def _refuse(self, message: discord.Message, refusal: RefusalError, locale: str) -> None:
        self._bot.dispatch(REFUSED, refusal.key)
        if not self._rate_limit.may_say(message.author.id, refusal.key):
            return
        said = texts.say(locale, refusal.key, **refusal.values)
        try:
            await _reply(message, layout.sentence(said).view)
        except discord.HTTPException as error:
            _log.info("a member could not be told (%d, %d)", error.status, error.code)


async def _reply(message: discord.Message, view: ui.LayoutView) -> discord.Message:
    none = discord.AllowedMentions.none()
    if not _may(message, "read_message_history"):  # which Discord wants of those who reply
        return await message.channel.send(view=view, allowed_mentions=none)
    reference = message.to_reference(fail_if_not_exists=False)
    return await message.channel.send(view=view, reference=reference, allowed_mentions=none)


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
