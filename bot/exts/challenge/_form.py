"""The form that a newcomer fills in: five questions, all answered but for the title."""

from dataclasses import replace

import discord
from discord import ui

from bot.client import catalog_at
from bot.database.challenges.models import LONGEST_THEME, LONGEST_TITLE
from bot.discord_limits import MOST_CHOICES
from bot.exts.challenge._create import FREE, SURPRISE, ChallengeForm, plan
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts
from bot.styles.catalog import option_of
from bot.ui.errors import answer
from bot.ui.form import Form

_LONGEST_TIME = 100


class PlanModal(Form):
    """Asks what the challenge is about, in which style, and until when."""

    def __init__(self, interaction: Interaction, wishes: ChallengeForm) -> None:
        locale = str(interaction.locale)
        super().__init__(texts.say(locale, "challenge-form"))
        self._wishes = wishes
        self._title: ui.TextInput[ui.Modal] = ui.TextInput(
            max_length=LONGEST_TITLE, placeholder=texts.say(locale, "challenge-form-title-example")
        )
        self._theme: ui.TextInput[ui.Modal] = ui.TextInput(
            style=discord.TextStyle.paragraph,
            max_length=LONGEST_THEME,
            required=False,
            default=wishes.theme or None,
        )
        self._style: ui.Select[ui.Modal] = ui.Select(
            options=_styles(interaction, wishes.style, locale)
        )
        self._closes = _moment(wishes.closes or texts.say(locale, "challenge-form-closes-default"))
        self._ends = _moment(wishes.ends or texts.say(locale, "challenge-form-ends-default"))
        for key, component in (
            ("title", self._title),
            ("theme", self._theme),
            ("style", self._style),
            ("closes", self._closes),
            ("ends", self._ends),
        ):
            label = texts.say(locale, f"challenge-form-{key}")
            self.add_item(ui.Label[ui.Modal](text=label, component=component))

    async def on_submit(self, interaction: Interaction) -> None:
        """Write the challenge down."""
        wishes = replace(
            self._wishes,
            title=self._title.value,
            theme=self._theme.value,
            style=self._style.values[0],
            closes=self._closes.value,
            ends=self._ends.value,
        )
        await create(interaction, wishes)


async def create(interaction: Interaction, wishes: ChallengeForm) -> None:
    """Make a challenge and say where it is announced. Raises RefusalError."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    challenge = await plan(interaction, wishes)
    key = "challenge-created-weekly" if wishes.weekly else "challenge-created"
    channel = f"<#{challenge.channel_id}>"
    await answer(interaction, texts.say(str(interaction.locale), key, channel=channel))


def _moment(text: str) -> "ui.TextInput[ui.Modal]":
    return ui.TextInput(default=text, max_length=_LONGEST_TIME)


def _styles(interaction: Interaction, chosen: str, locale: str) -> list[discord.SelectOption]:
    options = [
        discord.SelectOption(label=texts.say(locale, key), value=value, emoji=emoji)
        for key, value, emoji in (
            ("challenge-style-surprise", SURPRISE, "🎁"),
            ("challenge-style-free", FREE, "🕊️"),
        )
    ]
    options += [option_of(style, locale) for style in catalog_at(interaction).search("")]
    options = options[:MOST_CHOICES]
    for option in options:
        option.default = option.value == chosen
    return options
