"""A button that is pressed twice in a moment is meant once."""

import time

import discord

_MOMENT_SECONDS = 3.0

_Press = tuple[int, int, str]


class RecentPresses:
    """Remembers the last moments' presses of buttons and choices of selects."""

    def __init__(self) -> None:
        self._pressed_at: dict[_Press, float] = {}

    def is_repeated(self, interaction: discord.Interaction) -> bool:
        """Say whether the same member has just done the same below the same message; note it."""
        if interaction.type is not discord.InteractionType.component or not interaction.message:
            return False
        now = time.monotonic()
        self._pressed_at = {
            press: at for press, at in self._pressed_at.items() if now - at < _MOMENT_SECONDS
        }
        data = interaction.data or {}
        what = f"{data.get('custom_id')} {data.get('values')}"
        press = (interaction.user.id, interaction.message.id, what)
        if press in self._pressed_at:
            return True
        self._pressed_at[press] = now
        return False
