"""The clients of a crowd, apart from the sandbox that they load: `crowd.py` starts this.

Each guest asks for pictures and presses one thing after the other, some seconds apart, as people
do. Prints how long each kind of press took to be answered, and each guest to get what they
asked for, in seconds.
"""

import asyncio
import contextlib
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable
from pathlib import Path
from typing import Any, TypeVar

from bot.sandbox.client.member import File, Member
from bot.sandbox.wire import JsonObject
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S, Message

# Somebody who presses, looks, and presses again.
_PAUSE_S = (3.0, 9.0)
# Far more than are in flight where two cores are free; a machine that has none to spare comes to
# its limit here, and not at Discord's three seconds. 200 is what is measured now and then.
_FINGERS = int(os.environ.get("CROWD_IN_FLIGHT", "16"))
_AT_ONCE_WHILE_CONNECTING = 10
_Answer = TypeVar("_Answer")


class Guest(Member):
    """A member who presses whatever there is."""

    def __init__(
        self,
        invitation: dict[str, Any],
        server: list[str],
        photo: bytes,
        fingers: asyncio.Semaphore,
    ) -> None:
        api, gateway, application_id = server
        super().__init__(api, gateway, invitation["token"], application_id)
        self.room: str = invitation["room"]
        self.jobs: int = invitation["jobs"]
        self.took: dict[str, list[float]] = defaultdict(list)
        self._file = File("photo.jpg", photo)
        self._chance = random.Random(invitation["token"])
        self._index: list[JsonObject] = []
        self._fingers = fingers

    async def commands(self, channel: str) -> list[JsonObject]:
        """Ask once for the commands, as Discord's apps do."""
        self._index = self._index or await super().commands(channel)
        return self._index

    async def visit(self, seconds: float, everybody: asyncio.Barrier) -> float:
        """Press things; returns after how long the last picture was there."""
        await everybody.wait()
        until = time.monotonic() + seconds
        await self._pause(0.0)
        asking = asyncio.create_task(self._ask(PATIENCE_S + seconds))
        while time.monotonic() < until:
            await self._chance.choice(
                (self._type, self._open_menu, self._browse, self._look_back)
            )()
            await self._pause(_PAUSE_S[0])
        await everybody.wait()
        result, waited = await asking
        await self._pause(0.0)
        await self._timed("a way on", stage.go_on(self, result, "recipe"))
        await self._timed("a way on", stage.go_on(self, result, "other"))
        return waited

    async def _ask(self, patience_s: float) -> tuple[Message, float]:
        """Ask for pictures; returns the last one, and how long it took."""
        options = {"image": self._file}
        began = time.monotonic()
        answers = [
            await self._timed("/stylize", self.slash(self.room, "stylize", options))
            for _ in range(self.jobs)
        ]
        results = [await self.response(a, stage.is_result, timeout_s=patience_s) for a in answers]
        return results[-1], time.monotonic() - began

    async def _type(self) -> None:
        typed = self.autocomplete(self.room, "stylize", "style", "starry")
        assert await self._timed("autocomplete", typed)

    async def _open_menu(self) -> None:
        posted = await self.send(self.room, files=[self._file])
        menu = self.context_menu(self.room, "Repaint this picture", posted)
        panel = await self.response(await self._timed("a menu", menu), stage.pictures)
        assert panel["flags"] & 64

    async def _browse(self) -> None:
        opened = await self._timed("/styles", self.slash(self.room, "styles show"))
        page = await self.response(opened, stage.pictures)
        await self._timed("a select", self.choose(page, _id(page, 3), ["great-wave"]))
        details = await self.response(opened, lambda m: len(stage.pictures(m)) == 1)
        await self._timed("a button", self.press(details, _id(details, 2, "page")))

    async def _look_back(self) -> None:
        opened = await self._timed("/history", self.slash(self.room, "history"))
        await self.response(opened, stage.text)

    async def _timed(self, kind: str, press: Awaitable[_Answer]) -> _Answer:
        async with self._fingers:
            began = time.monotonic()
            answer = await press
        self.took[kind].append(time.monotonic() - began)
        return answer

    async def _pause(self, least: float) -> None:
        await asyncio.sleep(self._chance.uniform(least, _PAUSE_S[1]))


def _id(message: Message, kind: int, part: str = "") -> str:
    ids = [c["custom_id"] for c in stage.components(message) if c["type"] == kind]
    return next(custom_id for custom_id in ids if part in custom_id)


async def _mention(guest: Guest, application_id: str, photo: bytes) -> None:
    """Mention the bot with a picture, and wait for its reply."""
    asked = await guest.send(
        guest.room, f"<@{application_id}> the scream", files=[File("photo.jpg", photo)]
    )
    await guest.wait_for_message(
        lambda m: m.get("message_reference", {}).get("message_id") == asked["id"]
    )


@contextlib.asynccontextmanager
async def _connected(guests: list[Guest]) -> AsyncGenerator[None]:
    room = asyncio.Semaphore(_AT_ONCE_WHILE_CONNECTING)

    async def connect(guest: Guest) -> None:
        async with room:
            await guest.connect()

    await asyncio.gather(*map(connect, guests))
    yield
    await asyncio.gather(*(guest.close() for guest in guests))


async def main() -> None:
    task = json.load(sys.stdin)
    photo = bytes.fromhex(task["photo"])
    fingers = asyncio.Semaphore(_FINGERS)
    guests = [Guest(one, task["server"], photo, fingers) for one in task["guests"]]
    everybody = asyncio.Barrier(len(guests) + 1)

    async def hurry() -> None:
        for _ in range(2):
            await everybody.wait()
        (Path(task["folder"]) / "hurry").touch()

    async with _connected(guests):
        rooms = {guest.room: guest for guest in guests}
        waits, *_ = await asyncio.gather(
            asyncio.gather(*(guest.visit(task["seconds"], everybody) for guest in guests)),
            hurry(),
            *(_mention(guest, task["server"][2], photo) for guest in rooms.values()),
        )
    took: dict[str, list[float]] = defaultdict(list)
    for guest in guests:
        for kind, seconds in guest.took.items():
            took[kind] += seconds
    json.dump({"took": took, "waits": waits}, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
