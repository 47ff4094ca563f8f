"""The commands `/history` and `/favourites`, one picture a page, for one's own eyes."""

import secrets
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import DeepStyle
from bot.database.jobs import result_of
from bot.database.models import Favourite, Job
from bot.delivery import job_messages, result_buttons
from bot.delivery.result_buttons import ResultAction, ResultPress
from bot.errors import RefusalError
from bot.exts.history import _pages
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.jobs.job_request import JobRequest, stored_content
from bot.recipe import SEEDS
from bot.services import Services
from bot.styles import recipe_text
from bot.ui import layout
from bot.ui.errors import answer
from bot.ui.layout import Post

_Interaction = discord.Interaction[DeepStyle]

_MOST_FAVOURITES = 200


class History(commands.Cog):
    """Show members what they have made and what they liked."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.handlers = {
            ResultAction.STAR: self._star,
            ResultAction.HISTORY: self._turn_history,
            ResultAction.FAVOURITES: self._turn_favourites,
            ResultAction.AGAIN: self._paint_again,
            ResultAction.UNSTAR: self._unstar,
        }

    @app_commands.command(
        name=localised("command-history-name"), description=localised("command-history-description")
    )
    async def history(self, interaction: _Interaction) -> None:
        """Show one's newest picture, and the way to the older ones."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show(interaction, await self._history_page(interaction, 0))

    @app_commands.command(
        name=localised("command-favourites-name"),
        description=localised("command-favourites-description"),
    )
    async def favourites(self, interaction: _Interaction) -> None:
        """Show one's newest favourite, and the way to the older ones."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show(interaction, await self._favourites_page(interaction, 0))

    async def _star(self, interaction: _Interaction, press: ResultPress) -> None:
        job = await self._job(interaction, press)
        if await self._services.favourites.count(interaction.user.id) >= _MOST_FAVOURITES:
            raise RefusalError("too-many-favourites", most=_MOST_FAVOURITES)
        await self._services.favourites.add(interaction.user.id, job)
        await answer(interaction, texts.say(str(interaction.locale), "favourite-added"))

    async def _unstar(self, interaction: _Interaction, press: ResultPress) -> None:
        await self._services.favourites.remove(interaction.user.id, press.job_id)
        await self._turn_favourites(interaction, press)

    async def _paint_again(self, interaction: _Interaction, press: ResultPress) -> None:
        job = await self._job(interaction, press)
        recipe = replace(job.recipe, seed=secrets.randbelow(SEEDS))
        request = JobRequest(content=stored_content(job), recipe=recipe, made_from=job.id)
        await self._services.job_service.take(interaction, request)

    async def _turn_history(self, interaction: _Interaction, press: ResultPress) -> None:
        await interaction.response.defer()
        await self._show(interaction, await self._history_page(interaction, press.page))

    async def _turn_favourites(self, interaction: _Interaction, press: ResultPress) -> None:
        await interaction.response.defer()
        await self._show(interaction, await self._favourites_page(interaction, press.page))

    async def _job(self, interaction: _Interaction, press: ResultPress) -> Job:
        assert interaction.channel_id is not None
        return await self._services.jobs.result(press.job_id, interaction.channel_id)

    async def _history_page(self, interaction: _Interaction, page: int) -> Post:
        assert interaction.channel_id is not None
        locale, user = str(interaction.locale), interaction.user.id
        job, total = await self._services.jobs.results_of(user, interaction.channel_id, page)
        if job is None:
            return layout.sentence(texts.say(locale, "history-empty"))
        turns = result_buttons.turning(ResultAction.HISTORY, page, total, locale)
        place = texts.say(locale, "history-title", number=page + 1, total=total)
        files = await _pages.files_of(self._services.pictures, job, interaction.filesize_limit)
        row = _pages.row(turns, job, locale)
        return layout.pictures(
            f"### {place}\n{job_messages.caption(job, result_of(job))}",
            files,
            *result_buttons.rows(job),
            row,
        )

    async def _favourites_page(self, interaction: _Interaction, page: int) -> Post:
        assert interaction.channel_id is not None
        locale, user = str(interaction.locale), interaction.user.id
        found, total = await self._services.favourites.of(user, interaction.channel_id, page)
        if found is None and page > 0:  # the last of them was removed
            return await self._favourites_page(interaction, page - 1)
        if found is None:
            return layout.sentence(texts.say(locale, "favourites-empty"))
        favourite, job = found
        place = texts.say(locale, "favourites-title", number=page + 1, total=total)
        name = f"**{job_messages.style_name(job)}**\n" if job is not None else ""
        text = f"### {place}\n{name}```\n{recipe_text.write(favourite.recipe, locale)}\n```"
        files = await _pages.files_of(self._services.pictures, job, interaction.filesize_limit)
        controls = self._controls(favourite, job, page, total, locale)
        return layout.pictures(text, files, *controls)

    def _controls(
        self, favourite: Favourite, job: Job | None, page: int, total: int, locale: str
    ) -> list[ui.ActionRow[Any]]:
        again = result_buttons.ResultButton(
            ResultPress(ResultAction.AGAIN, favourite.job_id),
            texts.say(locale, "way-again"),
            emoji="🎨",
        )
        remove = result_buttons.ResultButton(
            ResultPress(ResultAction.UNSTAR, favourite.job_id, page),
            texts.say(locale, "way-unstar"),
            emoji="🗑️",
        )
        first = [again, remove] if job is not None else [remove]
        turns = result_buttons.turning(ResultAction.FAVOURITES, page, total, locale)
        rows = [ui.ActionRow[Any](*first)]
        if turns or job is not None:
            rows.append(_pages.row(turns, job, locale))
        return rows

    async def _show(self, interaction: _Interaction, post: Post) -> None:
        await interaction.edit_original_response(view=post.view, attachments=post.files)
