"""Buttons under a job's message while it is not finished."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.ui.persistent import ActionButton


class JobAction(StrEnum):
    """What a press asks for."""

    CANCEL = "cancel"
    TAKE_DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class JobPress:
    """An action, and the job that it is about."""

    action: JobAction
    job_id: str

    @property
    def custom_id(self) -> str:
        """The id by which Discord hands it back."""
        return f"{self.action}:{self.job_id}"


class JobButton(ActionButton, template=r"(?P<action>cancel|draft):(?P<job>[\w-]{1,22})"):
    """Cancels a job, or takes its draft for its result."""

    @staticmethod
    def press_of(match: re.Match[str]) -> JobPress:
        """Return the press that an id stands for."""
        return JobPress(JobAction(match["action"]), match["job"])
