"""Who may stop a picture."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.delivery.job_buttons import JobAction, JobPress
from bot.errors import RefusalError
from bot.exts.job_controls._controls import JobControls
from bot.jobs.runner import JobRunner
from tests.bot.conftest import MakeJob


class _Line:
    """Has one job, and cancels it."""

    def __init__(self, job: Any) -> None:
        self.job = job
        self.cancelled = False

    def find(self, _job_id: str) -> Any:
        return self.job

    async def cancel(self, _job_id: str) -> bool:
        self.cancelled = True
        return True


@pytest.mark.parametrize(
    ("user", "guild", "moderates", "may"),
    [
        (1, 3, False, True),  # its owner
        (9, 3, False, False),
        (9, 3, True, True),
        (9, 4, True, False),  # a button that was forged in a server where they moderate
        (9, None, True, False),
    ],
)
async def test_its_owner_and_moderators_of_its_server_may(
    make_job: MakeJob, user: int, guild: int | None, moderates: bool, may: bool
) -> None:
    line: Any = _Line(make_job(user_id=1, guild_id=3))
    runner: JobRunner = line

    async def defer() -> None:
        pass

    interaction: Any = SimpleNamespace(
        user=SimpleNamespace(id=user),
        guild_id=guild,
        permissions=SimpleNamespace(manage_messages=moderates),
        response=SimpleNamespace(defer=defer),
    )
    press = JobPress(JobAction.CANCEL, line.job.id)
    if may:
        await JobControls(runner).cancel(interaction, press)
    else:
        with pytest.raises(RefusalError, match="cancel-not-yours"):
            await JobControls(runner).cancel(interaction, press)
    assert line.cancelled is may
