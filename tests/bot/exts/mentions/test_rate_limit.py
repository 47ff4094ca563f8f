"""Whoever floods the bot is answered with few words."""

import pytest

from bot.errors import RefusalError
from bot.exts.mentions._rate_limit import RateLimit

FULL = "too-many-waiting"


def test_sentences_are_few_a_minute_and_that_of_the_full_line_one() -> None:
    now = 0.0
    manners = RateLimit(10, lambda: now)
    assert [manners.may_say(1, FULL) for _ in range(3)] == [True, False, False]
    assert [manners.may_say(1, "unknown-style") for _ in range(6)] == [True] * 4 + [False] * 2
    assert manners.may_say(2, FULL)
    now = 60.0
    assert manners.may_say(1, FULL)


def test_requests_under_way_are_counted_until_they_end() -> None:
    manners = RateLimit(2)
    with manners.one_request(1), manners.one_request(1), manners.one_request(2):
        third = manners.one_request(1)
        with pytest.raises(RefusalError, match=FULL):
            third.__enter__()
    for error in (RefusalError("failed"), ZeroDivisionError()):
        with pytest.raises(type(error)), manners.one_request(1), manners.one_request(1):
            raise error
