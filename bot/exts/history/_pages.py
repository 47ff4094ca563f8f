"""What a page with a picture of an earlier day is made of."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.database.models import Job
from bot.delivery import job_messages
from bot.delivery.result_buttons import ResultButton
from bot.i18n import texts
from bot.storage.picture_store import PictureStore
from bot.ui.links import message_link


async def files_of(
    pictures: PictureStore, job: Job | None, max_bytes: int
) -> tuple[discord.File, ...]:
    """Return the result of a job as a file, or none if it is not kept or too large for here."""
    if job is None or job.result is None:
        return ()
    try:
        picture = await pictures.read(job.result)
    except FileNotFoundError:
        return ()
    return (
        (job_messages.result_file(job, job.result_extension or "", picture),)
        if len(picture) <= max_bytes
        else ()
    )


def row(turns: Sequence[ResultButton], job: Job | None, locale: str) -> ui.ActionRow[Any]:
    """Return the buttons to other pages, and the link to the message of a job."""
    links: list[ui.Button[ui.LayoutView]] = []
    if job is not None:
        address = message_link(job.guild_id, job.channel_id, job.message_id)
        links.append(ui.Button(label=texts.say(locale, "jump-link"), url=address))
    return ui.ActionRow[Any](*turns, *links)
