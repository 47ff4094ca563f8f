"""How the options of `/challenge create` are called, and what they offer."""

from typing import Any

from discord import app_commands

from bot.database.challenge_models import Ballot, Subject
from bot.localised import localised

_NAMES = (
    "title",
    "theme",
    "style",
    "subject",
    "photo",
    "opens",
    "closes",
    "ends",
    "voting",
    "entries",
    "anonymous",
    "channel",
    "role",
    "account_days",
    "member_days",
    "prize",
    "prize_days",
    "event",
    "weekly",
)

SUBJECTS = [
    app_commands.Choice(name=localised(f"challenge-subject-{one}"), value=one.value)
    for one in Subject
]
BALLOTS = [
    app_commands.Choice(name=localised(f"challenge-voting-{one}"), value=one.value)
    for one in Ballot
]


def named(*names: str) -> dict[str, Any]:
    """Return the names of options in every language."""
    return {name: localised(f"option-challenge-{_key(name)}-name") for name in names or _NAMES}


def described(*names: str) -> dict[str, Any]:
    """Return what options are for in every language."""
    return {
        name: localised(f"option-challenge-{_key(name)}-description") for name in names or _NAMES
    }


def _key(name: str) -> str:
    return name.replace("_", "-")
