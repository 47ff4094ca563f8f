"""Phrases of time put into the plain English that `dateparser` reads without guessing."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in plain English; its moment is so many days later: "24:00" is "00:00" then."""

    english: str
    days_later: int = 0


_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {name[:length]: name for name in _DAYS for length in (3, 4)}
_KOREAN_DAYS = dict(zip("월화수목금토일", _DAYS, strict=True))
_WEEKS = {"next": 1, "다음": 1, "this": 0, "이번": 0}
_UNITS = {"분": "minutes", "시간": "hours", "일": "days", "주": "weeks", "주일": "weeks"} | {
    "개월": "months",
    "달": "months",
}
_ALREADY_EVENING = 5  # from here on an hour of the night is one before midnight

_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?<=\S)(?:까지|에)(?=\s|$)", ""),
    (r"하루", "1일"),
    (r"이틀", "2일"),
    (r"사흘", "3일"),
    (r"나흘", "4일"),
    (r"열흘", "10일"),
    (r"보름", "15일"),
    (r"일주일", "1주"),
    (r"한\s*(?=시간|달|주)", "1"),
    (r"두\s*(?=시간|달|주)", "2"),
    (r"세\s*(?=시간|달|주)", "3"),
    (r"시간\s*반", "시간 30분"),
    (r"시\s*반", "시 30분"),
    (r"내일\s*모레|모레", " in 2 days "),
    (r"글피", " in 3 days "),
    (r"오늘", " today "),
    (r"내일", " tomorrow "),
    (r"다음\s*달", " next month "),
    (r"정오", " noon "),
    (r"자정", " midnight "),
    (r"half an hour", "30 minutes"),
    (r"\bend of (?:the )?day\b", "24:00"),
)
_DURATION = re.compile(r"((?:\d+\s*(?:분|시간|일|주일|주|개월|달)\s*)+)(?:뒤|후)")
_PART = re.compile(r"(\d+)\s*(분|시간|일|주일|주|개월|달)")
_KOREAN_DATE = re.compile(r"(?:(\d{4})\s*년\s*)?(\d{1,2})\s*월\s*(\d{1,2})\s*일")
_KOREAN_DAY = re.compile(r"([월화수목금토일])요일")
_KOREAN_CLOCK = re.compile(
    r"(오전|오후|새벽|아침|낮|저녁|밤)?\s*"
    r"(?:(\d{1,2})\s*시(?!간)(?:\s*(\d{1,2})\s*분)?|(\d{1,2}):(\d\d))"
)
_EVENING = re.compile(r"\btonight(?: at)? (\d{1,2})(?::(\d\d))?(?: ?pm)?\b")
_AT = re.compile(r"\bat (\d{1,2})(?! ?[ap]\.?m| in the|[\d:./-])\b")
_NO_CLOCK = re.compile(r"\b(?:2[5-9]|[3-9]\d|\d{3,}):\d\d|\d:[6-9]\d|24:(?!00)")
_END_OF_DAY = re.compile(r"\b24:00\b")
_NAMED_DAY = "|".join((*_DAYS, *_SHORT))
_IN_WEEK = re.compile(
    rf"(?P<week>next|this|다음|이번)\s*(?:week|주)\s*(?:on )?(?P<day>{_NAMED_DAY})\b"
    rf"|\b(?P<day_first>{_NAMED_DAY}) (?:of )?(?P<week_then>next|this) week"
)
# What dateparser takes for a day, a month or a year as it likes.
_LOOSE_NUMBER = re.compile(
    r"(?<![\d:./+-])\b\d+\b(?![:./-]\d| ?(?:[ap]\.?m\b|in the|[smhdwy]|mo|days?|weeks?|hours?))"
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def plain_english(text: str, today: date) -> Phrase | None:
    """Return a phrase in plain English, or None where it is not understood."""
    said = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    for pattern, english in _WORDS:
        said = re.sub(pattern, english, said)
    said = _DURATION.sub(_duration, said)
    said = _KOREAN_DATE.sub(
        lambda m: f" {m[1]}-{m[2]}-{m[3]} " if m[1] else f" {m[2]}/{m[3]} ", said
    )
    said = _KOREAN_DAY.sub(lambda m: f" {_KOREAN_DAYS[m[1]]} ", said)
    said = _KOREAN_CLOCK.sub(_korean_clock, said)
    said = _IN_WEEK.sub(_day_in_week(today), " ".join(said.split()))
    said = _EVENING.sub(lambda m: f"today {_hour('밤', int(m[1])):02}:{m[2] or '00'}", said)
    said = _AT.sub(lambda m: f"{int(m[1]):02}:00", said)
    loose = _LOOSE_NUMBER.search(said) and not _MONTH.search(said)
    if loose or _HANGUL.search(said) or _NO_CLOCK.search(said):
        return None
    english = _END_OF_DAY.sub("00:00", said)
    days_later = int(english != said)
    return Phrase("today 00:00" if said == "24:00" else english, days_later)


def _duration(found: re.Match[str]) -> str:
    parts = [f"{number} {_UNITS[unit]}" for number, unit in _PART.findall(found[1])]
    return f" in {' '.join(parts)} "


def _korean_clock(found: re.Match[str]) -> str:
    hour = _hour(found[1], int(found[2] or found[4]))
    return f" {hour:02}:{int(found[3] or found[5] or 0):02} "


def _hour(part: str | None, hour: int) -> int:
    """Return the hour of the day, 24 for the midnight at its end."""
    if hour > 12:
        return hour
    match part:
        case "오전" | "새벽" | "아침":
            return hour % 12
        case "오후":
            return hour % 12 + 12
        case "낮":
            return hour if hour > _ALREADY_EVENING else hour + 12
        case "저녁":
            return hour % 12 + 12
        case "밤":
            return hour + 12 if hour > _ALREADY_EVENING else hour
        case _:
            return hour


def _day_in_week(today: date) -> Callable[[re.Match[str]], str]:
    """Return what puts a day of this week or the next, which begin on Monday, into numbers."""

    def replaced(found: re.Match[str]) -> str:
        day = found["day"] or found["day_first"]
        weeks = _WEEKS[found["week"] or found["week_then"]]
        number = _DAYS.index(_SHORT.get(day, day))
        return (today + timedelta(days=number - today.weekday(), weeks=weeks)).isoformat()

    return replaced
