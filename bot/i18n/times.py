"""Moments as people write them, in English and Korean, in the time zone of their server.

Korean, and English that is easily misread, is put into plain English (`bot.i18n.time_phrases`);
`dateparser` reads that. The same rules hold in both languages:

- A day without a time of day means the time of day that it is now.
- Days and weeks are counted on the calendar, so that "in 3 days" is at the same time of day even
  where the clocks change in between; hours and minutes are counted as they pass.
- A time that a change of clocks leaves out is an hour later, one that comes twice is the first.
"""

import functools
import re
import zoneinfo
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import dateparser
import discord

from bot.discord_limits import MOST_CHOICES
from bot.errors import RefusalError
from bot.i18n import time_phrases

_LONGEST = 100
_FARTHEST = timedelta(days=366)

_CLOCK = re.compile(r"\d:\d\d|\d ?[ap]\.?m\b|noon|midnight|morning|afternoon|evening|night")
_PASSING = re.compile(r"\d ?(?:hours?|hrs?|h|minutes?|mins?|m)(?![a-z])|\b(?:an?|half an) hour")

# As Discord's own message formatting has it, with a style behind it or none.
_TIMESTAMP = re.compile(r"<t:(-?\d{1,13})(?::[a-zA-Z])?>")

# Discord's clients show no time zone, so members look for their city; these have no entry.
_CITIES = {"서울": "Asia/Seoul", "한국": "Asia/Seoul", "korea": "Asia/Seoul"}


def understand(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment after `now` that a text means in a time zone, in UTC.

    The first call loads what dateparser knows of English: half a second. Raises RefusalError if
    the text is not understood, or means a moment that has passed or is more than a year away.
    """
    shown = discord.utils.escape_markdown(text[:_LONGEST])
    moment = _read(text, now, zone) if len(text) <= _LONGEST else None
    if moment is None:
        raise RefusalError("time-not-understood", text=shown)
    if moment <= now:
        raise RefusalError("time-in-the-past", text=shown)
    if moment - now > _FARTHEST:
        raise RefusalError("time-too-far", text=shown)
    return moment


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Write a moment so that `understand` takes it for the same, but for its seconds."""
    local = moment.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.strftime("%Y-%m-%d %H:%M" + (" %z" if twice else ""))


def find_zone(name: str) -> ZoneInfo:
    """Return the time zone that a moderator means. Raises RefusalError."""
    found = zones(name)
    if not name.strip() or not found:
        raise RefusalError("time-zone-unknown", name=discord.utils.escape_markdown(name[:_LONGEST]))
    return ZoneInfo(found[0])


def zones(text: str) -> list[str]:
    """Return the names of time zones that a part of a name finds, the best first, at most 25."""
    wanted = text[:_LONGEST].strip().casefold().replace(" ", "_")
    if wanted in _CITIES:
        return [_CITIES[wanted]]
    found = [name for name in _zone_names() if wanted in name.casefold()]
    return sorted(found, key=lambda name: _farness(name.casefold(), wanted))[:MOST_CHOICES]


def _farness(name: str, wanted: str) -> tuple[bool, bool, str]:
    city = name.rpartition("/")[2]
    return wanted not in (name, city), not city.startswith(wanted), name


@functools.cache
def _zone_names() -> tuple[str, ...]:
    every = zoneinfo.available_timezones()
    return ("UTC", *sorted(name for name in every if "/" in name and not name.startswith("Etc/")))


def _read(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    if marked := _TIMESTAMP.fullmatch(text.strip()):
        try:
            return datetime.fromtimestamp(int(marked[1]), UTC)
        except (ValueError, OverflowError, OSError):
            return None
    here = now.astimezone(zone).replace(second=0, microsecond=0)
    phrase = time_phrases.plain_english(text, here.date())
    if phrase is None:
        return None
    clock = _CLOCK.search(phrase.english) is not None
    if not clock and _PASSING.search(phrase.english):
        here = now.astimezone(UTC)
    try:
        found = dateparser.parse(
            phrase.english,
            languages=["en"],
            settings={
                "RELATIVE_BASE": here.replace(tzinfo=None),
                "PREFER_DATES_FROM": "future",
                "DATE_ORDER": "MDY",
            },
        )
        if found is None:
            return None
        if not clock and (found.hour, found.minute) == (0, 0):
            found = found.replace(hour=here.hour, minute=here.minute)
        found += timedelta(days=phrase.days_later)
        return (found if found.tzinfo else found.replace(tzinfo=here.tzinfo)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
