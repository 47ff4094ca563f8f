"""What happens when a button under a result is pressed."""

import io
import logging

import discord
from discord.ext import commands

from bot.client import DeepStyle, catalog_at
from bot.database.models import Job
from bot.delivery import job_messages
from bot.delivery.result_buttons import ResultAction, ResultPress
from bot.discord_limits import LONGEST_ALT_TEXT
from bot.errors import RefusalError
from bot.exts.result_actions import _recipes, _styles
from bot.i18n import texts
from bot.intake import kinds
from bot.jobs.job_request import JobRequest, stored_content
from bot.recipe import Recipe
from bot.styles import moods, recipe_text
from bot.ui import layout
from bot.ui.errors import answer
from bot.ui.persistent import Handler

_log = logging.getLogger(__name__)

_Interaction = discord.Interaction[DeepStyle]


class ResultActions(commands.Cog):
    """Lead on from a result."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot, self._services = bot, bot.services
        self._actions = {
            **dict.fromkeys(_recipes.REPAINTING, self._change),
            ResultAction.OTHER: self._other,
            ResultAction.BLEND: self._blend,
            ResultAction.COMPARE: self._compare,
            ResultAction.RECIPE: self._show_recipe,
            ResultAction.DELETE: self._delete,
        }

    @property
    def handlers(self) -> dict[ResultAction, Handler]:
        """What is done for each action."""
        return dict.fromkeys(self._actions, self._act)

    async def _act(self, interaction: _Interaction, press: ResultPress) -> None:
        assert interaction.channel_id is not None
        job = await self._services.jobs.result(press.job_id, interaction.channel_id)
        await self._actions[press.action](interaction, press, job)

    async def _repaint(self, interaction: _Interaction, job: Job, recipe: Recipe) -> None:
        request = JobRequest(content=stored_content(job), recipe=recipe, made_from=job.id)
        await self._services.job_service.take(interaction, request)

    async def _change(self, interaction: _Interaction, press: ResultPress, job: Job) -> None:
        recipe = _recipes.changed(job.recipe, press.action, self._services.settings.max_size)
        await self._repaint(interaction, job, recipe)

    async def _other(self, interaction: _Interaction, press: ResultPress, job: Job) -> None:
        if job.recipe.dream:
            await self._other_mood(interaction, press, job)
        elif press.values:
            style = catalog_at(interaction).find(press.values[0])
            await self._repaint(interaction, job, _recipes.in_other_style(job.recipe, style))
        else:
            await _styles.ask_which(interaction, press, most=1)

    async def _other_mood(self, interaction: _Interaction, press: ResultPress, job: Job) -> None:
        if press.values:
            mood = moods.find(press.values[0])
            await self._repaint(interaction, job, _recipes.of_other_mood(job.recipe, mood.name))
        else:
            await _styles.offer_moods(interaction, press)

    async def _blend(self, interaction: _Interaction, press: ResultPress, job: Job) -> None:
        room = _recipes.room_for_styles(job.recipe)
        if press.values:
            catalog = catalog_at(interaction)
            added = [catalog.find(value) for value in press.values]
            await self._repaint(interaction, job, _recipes.blended(job.recipe, added))
        else:
            await _styles.ask_which(interaction, press, most=room)

    async def _show_recipe(self, interaction: _Interaction, _press: ResultPress, job: Job) -> None:
        locale = str(interaction.locale)
        hint = texts.say(locale, "recipe-hint")
        await answer(interaction, f"{hint}\n```\n{recipe_text.write(job.recipe, locale)}\n```")

    async def _compare(self, interaction: _Interaction, _press: ResultPress, job: Job) -> None:
        assert job.result is not None
        try:
            before = await self._services.pictures.read(job.content)
            after = await self._services.pictures.read(job.result)
        except FileNotFoundError as error:
            raise RefusalError("picture-kept-no-more") from error
        extension = kinds.shown_as(before[: kinds.HEAD_BYTES])
        if extension is None or max(len(before), len(after)) > interaction.filesize_limit:
            raise RefusalError("compare-impossible")
        locale = str(interaction.locale)
        original = job.description or texts.say(locale, "alt-text-before")
        files = (
            discord.File(
                io.BytesIO(before),
                f"before.{extension}",
                spoiler=job.spoiler,
                description=original[:LONGEST_ALT_TEXT],
            ),
            job_messages.result_file(job, job.result_extension or "", after),
        )
        post = layout.pictures(texts.say(locale, "compare-title"), files)
        await interaction.response.send_message(view=post.view, files=post.files, ephemeral=True)

    async def _delete(self, interaction: _Interaction, _press: ResultPress, job: Job) -> None:
        moderates = (
            interaction.guild_id is not None
            and interaction.guild_id == job.guild_id
            and interaction.permissions.manage_messages
        )
        if interaction.user.id != job.user_id and not moderates:
            raise RefusalError("delete-not-yours")
        await interaction.response.defer()
        async with self._services.pictures.lock:
            await self._services.pictures.remove(await self._services.jobs.remove(job.id))
        _log.info("deleted by %d", interaction.user.id, extra={"job": job.id})
        if interaction.user.id != job.user_id:
            self._services.mod_log.tell(
                interaction.guild_id,
                "log-deleted",
                moderator=interaction.user.mention,
                member=f"<@{job.user_id}>",
            )
        await self._delete_message(interaction, job)
        if interaction.message is not None and interaction.message.id != job.message_id:
            await answer(interaction, texts.say(str(interaction.locale), "picture-deleted"))

    async def _delete_message(self, interaction: _Interaction, job: Job) -> None:
        if interaction.message is not None and interaction.message.id == job.message_id:
            # By the interaction, since the bot need not be in this server.
            await interaction.delete_original_response()
            return
        channel = self._bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            await channel.get_partial_message(job.message_id).delete()
        except discord.HTTPException as error:
            _log.info("its message stays (%d)", error.status, extra={"job": job.id})
