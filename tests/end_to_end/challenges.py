"""What tests of challenges have in common: a bot that time can be set forward for."""

import contextlib
import re
import time
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.server import Sandbox
from bot.sandbox.wire import JsonObject
from tests.end_to_end import stage
from tests.end_to_end.crowd import A_ROOM, invite
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message

HOUR = 3600.0
DAY = 24 * HOUR
_FILE_UPLOAD = 19


class Guest(Member):
    """A member who takes note of how long the bot took for each answer, in seconds."""

    def __init__(self, api: str, gateway: str, token: str, application_id: str) -> None:
        super().__init__(api, gateway, token, application_id)
        self.answered_after: list[float] = []

    async def _outcome(self, nonce: str, *good: str) -> JsonObject:
        began = time.monotonic()
        outcome = await super()._outcome(nonce, *good)
        self.answered_after.append(time.monotonic() - began)
        return outcome


@contextlib.asynccontextmanager
async def gathered(
    sandbox: Sandbox, count: int, a_room: int = A_ROOM
) -> AsyncGenerator[list[Guest]]:
    """Bring members into the guild and connect them, so many to a channel."""
    address = sandbox.address
    async with contextlib.AsyncExitStack() as stack:
        guests: list[Guest] = []
        for invited in invite(sandbox, [0] * count, a_room):
            guest = Guest(address.api, address.gateway, invited.token, address.application_id)
            guests.append(await stack.enter_async_context(guest))
        yield guests


class Calendar:
    """Sets the clocks of a bot and of its sandbox forward."""

    def __init__(self, sandbox: Sandbox, bot: BotProcess) -> None:
        self._sandbox = sandbox
        self._file = bot.data.parent / "ahead"
        self.ahead = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def forward(self, seconds: float) -> None:
        self.ahead += seconds
        self._sandbox.backend.clock.forward(seconds)
        # Whole at once: the bot may read it at any moment.
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(self.ahead))
        fresh.replace(self._file)


def custom_id(message: Message, act: str) -> str:
    """Return the id of a message's first button of a challenge that is for something."""
    ids = [c["custom_id"] for c in stage.components(message) if "custom_id" in c]
    return next(one for one in ids if one.startswith(f"challenge:{act}:"))


def ids(message: Message, act: str) -> list[str]:
    """Return the ids of all buttons of a message that are for something."""
    found = [c["custom_id"] for c in stage.components(message) if "custom_id" in c]
    return [one for one in found if one.startswith(f"challenge:{act}:")]


def marked(kind: str, title: str = "") -> Callable[[Message], bool]:
    """Return a check for a notice of a kind."""

    def check(message: Message) -> bool:
        found = [c.get("custom_id", "") for c in stage.components(message)]
        ours = any(re.fullmatch(rf"challenge:[a-z]+:[^:]*:[^:]*:\d+:{kind}", one) for one in found)
        return ours and title in stage.text(message)

    return check


async def created(moderator: Member, channel: str = "challenge", **options: Any) -> Message:
    """Make a challenge; return its card."""
    options = {"style": "free", "closes": "in 3 days", "ends": "in 5 days"} | options
    answered = await moderator.slash(channel, "challenge create", options)
    told = await moderator.response(answered, stage.is_sentence, timeout_s=PATIENCE_S)
    assert "Done" in stage.text(told), stage.text(told)
    check = marked("announced", options["title"])
    return await moderator.wait_for_message(check, timeout_s=PATIENCE_S)


async def told(member: Member, answered: Answered) -> str:
    """Return what a member is told."""
    message = await member.response(
        answered, lambda m: bool(stage.text(m).strip()), timeout_s=PATIENCE_S
    )
    return stage.text(message)


def form(opened: Answered, photo: bytes, style: str = "starry-night") -> dict[str, Any]:
    """Return the answers to the form of an entry."""
    assert opened.modal is not None
    answers: dict[str, Any] = {}
    for label in opened.modal["components"]:
        control = label["component"]
        is_file = control["type"] == _FILE_UPLOAD
        answers[control["custom_id"]] = [File("photo.jpg", photo)] if is_file else [style]
    return answers


async def paint_into(member: Member, card: Message, photo: bytes) -> Message:
    """Enter by the button of a challenge; return the picture that its member sees."""
    opened = await member.press(card, custom_id(card, "enter"))
    submitted = await member.submit_modal(opened, form(opened, photo))
    return await member.response(submitted, stage.is_result, timeout_s=PATIENCE_S)
