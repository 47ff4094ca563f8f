"""Two hundred presses in four seconds while a picture is painted on the same cores."""

import asyncio
import secrets
import sqlite3
import statistics
import time

from bot.database.challenges.entries import Entries
from bot.database.jobs import Result
from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from bot.storage.picture_store import PictureStore
from tests.bot.challenges.samples import job
from tests.databases import open_database
from tests.end_to_end import stage
from tests.end_to_end.challenges import Calendar, Guest, created, custom_id, gathered, ids, marked
from tests.end_to_end.conftest import picture
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message

VOTERS = 16
ENTRIES = 4
TIMES = 3
SECONDS = 4.0


async def _entered(bot: BotProcess, sandbox: Sandbox, challenge: str) -> None:
    engine = await open_database(f"sqlite+aiosqlite:///{bot.data / 'deepstyle.db'}")
    entries, store = Entries(engine), PictureStore(bot.data / "pictures")
    for number in range(ENTRIES):
        name, now = secrets.token_urlsafe(16), Calendar(sandbox, bot).now()
        await entries.reserve(challenge, number + 1, name, now, None)
        kept = Result(await store.add(picture(64, 64, number)), "jpg", 64, 64, 1.0)
        await entries.painted(job(name, number + 1, kept.picture), kept)
    await engine.dispose()


async def _press(guest: Guest, ballot: Message, entry: str, wanted: str) -> None:
    """Press a heart once it is there to be given, or taken back."""
    end = f":{entry}:0:{wanted}"
    current = await guest.wait_for_message(
        lambda m: m["id"] == ballot["id"] and any(b.endswith(end) for b in ids(m, "heart"))
    )
    await guest.press(current, next(b for b in ids(current, "heart") if b.endswith(end)))


async def _vote(guest: Guest, ballot: Message, begin: float) -> None:
    """Change one's mind about every entry again and again, and end with a heart for each."""
    names = [one.split(":")[3] for one in ids(ballot, "heart")]
    for number in range(TIMES * ENTRIES):
        await asyncio.sleep(begin + number * SECONDS / (TIMES * ENTRIES) - time.monotonic())
        wanted = str(1 - number // ENTRIES % 2)
        await _press(guest, ballot, names[number % ENTRIES], wanted)


async def _paint(member: Member, photo: bytes, begun: asyncio.Event, over: asyncio.Event) -> None:
    """Keep the painter at work: a quick machine is done with a picture before the rush is.

    What is left of a picture when the rush is over is not waited for.
    """
    while not over.is_set():
        wanted = {"image": File("photo.jpg", photo), "size": 512}
        painting = await member.slash("stylize", "stylize", wanted)
        growing = await member.response(painting, stage.is_growing, timeout_s=PATIENCE_S)
        begun.set()
        end = asyncio.create_task(member.response(painting, stage.is_result, timeout_s=PATIENCE_S))
        rush = asyncio.create_task(over.wait())
        await asyncio.wait((end, rush), return_when=asyncio.FIRST_COMPLETED)
        if not end.done():
            await member.press(growing, stage.button(growing) or "")
            await member.response(painting, stage.is_sentence, timeout_s=PATIENCE_S)
        end.cancel()
        rush.cancel()


async def test_every_vote_of_a_rush_is_acknowledged_and_counted(
    sandbox: Sandbox, bot: BotProcess, moderator: Member, newcomer: Member, photo: bytes
) -> None:
    card = await created(moderator, title="Rush")
    number = custom_id(card, "enter").split(":")[2]
    await _entered(bot, sandbox, number)
    await moderator.slash("challenge", "challenge close", {"challenge": "Rush"})
    async with gathered(sandbox, VOTERS) as guests:
        notice = await moderator.wait_for_message(marked("voting", "Rush"), timeout_s=PATIENCE_S)
        ballots: list[Message] = []
        for guest in guests:
            opened = await guest.press(notice, custom_id(notice, "vote"))
            ballots.append(await guest.response(opened, lambda m: bool(ids(m, "heart"))))
            guest.answered_after.clear()
        begun, over = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as at_once:
            at_once.create_task(_paint(newcomer, photo, begun, over))
            await begun.wait()
            begin = time.monotonic()
            pairs = zip(guests, ballots, strict=True)
            await asyncio.gather(*(_vote(guest, ballot, begin) for guest, ballot in pairs))
            took = time.monotonic() - begin
            waits = sorted(wait for guest in guests for wait in guest.answered_after)
            over.set()
    voters = [int(guest.user["id"]) for guest in guests]
    counted = sorted((voter, 1) for voter in voters for _ in range(ENTRIES))

    async def written() -> list[tuple[int, int]]:
        with sqlite3.connect(bot.data / "deepstyle.db") as connection:
            wanted = "SELECT user_id, value FROM challenge_votes WHERE challenge_id = ?"
            return sorted(connection.execute(wanted, (number,)).fetchall())

    await stage.until(written, lambda rows: rows == counted)
    assert len(waits) == VOTERS * ENTRIES * TIMES
    print(
        f"{len(waits)} votes in {took:.1f} s, answered after {statistics.median(waits):.2f} s, "
        f"the slowest after {waits[-1]:.2f} s"
    )
