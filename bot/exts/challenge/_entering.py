"""Entering: by the button of a challenge, which paints straight into it, or with a result."""

from typing import Any

import discord
from discord import ui

from bot.challenges import messages
from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress
from bot.challenges.eligibility import check_member, check_open, fits
from bot.client import catalog_at
from bot.database.challenges.models import Challenge, Phase, Subject
from bot.database.models import Job
from bot.discord_limits import LONGEST_LABEL, MOST_BUTTONS, MOST_CHOICES
from bot.errors import RefusalError
from bot.exts.challenge import _pages
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture, from_attachment, from_avatar
from bot.intake.purpose import PicturePurpose
from bot.jobs.job_request import ChallengeEntry, JobRequest, StoredPicture
from bot.recipe import Recipe, WeightedStyle
from bot.styles.catalog import option_of
from bot.ui.errors import answer
from bot.ui.form import Form


async def enter(interaction: Interaction, press: ChallengePress) -> None:
    """Take what is to be painted for a challenge; `press.entry_id` is what it replaces."""
    challenge = await enterable(interaction, press.challenge_id)
    replaced = press.entry_id or None
    await _check_room(interaction, challenge, replaced)
    is_free = challenge.preset is None and challenge.style_picture is None
    if challenge.subject is Subject.ANY or is_free:
        await interaction.response.send_modal(EntryModal(interaction, challenge, replaced, is_free))
    else:
        recipe = _recipe(interaction, challenge, None)
        await _paint(interaction, challenge, _subject(interaction, challenge), recipe, replaced)


async def enterable(interaction: Interaction, challenge_id: str) -> Challenge:
    """Return a challenge that a member may enter now. Raises RefusalError."""
    repositories = interaction.client.services.challenges
    challenge = await repositories.challenges.here(challenge_id, interaction.guild_id)
    check_open(challenge, repositories.clock.now())
    check_member(challenge, interaction.user, repositories.clock.now())
    return challenge


async def offer_places(interaction: Interaction, job: Job) -> None:
    """Enter with a result, after asking where if there is a choice. Raises RefusalError."""
    assert interaction.guild_id is not None
    if job.user_id != interaction.user.id:
        raise RefusalError("entry-not-yours")
    repositories, locale = interaction.client.services.challenges, str(interaction.locale)
    running = await repositories.challenges.of(interaction.guild_id, Phase.OPEN)
    if not running:
        raise RefusalError("entry-no-challenge")
    fitting = [challenge for challenge in running if fits(challenge, job)]
    if not fitting:
        raise RefusalError("entry-fits-nowhere")
    places: list[tuple[ChallengePress, str]] = []
    for challenge in fitting:
        title = challenge.title
        mine = await repositories.entries.of_member(challenge.id, interaction.user.id)
        if len(mine) < challenge.per_member:
            label = texts.say(locale, "entry-place-new", title=title)
            places.append(
                (ChallengePress(ChallengeAction.PLACE, challenge.id, value=job.id), label)
            )
        places += [
            (
                ChallengePress(ChallengeAction.PLACE, challenge.id, entry.id, value=job.id),
                texts.say(locale, "entry-place-instead", number=entry.slot, title=title),
            )
            for entry in mine
        ]
    if len(places) == 1 and not places[0][0].entry_id:
        await place(interaction, places[0][0], job)
        return
    rows = [
        ui.ActionRow[Any](ChallengeButton(press, label[:LONGEST_LABEL]))
        for press, label in places[:MOST_BUTTONS]
    ]
    text = ui.TextDisplay[ui.LayoutView](texts.say(locale, "entry-place-which"))
    await interaction.response.send_message(view=_pages.layout(text, *rows), ephemeral=True)


