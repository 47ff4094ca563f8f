"""The buttons and selects below a result. They outlive the process.

Their ids name the action and the job, nothing else; the handlers in `bot.exts` do the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.database.models import Job
from bot.i18n import texts
from bot.recipe import Quality
from bot.ui.pagination import page_buttons
from bot.ui.persistent import ActionButton, PersistentItem


class ResultAction(StrEnum):
    """What a press asks for."""

    OTHER = "other"
    STRONGER = "stronger"
    WEAKER = "weaker"
    BRUSH = "brush"
    MORE = "more"
    COLORS = "colors"
    FACES = "faces"
    BIGGER = "bigger"
    BLEND = "blend"
    COMPARE = "compare"
    RECIPE = "recipe"
    STAR = "star"
    DELETE = "delete"
    HISTORY = "history"
    FAVOURITES = "favourites"
    AGAIN = "again"
    UNSTAR = "unstar"
    ENTER = "enter"
    PAINT = "paint"


@dataclass(frozen=True, slots=True)
class ResultPress:
    """An action, the job it sets out from, the page it is on, and what was chosen in a select."""

    action: ResultAction
    job_id: str = ""
    page: int = 0
    values: tuple[str, ...] = ()

    @property
    def custom_id(self) -> str:
        """The id by which Discord hands it back."""
        return f"{self.action}:{self.job_id}:{self.page}"


_ACTIONS = "|".join(ResultAction)
_ID = rf"(?P<action>{_ACTIONS}):(?P<job>[\w-]{{0,22}}):(?P<page>\d{{1,6}})"


class ResultButton(ActionButton, template=f"on:{_ID}"):
    """A button that leads on."""

    prefix: ClassVar[str] = "on"

    @staticmethod
    def press_of(match: re.Match[str]) -> ResultPress:
        """Return the press that an id stands for."""
        return ResultPress(ResultAction(match["action"]), match["job"], int(match["page"]))


class ResultSelect(PersistentItem, template=f"choose:{_ID}"):
    """A select that leads on."""

    prefix: ClassVar[str] = "choose"

    def __init__(
        self,
        press: ResultPress,
        options: Sequence[discord.SelectOption],
        *,
        placeholder: str | None = None,
        most: int = 1,
    ) -> None:
        super().__init__(
            ui.Select(options=list(options), placeholder=placeholder, max_values=most),
            press.custom_id,
        )
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the select in which something was chosen."""
        return cls(
            ResultButton.press_of(match), item.options if isinstance(item, ui.Select) else ()
        )

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was chosen, or the action with what was chosen; raises RefusalError."""
        assert isinstance(self.item, ui.Select)
        press, values = self._press, tuple(self.item.values)
        if press.action is ResultAction.MORE:
            chosen = ResultPress(ResultAction(values[0]), press.job_id)
        else:
            chosen = ResultPress(press.action, press.job_id, press.page, values)
        await interaction.client.action_handlers.handle(interaction, chosen)


def rows(job: Job) -> tuple[ui.ActionRow[Any], ui.ActionRow[Any]]:
    """Return the ways on from a result: four at hand, the others in a select."""

    def say(key: str) -> str:
        return texts.say(job.locale, key)

    dream = job.recipe.dream
    other, brush = ("way-mood", "way-dream") if dream else ("way-other", "way-brush")
    buttons = [
        ResultButton(ResultPress(ResultAction.OTHER, job.id), say(other), emoji="🎨"),
        ResultButton(ResultPress(ResultAction.STRONGER, job.id), say("way-stronger")),
        ResultButton(ResultPress(ResultAction.WEAKER, job.id), say("way-weaker")),
        ResultButton(ResultPress(ResultAction.BRUSH, job.id), say(brush), emoji="🎲"),
    ]
    colors = "way-style-colors" if job.recipe.keep_colors else "way-keep-colors"
    faces = "way-keep-faces" if job.recipe.paint_faces else "way-paint-faces"
    of_styles = [
        _option(ResultAction.COLORS, say(colors), "🌈"),
        _option(ResultAction.BLEND, say("way-blend"), "🧪"),
    ]
    if job.recipe.quality is Quality.DRAFT:
        # Another brush is what a draft has not, and it takes no notice of faces.
        buttons[-1] = ResultButton(
            ResultPress(ResultAction.PAINT, job.id), say("way-paint"), emoji="🖼️"
        )
    else:
        of_styles.insert(1, _option(ResultAction.FACES, say(faces), "🙂"))
    options = [
        _option(ResultAction.BIGGER, say("way-bigger"), "🔍"),
        *(() if dream else of_styles),
        _option(ResultAction.COMPARE, say("way-compare"), "🌓"),
        _option(ResultAction.RECIPE, say("way-recipe"), "📜"),
        _option(ResultAction.STAR, say("way-star"), "⭐"),
        *((_option(ResultAction.ENTER, say("way-enter"), "🏆"),) if job.guild_id else ()),
        _option(ResultAction.DELETE, say("way-delete"), "🗑️"),
    ]
    more = ResultSelect(
        ResultPress(ResultAction.MORE, job.id), options, placeholder=say("way-more")
    )
    return ui.ActionRow[Any](*buttons), ui.ActionRow[Any](more)


def turning(
    way: ResultAction, page: int, pages: int, locale: str, job_id: str = ""
) -> list[ResultButton]:
    """Return the buttons to the pages before and after one; `page` counts from 0."""
    return page_buttons(
        page, pages, locale, lambda to, label: ResultButton(ResultPress(way, job_id, to), label)
    )


def _option(way: ResultAction, label: str, emoji: str) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=way, emoji=emoji)
