"""Which of several pictures is meant, where a command takes the newest of its channel.

The question shows the recipe, which is read from there again: so it is answered after a restart.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import discord
from discord import ui

from bot.client import DeepStyle, catalog_at
from bot.errors import RefusalError
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture
from bot.intake.picker import demand_pictures
from bot.intake.purpose import PicturePurpose
from bot.jobs.job_request import JobRequest
from bot.recipe import Recipe
from bot.styles import recipe_text
from bot.styles.catalog import StyleCatalog
from bot.ui.persistent import PersistentItem
from bot.ui.picture_choice import question_of

_SMALL = "-# "
# Questions that are answered; whoever presses twice gets one picture.
_answered: deque[int] = deque(maxlen=1000)


class WhichNewestControl(PersistentItem, template=r"newest:(\d{15,20})"):
    """A select for whoever used the command."""

    prefix: ClassVar[str] = "newest"

    async def use(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Paint the picture that was chosen, in the message that asks."""
        bot: DeepStyle = interaction.client
        question = interaction.message
        assert question is not None
        if interaction.user.id != int(self.words[0]):
            raise RefusalError("which-not-yours")
        if question.id in _answered:
            await interaction.response.defer()
            return
        shown = demand_pictures(question, PicturePurpose.CONTENT)
        number = min(int(self.choice or 0), len(shown) - 1)
        content = shown[number]
        counted = texts.say(str(interaction.locale), "panel-picture", number=number + 1)
        if content.description == counted:
            content = replace(content, description=None)
        recipe = _recipe_in(question, catalog_at(interaction))
        _answered.append(question.id)
        try:
            request = JobRequest(content=content, recipe=recipe, trusted=True)
            await bot.services.job_service.take_here(interaction, request)
        except RefusalError:
            _answered.remove(question.id)
            raise


def question(
    user_id: int, locale: str, pictures: Sequence[DeclaredPicture], recipe: Recipe
) -> ui.LayoutView:
    """Return the question which of some pictures is to be painted by a recipe."""
    return question_of(
        pictures,
        locale,
        lambda select: WhichNewestControl(select, str(user_id)),
        ui.TextDisplay[ui.LayoutView](_SMALL + recipe_text.write(recipe, locale)),
    )


def _recipe_in(question: discord.Message, catalog: StyleCatalog) -> Recipe:
    """Return the recipe that a question shows. Raises RefusalError."""
    shown = ui.LayoutView.from_message(question, timeout=None).walk_children()
    written = [item.content for item in shown if isinstance(item, ui.TextDisplay)]
    recipe = recipe_text.read(written[-1].removeprefix(_SMALL), catalog)
    titles = {own.picture: own.name for own in catalog.own}
    styles = (replace(s, title=titles.get(s.picture or "")) for s in recipe.styles)
    return replace(recipe, styles=tuple(styles))
