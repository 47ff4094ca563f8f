"""Challenges, entries and jobs for tests of their books."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.database.challenges.models import Ballot, Challenge, Subject
from bot.database.models import Job
from tests.bot.conftest import RECIPE

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
GUILD = 77


def challenge(**values: Any) -> Challenge:
    """Return a challenge that opens at `START`, closes two days later and ends after one more."""
    plain: dict[str, Any] = {
        "id": "challenge",
        "guild_id": GUILD,
        "channel_id": 5,
        "in_forum": False,
        "nsfw": False,
        "creator_user_id": 9,
        "locale": "en-US",
        "title": "Waves",
        "theme": "",
        "preset": None,
        "style_picture": None,
        "style_name": None,
        "surprise": False,
        "subject": Subject.ANY,
        "photo": None,
        "ballot": Ballot.HEARTS,
        "per_member": 2,
        "anonymous": True,
        "roles": [],
        "account_days": 0,
        "member_days": 0,
        "prize_role_id": None,
        "prize_days": 7,
        "wants_event": False,
        "created_at": START - timedelta(hours=1),
        "opens_at": START,
        "closes_at": START + timedelta(days=2),
        "ends_at": START + timedelta(days=3),
    }
    return Challenge(**plain | values)


def job(job_id: str, member: int, content: str = "c" * 64) -> Job:
    """Return a job whose answer is an ordinary message."""
    return Job(
        id=job_id,
        user_id=member,
        channel_id=5,
        guild_id=GUILD,
        nsfw=False,
        message_id=1,
        interaction_token=None,
        token_ends_at=None,
        locale="en",
        max_bytes=1,
        spoiler=False,
        description=None,
        content=content,
        recipe=RECIPE,
        made_from=None,
        created_at=START,
    )