async def place(interaction: Interaction, press: ChallengePress, job: Job) -> None:
    """Enter with a result in a place that was chosen. Raises RefusalError."""
    if job.user_id != interaction.user.id:
        raise RefusalError("entry-not-yours")
    challenge = await enterable(interaction, press.challenge_id)
    if not fits(challenge, job):
        raise RefusalError("entry-fits-nowhere")
    bot = interaction.client
    now = bot.services.challenges.clock.now()
    await interaction.response.defer(ephemeral=True, thinking=True)
    # While a member has their pictures deleted, for seconds perhaps, no entry begins to need one.
    async with bot.services.pictures.lock:
        if job.result is None or not await bot.services.pictures.touch(job.result):
            raise RefusalError("result-kept-no-more")
        await bot.services.challenges.entries.enter(challenge.id, job, now, press.entry_id or None)
    bot.services.challenge_scheduler.changed(challenge.id)
    title = messages.title_of(challenge)
    await answer(interaction, texts.say(str(interaction.locale), "entry-entered", title=title))


class EntryModal(Form):
    """Asks for the photo, and where the style is free for that too."""

    def __init__(
        self, interaction: Interaction, challenge: Challenge, replaced: str | None, is_free: bool
    ) -> None:
        locale = str(interaction.locale)
        super().__init__(texts.say(locale, "entry-modal-title"))
        self._challenge = challenge
        self._replaced = replaced
        self._file: ui.FileUpload[ui.Modal] | None = None
        self._style: ui.Select[ui.Modal] | None = None
        if challenge.subject is Subject.ANY:
            self._file = ui.FileUpload()
            label = texts.say(locale, "entry-modal-photo")
            self.add_item(ui.Label(text=label, component=self._file))
        if is_free:
            self._style = ui.Select(options=_styles(interaction))
            label = texts.say(locale, "entry-modal-style")
            self.add_item(ui.Label(text=label, component=self._style))

    async def on_submit(self, interaction: Interaction) -> None:
        """Paint, if entries are still taken."""
        challenge = await enterable(interaction, self._challenge.id)
        await _check_room(interaction, challenge, self._replaced)
        if self._file is not None:
            content = from_attachment(self._file.values[0], PicturePurpose.CONTENT)
        else:
            content = _subject(interaction, challenge)
        recipe = _recipe(interaction, challenge, self._style.values[0] if self._style else None)
        await _paint(interaction, challenge, content, recipe, self._replaced)


async def _check_room(interaction: Interaction, challenge: Challenge, replaced: str | None) -> None:
    """Raise RefusalError if a member has as many entries as they may, or nothing to replace."""
    mine = await interaction.client.services.challenges.entries.of_member(
        challenge.id, interaction.user.id
    )
    if replaced is not None:
        if all(entry.id != replaced for entry in mine):
            raise RefusalError("entry-gone")
    elif len(mine) >= challenge.per_member:
        raise RefusalError("entry-no-more", most=challenge.per_member)


def _subject(interaction: Interaction, challenge: Challenge) -> DeclaredPicture | StoredPicture:
    if challenge.photo is not None:
        return StoredPicture(challenge.photo, spoiler=False, description=None, nsfw=challenge.nsfw)
    return from_avatar(interaction.user, PicturePurpose.CONTENT)


def _recipe(interaction: Interaction, challenge: Challenge, chosen: str | None) -> Recipe:
    catalog = catalog_at(interaction)
    if chosen is not None:
        return catalog.recipe(catalog.find(chosen))
    style = WeightedStyle(
        preset=challenge.preset, picture=challenge.style_picture, title=challenge.style_name
    )
    return catalog.recipe(style)


async def _paint(
    interaction: Interaction,
    challenge: Challenge,
    content: DeclaredPicture | StoredPicture,
    recipe: Recipe,
    replaced: str | None,
) -> None:
    entering = ChallengeEntry(challenge.id, replaced)
    request = JobRequest(content=content, recipe=recipe, entering=entering)
    await interaction.client.services.job_service.take(interaction, request)


def _styles(interaction: Interaction) -> list[discord.SelectOption]:
    catalog = catalog_at(interaction)
    return [option_of(style, catalog.locale) for style in catalog.search("")[:MOST_CHOICES]]
