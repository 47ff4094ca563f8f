"""Who may enter a challenge and vote in it, and with which pictures."""

from datetime import datetime, timedelta

import discord

from bot.database.challenges.models import Challenge, Phase, Subject
from bot.database.models import Job
from bot.errors import RefusalError
from bot.jobs.service import role_ids


def check_member(challenge: Challenge, user: discord.User | discord.Member, now: datetime) -> None:
    """Raise RefusalError if a challenge is not for somebody."""
    if challenge.roles and role_ids(user).isdisjoint(challenge.roles):
        roles = ", ".join(f"<@&{role}>" for role in challenge.roles)
        raise RefusalError("challenge-needs-role", roles=roles)
    if now - user.created_at < timedelta(days=challenge.account_days):
        raise RefusalError("challenge-needs-age", days=challenge.account_days)
    joined = user.joined_at if isinstance(user, discord.Member) else None
    if challenge.member_days and (
        joined is None or now - joined < timedelta(days=challenge.member_days)
    ):
        raise RefusalError("challenge-needs-membership", days=challenge.member_days)


def check_open(challenge: Challenge, now: datetime) -> None:
    """Raise RefusalError unless entries are taken."""
    if challenge.phase is Phase.SCHEDULED:
        when = discord.utils.format_dt(challenge.opens_at, "R")
        raise RefusalError("challenge-not-yet", when=when)
    if challenge.phase is not Phase.OPEN or now >= challenge.closes_at:
        raise RefusalError("challenge-not-open")


def fits(challenge: Challenge, job: Job) -> bool:
    """Say whether a result may be entered in a challenge."""
    if job.result is None or (job.nsfw and job.channel_id != challenge.channel_id):
        return False
    if challenge.subject is Subject.AVATAR:
        return False  # nobody knows any more whose picture it was
    if challenge.subject is Subject.PHOTO and job.content != challenge.photo:
        return False
    if challenge.preset is None and challenge.style_picture is None:
        return True
    styles = job.recipe.styles
    wanted = (challenge.preset, challenge.style_picture)
    return (
        len(styles) == 1
        and not job.recipe.dream
        and (styles[0].preset, styles[0].picture) == wanted
    )
