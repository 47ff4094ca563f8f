"""What comes next in a series: the same challenge a week later, in the style whose turn it is."""

import secrets
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from bot.challenges.phases import beginning
from bot.database.challenges.challenges import ID_BYTES
from bot.database.challenges.models import Ballot, Challenge, Plan, Series, Subject

_WEEK = timedelta(weeks=1)


def begin(challenge: Challenge, presets: list[str], zone: ZoneInfo) -> Series:
    """Return the series that a challenge is the first of."""
    return Series(
        id=secrets.token_urlsafe(ID_BYTES),
        guild_id=challenge.guild_id,
        creator_user_id=challenge.creator_user_id,
        plan=cast("Plan", {name: getattr(challenge, name) for name in Plan.__annotations__}),
        presets=presets,
        edition=1,
        next_at=a_week_later(challenge.opens_at, zone),
        time_zone=zone.key,
        entry_seconds=round((challenge.closes_at - challenge.opens_at).total_seconds()),
        vote_seconds=round((challenge.ends_at - challenge.closes_at).total_seconds()),
    )


def a_week_later(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the same time of the same day of the next week, by the clocks of a time zone."""
    there = moment.astimezone(zone).replace(tzinfo=None) + _WEEK
    return there.replace(tzinfo=zone).astimezone(moment.tzinfo)


def next_edition(series: Series, now: datetime) -> tuple[Challenge, datetime]:
    """Return the challenge that is due, and when the one after it is; weeks missed are skipped."""
    assert series.next_at is not None
    zone = ZoneInfo(series.time_zone)
    opens_at, next_at = series.next_at, a_week_later(series.next_at, zone)
    while next_at <= now:
        opens_at, next_at = next_at, a_week_later(next_at, zone)
    closes_at = opens_at + timedelta(seconds=series.entry_seconds)
    preset = series.presets[series.edition % len(series.presets)] if series.presets else None
    plan = series.plan
    challenge = Challenge(
        id=secrets.token_urlsafe(ID_BYTES),
        guild_id=series.guild_id,
        creator_user_id=series.creator_user_id,
        preset=preset,
        created_at=now,
        opens_at=opens_at,
        closes_at=closes_at,
        ends_at=closes_at + timedelta(seconds=series.vote_seconds),
        series_id=series.id,
        channel_id=plan["channel_id"],
        in_forum=plan["in_forum"],
        nsfw=plan["nsfw"],
        locale=plan["locale"],
        title=plan["title"],
        theme=plan["theme"],
        style_picture=plan["style_picture"],
        style_name=plan["style_name"],
        surprise=plan["surprise"],
        subject=Subject(plan["subject"]),
        photo=plan["photo"],
        ballot=Ballot(plan["ballot"]),
        per_member=plan["per_member"],
        anonymous=plan["anonymous"],
        roles=plan["roles"],
        account_days=plan["account_days"],
        member_days=plan["member_days"],
        prize_role_id=plan["prize_role_id"],
        prize_days=plan["prize_days"],
        wants_event=plan["wants_event"],
    )
    challenge.phase = beginning(challenge, now)
    return challenge, next_at
