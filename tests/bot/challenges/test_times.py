"""Moments as people write them: what each phrase means, and what none may do."""

import contextlib
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import RefusalError
from bot.i18n import times

SEOUL = ZoneInfo("Asia/Seoul")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 12, 34, 56, tzinfo=SEOUL)  # a Wednesday

PHRASES = {
    "11-28 12:34": ("in 3 days", "3일 뒤", "3일 후에", "사흘 뒤", "3d", "이번 주 토요일"),
    "11-28 18:00": ("in 3 days 18:00", "3일 뒤 저녁 6시", "글피 18시", "saturday at 6 pm"),
    "11-27 12:34": ("이틀 뒤", "모레", "내일모레", "in two days", "friday", "금요일"),
    "11-26 12:34": ("tomorrow", "내일", "하루 뒤", "in a day"),
    "11-26 20:00": ("tomorrow 8pm", "내일 저녁 8시", "Tomorrow at 8 p.m.", "내일 20시까지"),
    "11-26 20:30": ("tomorrow 20:30", "내일 오후 8시 30분", "내일 저녁 8시 반", "내일 오후 8:30"),
    "11-26 08:00": (
        "tomorrow at 8",
        "tomorrow 8am",
        "내일 아침 8시",
        "내일 오전 8시에",
        "내일 8시",
    ),
    "11-26 00:00": (
        "midnight",
        "자정",
        "오늘 밤 12시",
        "today 24:00",
        "오늘 24시",
        "24시",
        "end of the day",
    ),
    "11-26 01:00": ("내일 새벽 1시", "tomorrow 1 am"),
    "11-25 23:00": ("오늘 밤 11시", "tonight 11", "tonight at 11 pm", "today 23:00", "23시"),
    "11-25 14:34": ("in 2 hours", "2시간 뒤", "두 시간 후", "2h"),
    "11-25 13:04": ("in half an hour", "30분 뒤", "in 30 minutes"),
    "11-25 14:04": ("in 90 minutes", "1시간 반 뒤", "한 시간 30분 뒤"),
    "11-27 20:00": ("friday 20:00", "금요일 20시", "금요일 저녁 8시", "fri 8pm"),
    "11-27 19:00": ("this friday 7 pm", "이번주 금요일 저녁 7시", "friday at 7 in the evening"),
    "11-30 12:34": ("next monday", "monday", "다음 주 월요일", "monday next week", "다음주 월요일"),
    "12-04 19:00": ("다음주 금요일 저녁 7시", "next week friday 19:00", "friday next week 7pm"),
    "12-02 12:34": ("in a week", "일주일 뒤", "1주 후", "next week", "다음 주 수요일"),
    "12-09 12:34": ("in 2 weeks", "2주 뒤", "2주일 후"),
    "12-25 12:34": ("next month", "한 달 뒤", "다음 달", "1개월 후", "12/25", "december 25"),
    "12-24 18:00": (
        "2026-12-24 18:00",
        "2026-12-24T18:00",
        "2026.12.24 18:00",
        "24.12.2026 18:00",
        "12/24 6pm",
        "dec 24 6pm",
        "24 december 18:00",
        "on December 24th at 6 pm",
        "12월 24일 오후 6시",
        "2026년 12월 24일 18시",
        "12월24일 18:00",
        "2026-12-24 18:00 KST",
        "2026-12-24 09:00 UTC",
        "<t:1798102800:F>",
        " <t:1798102800> ",
    ),
    "11-28 12:00": ("이번 주 토요일 정오", "saturday noon", "토요일 낮 12시"),
}


@pytest.mark.parametrize(
    ("phrase", "meant"), [(phrase, meant) for meant, each in PHRASES.items() for phrase in each]
)
def test_a_phrase_means(phrase: str, meant: str) -> None:
    assert times.understand(phrase, NOW, SEOUL).astimezone(SEOUL).strftime("%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("", "time-not-understood"),
        ("soon", "time-not-understood"),
        ("언젠가", "time-not-understood"),
        ("내일쯤 어떻게든", "time-not-understood"),
        ("8", "time-not-understood"),
        ("friday 8", "time-not-understood"),
        ("1796000000", "time-not-understood"),
        ("2026-02-30", "time-not-understood"),
        ("25:00", "time-not-understood"),
        ("내일 27시", "time-not-understood"),
        ("in 99999999999999999 days", "time-not-understood"),
        ("yesterday", "time-in-the-past"),
        ("3 days ago", "time-in-the-past"),
        ("now", "time-in-the-past"),
        ("today 12:34", "time-in-the-past"),
        ("2024년 12월 24일", "time-in-the-past"),
        ("in 2 years", "time-too-far"),
        ("2099-01-01", "time-too-far"),
    ],
)
def test_what_cannot_be_meant_is_refused(phrase: str, key: str) -> None:
    with pytest.raises(RefusalError) as refused:
        times.understand(phrase, NOW, SEOUL)
    assert refused.value.key == key


def test_the_calendar_counts_days_and_the_clock_hours_when_summer_ends() -> None:
    now = datetime(2026, 10, 24, 18, 0, tzinfo=BERLIN)
    assert times.understand("tomorrow", now, BERLIN) - now.astimezone(UTC) == timedelta(hours=25)
    assert times.understand("in 24 hours", now, BERLIN) - now.astimezone(UTC) == timedelta(hours=24)
    twice = times.understand("2026-10-25 02:30", now, BERLIN)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    now = datetime(2027, 3, 27, 18, 0, tzinfo=BERLIN)
    left_out = times.understand("tomorrow 02:30", now, BERLIN)
    assert left_out.astimezone(BERLIN).strftime("%H:%M") == "03:30"


@settings(max_examples=60)
@given(
    minutes=st.integers(1, 365 * 24 * 60),
    zone=st.sampled_from(["UTC", "Asia/Seoul", "Europe/Berlin", "America/St_Johns"]),
)
def test_what_is_written_is_understood(minutes: int, zone: str) -> None:
    now = datetime(2026, 11, 25, 3, 34, tzinfo=UTC)
    moment = now + timedelta(minutes=minutes)
    assert times.understand(times.written(moment, ZoneInfo(zone)), now, ZoneInfo(zone)) == moment


@settings(max_examples=60)
@given(st.text(st.sampled_from("0123456789:.-/ apmdhinty월일시분뒤년다음주 "), max_size=110))
def test_any_text_is_a_moment_to_come_or_refused(text: str) -> None:
    with contextlib.suppress(RefusalError):
        assert times.understand(text, NOW, SEOUL) > NOW


@pytest.mark.parametrize("piece", ["1 ", "in 3 days ", "1일", "월요일 ", "1:1:", "다음 주"])
def test_a_hostile_text_is_answered_at_once(piece: str) -> None:
    times.understand("tomorrow", NOW, SEOUL)
    began = time.process_time()
    with contextlib.suppress(RefusalError):
        times.understand((piece * 4_000)[:100], NOW, SEOUL)
    with pytest.raises(RefusalError):
        times.understand((piece * 4_000)[:4_000], NOW, SEOUL)
    assert time.process_time() - began < 1


def test_time_zones_are_found_by_what_people_call_them() -> None:
    assert times.find_zone("seoul").key == times.find_zone("서울").key == "Asia/Seoul"
    assert times.find_zone("new york").key == "America/New_York"
    assert times.find_zone("utc").key == "UTC"
    assert "Europe/Berlin" in times.zones("berl")
    assert 0 < len(times.zones("")) <= 25
    for unknown in ("", "atlantis", "../../etc/passwd"):
        with pytest.raises(RefusalError):
            times.find_zone(unknown)
