"""How a job looks in Discord: one container whose content changes from the line to the result."""

import io
from typing import Any

import discord
from discord import ui

from bot.database.jobs import Result
from bot.database.models import Job
from bot.delivery import result_buttons
from bot.delivery.job_buttons import JobAction, JobButton, JobPress
from bot.delivery.states import Painting, Waiting
from bot.discord_limits import LONGEST_ALT_TEXT
from bot.i18n import texts
from bot.recipe import WeightedStyle
from bot.styles import moods
from bot.styles.presets import preset_name
from bot.styles.recipe_text import manner
from bot.ui import layout
from styletransfer import presets
from styletransfer.worker.protocol import Painted

_BAR_CELLS = 16
# By then the painting shows more than its draft does; the previews before are small and blurred.
_OVERTAKEN = 0.5
_MINUTE = 60


def status(job: Job, state: Waiting | Painting, draft: Painted | None = None) -> layout.Post:
    """Return how far a job is, with a button to cancel it.

    Until the painting has overtaken its draft that is shown, with a button to take it.
    """
    cancel = texts.say(job.locale, "cancel-button")
    buttons = ui.ActionRow[Any](JobButton(JobPress(JobAction.CANCEL, job.id), cancel))
    pictures: tuple[ui.Item[Any], ...] = ()
    files: tuple[discord.File, ...] = ()
    overtaken = isinstance(state, Painting) and state.preview and state.fraction >= _OVERTAKEN
    if draft is not None and not overtaken:
        take = texts.say(job.locale, "draft-button")
        buttons.add_item(JobButton(JobPress(JobAction.TAKE_DRAFT, job.id), take))
        files = (_shown(job, draft.picture, f"draft.{draft.extension}"),)
        said = texts.say(job.locale, "draft-shown")
        pictures = (layout.gallery(*files), ui.TextDisplay[ui.LayoutView](f"-# {said}"))
    if isinstance(state, Waiting):
        head = _headed(texts.say(job.locale, "waiting-title"), _place(job, state))
        return layout.post(head, *pictures, buttons, colour=layout.GREY, files=files)
    key = "dreaming-title" if job.recipe.dream else "painting-title"
    title = texts.say(job.locale, key, style=_written(job))
    progress = ui.TextDisplay[ui.LayoutView](f"`{_bar(state.fraction)}` {_time_left(job, state)}")
    if state.preview is not None and (overtaken or draft is None):
        files = (_shown(job, state.preview, "preview.jpg"),)
        pictures = (layout.gallery(*files),)
    return layout.post(
        _headed(title), *pictures, progress, buttons, colour=layout.GOLD, files=files
    )


def _shown(job: Job, picture: bytes, name: str) -> discord.File:
    return discord.File(io.BytesIO(picture), name, spoiler=job.spoiler, description=alt_text(job))


def result(job: Job, painted: Result, picture: bytes, *, mention: bool) -> layout.Post:
    """Return the finished picture with its recipe; `mention` its member where nobody looks."""
    file = result_file(job, painted.extension, picture)
    private = texts.say(job.locale, "entry-for-you-alone") if job.private else ""
    under = ui.TextDisplay[ui.LayoutView](f"{caption(job, painted)}\n{private}".strip())
    items = (layout.gallery(file), under, *result_buttons.rows(job))
    if not mention:
        return layout.post(*items, colour=layout.GOLD, files=(file,))
    call = ui.TextDisplay[ui.LayoutView](
        texts.say(job.locale, "result-for", member=f"<@{job.user_id}>")
    )
    return layout.post(call, *items, colour=layout.GOLD, files=(file,))


def caption(job: Job, painted: Result) -> str:
    """Return what stands under a finished picture."""
    return f"**{style_name(job)}**\n-# {_recipe(job, painted)}"


def result_file(job: Job, extension: str, picture: bytes) -> discord.File:
    """Return the finished picture as a file to send."""
    first = job.recipe.styles[0]
    name = f"{first.preset or first.mood or 'deepstyle'}.{extension}"
    return discord.File(io.BytesIO(picture), name, spoiler=job.spoiler, description=alt_text(job))


def style_name(job: Job) -> str:
    """Return the styles of a job as its member reads them."""
    if job.recipe.dream:
        return texts.say(job.locale, "dream-of", style=_written(job))
    return _written(job)


def shows_result(message: discord.Message, job: Job) -> bool:
    """Say whether a message is as `result` makes it: with the ways on from this job."""
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = [item.custom_id for item in items if isinstance(item, ui.Button)]
    way_on = result_buttons.ResultPress(result_buttons.ResultAction.OTHER, job.id)
    return f"{result_buttons.ResultButton.prefix}:{way_on.custom_id}" in ids


def alt_text(job: Job) -> str:
    """Return what a picture of this job shows, for those who do not see it."""
    style, dream = _subject(job), job.recipe.dream
    if job.description is None:
        return texts.say(job.locale, "dream-alt-text" if dream else "alt-text", style=style)
    key = "dream-alt-text-of" if dream else "alt-text-of"
    said = texts.say(job.locale, key, style=style, original=job.description)
    return said[:LONGEST_ALT_TEXT]


def _written(job: Job) -> str:
    """Return the subject of a job for where Discord takes marks in names for formatting."""
    return discord.utils.escape_markdown(_subject(job))


def _subject(job: Job) -> str:
    """Return what a job paints like, or dreams of."""

    def name(style: WeightedStyle) -> str:
        if style.preset is not None:
            return preset_name(presets.find(style.preset), job.locale)
        if style.mood is not None:
            return moods.title(moods.find(style.mood), job.locale)
        return style.title or texts.say(job.locale, "style-own")

    return " + ".join(name(style) for style in job.recipe.styles)


def _headed(title: str, text: str = "") -> ui.TextDisplay[ui.LayoutView]:
    return ui.TextDisplay(f"### {title}\n{text}".strip())


def _place(job: Job, state: Waiting) -> str:
    if state.ahead == 0:
        place = texts.say(job.locale, "waiting-next")
    else:
        place = texts.say(job.locale, "waiting-ahead", ahead=state.ahead)
    if state.ready_at is None:
        return place
    # Discord's clients count such a moment down by themselves, without an edit a minute.
    when = discord.utils.format_dt(state.ready_at, "R")
    ready = texts.say(job.locale, "waiting-ready", when=when)
    return f"{place} {ready}"


def _bar(fraction: float) -> str:
    filled = round(min(1.0, max(0.0, fraction)) * _BAR_CELLS)
    return "█" * filled + "░" * (_BAR_CELLS - filled)


def _time_left(job: Job, state: Painting) -> str:
    if state.fraction == 0:
        return texts.say(job.locale, "painting-begins")
    seconds = max(1, round(state.seconds_left))
    if seconds < _MINUTE:
        return texts.say(job.locale, "painting-seconds-left", seconds=seconds)
    return texts.say(job.locale, "painting-minutes-left", minutes=round(seconds / _MINUTE))


def _recipe(job: Job, painted: Result) -> str:
    say = texts.say
    # As strings: Fluent would group the digits of numbers.
    parts = [
        *manner(job.recipe, job.locale),
        say(job.locale, "recipe-size", width=str(painted.width), height=str(painted.height)),
    ]
    return " · ".join(parts)
