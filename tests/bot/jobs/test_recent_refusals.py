"""Who is over a quota and presses on."""

import pytest

from bot.database.models import ServerSettings
from bot.errors import RefusalError
from bot.jobs.recent_refusals import RecentRefusals

MEMBER, ANOTHER = 1, 2


def test_a_refusal_holds_a_moment_for_its_member_and_its_rules() -> None:
    now = 100.0
    refusals = RecentRefusals(lambda: now)
    rules, changed = ServerSettings(7), ServerSettings(7)
    refusals.note(rules, MEMBER, RefusalError("rules-member-quota", most=3, when="soon"))
    refusals.check(rules, ANOTHER)
    refusals.check(ServerSettings(8), MEMBER)
    refusals.check(changed, MEMBER)
    with pytest.raises(RefusalError) as refused:
        refusals.check(rules, MEMBER)
    assert (refused.value.key, refused.value.values["most"]) == ("rules-member-quota", 3)
    now += 6
    refusals.check(rules, MEMBER)


def test_nothing_is_remembered_of_a_flood_that_is_over() -> None:
    now = 0.0
    refusals = RecentRefusals(lambda: now)
    rules = ServerSettings(7)
    for member in range(1000):
        refusals.note(rules, member, RefusalError("rules-member-quota", most=3, when="soon"))
        now += 0.1
    kept = refusals._refused  # pyright: ignore[reportPrivateUsage]
    assert len(kept) <= 51
