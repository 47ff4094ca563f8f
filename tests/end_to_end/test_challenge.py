"""Challenges from their beginning to the podium, with time set forward and the bot killed.

CHALLENGE_PRESSES=all lets members press everything that is entered and voted, for some minutes.
"""

import asyncio
import os
import random
import re
import secrets
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from itertools import count, cycle
from pathlib import Path
from statistics import median

import pytest
import pytest_asyncio

from bot.database.challenges.entries import Entries
from bot.database.challenges.votes import Votes
from bot.database.jobs import Result
from bot.sandbox.client.member import Member, RefusedError
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Role
from bot.sandbox.state.permissions import Permission
from bot.storage.picture_store import PictureStore
from tests.bot.challenges.samples import job
from tests.databases import open_database
from tests.end_to_end import stage
from tests.end_to_end.challenges import (
    DAY,
    HOUR,
    Calendar,
    Guest,
    created,
    custom_id,
    form,
    gathered,
    ids,
    marked,
    paint_into,
    told,
)
from tests.end_to_end.conftest import connected, picture
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message

MEMBERS = 30
ENTRIES = 45
# Of these entries and their votes, what members do themselves; the rest comes by another process.
_EVERYTHING = os.environ.get("CHALLENGE_PRESSES") == "all"
PAINTED = ENTRIES - 1 if _EVERYTHING else 10
VOTERS = MEMBERS if _EVERYTHING else 6
VOTES = 3000 if _EVERYTHING else 600


@dataclass
class Place:
    sandbox: Sandbox
    bot: BotProcess
    calendar: Calendar
    prize: Role


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """A sandbox whose bot has a quick painter, may give roles, and can be set forward."""
    folder = tmp_path_factory.mktemp("challenge")
    async with Sandbox.started() as sandbox:
        world = sandbox.backend.world
        sandbox.backend.handshake.identify_interval_s = 0
        guild = next(iter(world.guilds.values()))
        own = next(role for role in guild.roles.values() if role.bot_id)
        own.permissions |= Permission.MANAGE_ROLES | Permission.CREATE_EVENTS
        moderator = next(role for role in guild.roles.values() if role.name == "Moderator")
        moderator.permissions |= Permission.MANAGE_ROLES
        prize = Role(world.snowflakes.next(), "Hand of the master", 0, 1)
        guild.roles[prize.id] = prize
        async with stage.running(sandbox, folder, quick=0.02, max_waiting="100") as bot:
            yield Place(sandbox, bot, Calendar(sandbox, bot), prize)


async def _restarted(place: Place) -> None:
    await place.bot.crash()
    await place.bot.start()


async def _notices(member: Member, channel: str) -> list[str]:
    """Return of what kinds the posts of challenges in a thread are, the oldest first."""
    kinds: list[str] = []
    for message in await member.messages(channel, 100):
        found = [c.get("custom_id", "") for c in stage.components(message)]
        marks = {m[1] for one in found if (m := re.fullmatch(r"challenge:.*:([a-z-]+)", one))}
        kinds += marks
    return kinds[::-1]


class Tally:
    """What was voted, as whoever looks over the members' shoulders counts it."""

    def __init__(self, database: Path) -> None:
        with sqlite3.connect(database) as connection:
            rows = connection.execute(
                "SELECT id, user_id, created_at FROM challenge_entries"
                " JOIN (SELECT id AS c, title FROM challenges) ON c = challenge_id"
                " WHERE title = 'Waves' ORDER BY created_at, id"
            ).fetchall()
        self.owner = {entry: str(user) for entry, user, _ in rows}
        self.votes: dict[tuple[str, str], bool] = {}
        self.cast = 0

    def note(self, entry: str, voter: str, *, heart: bool) -> None:
        self.cast += 1
        if self.owner[entry] != voter:
            self.votes[entry, voter] = heart

    def hearts(self) -> Counter[str]:
        hearts = Counter(dict.fromkeys(self.owner, 0))
        hearts.update(entry for (entry, _), heart in self.votes.items() if heart)
        return hearts

    def ranking(self) -> list[str]:
        hearts, entered = self.hearts(), list(self.owner)
        return sorted(entered, key=lambda entry: (-hearts[entry], entered.index(entry)))


async def _opened(guest: Guest, notice: Message) -> Message:
    answered = await guest.press(notice, custom_id(notice, "vote"))
    return await guest.response(answered, lambda m: bool(ids(m, "heart")), timeout_s=PATIENCE_S)


async def _heart(guest: Guest, page: Message, entry: str, tally: Tally, *, times: int = 1) -> None:
    """Press a heart, several times at once; note it once."""
    current = guest.seen[page["id"]]
    button = next(one for one in ids(current, "heart") if f":{entry}:" in one)
    presses = (guest.press(current, button) for _ in range(times))
    outcomes = await asyncio.gather(*presses, return_exceptions=True)
    for outcome in outcomes:
        # Discord takes no press of a button that an earlier one has changed meanwhile.
        assert not isinstance(outcome, BaseException) or isinstance(outcome, RefusedError)
    # It is counted once the button offers the contrary.
    wanted = button[-1]
    contrary = f":{entry}:{button.split(':')[4]}:{1 - int(wanted)}"
    await guest.wait_for_message(
        lambda m: m["id"] == page["id"] and any(b.endswith(contrary) for b in ids(m, "heart")),
        timeout_s=PATIENCE_S,
    )
    tally.note(entry, guest.user["id"], heart=wanted == "1")


async def _vote_by_hand(guest: Guest, notice: Message, tally: Tally, rng: random.Random) -> Message:
    page = await _opened(guest, notice)
    for number in count():
        entries = [one.split(":")[3] for one in ids(page, "heart")]
        for entry in entries:
            await _heart(guest, page, entry, tally, times=rng.choice((1, 1, 2)))
        await _heart(guest, page, entries[0], tally)  # changed their mind
        shown = guest.seen[page["id"]]
        onwards = [one for one in ids(shown, "vote") if _page(one) == number + 1]
        if not (_EVERYTHING and onwards):
            return shown
        await guest.press(shown, onwards[0])
        page = await guest.wait_for_message(
            partial(_shows_page, page["id"], number + 1), timeout_s=PATIENCE_S
        )
    raise AssertionError


def _page(button: str) -> int:
    return int(button.split(":")[4])


def _shows_page(ballot: str, number: int, message: Message) -> bool:
    return message["id"] == ballot and {_page(b) for b in ids(message, "heart")} == {number}


async def _vote_by_statement(place: Place, tally: Tally, voters: list[str], number: int) -> None:
    """Vote as another shard of the bot would: a process of its own, at the same database."""
    engine = await open_database(f"sqlite+aiosqlite:///{place.bot.data / 'deepstyle.db'}")
    votes = Votes(engine)
    rng = random.Random(number)
    pairs = [(rng.choice(list(tally.owner)), rng.choice(voters)) for _ in range(number)]
    now = place.calendar.now()
    waiting = iter(pairs)

    async def work() -> None:
        for entry, voter in waiting:
            value = rng.choice((0, 1, 1, 1))
            counted = await votes.rate(entry, int(voter), value, now)
            assert counted == (tally.owner[entry] != voter)
            tally.note(entry, voter, heart=bool(value))

    await asyncio.gather(work(), work())
    await engine.dispose()


async def _enter_by_statement(
    place: Place, card: Message, turns: list[tuple[Guest, bytes]]
) -> None:
    """Enter as another shard of the bot would."""
    number = custom_id(card, "enter").split(":")[2]
    engine = await open_database(f"sqlite+aiosqlite:///{place.bot.data / 'deepstyle.db'}")
    entries, store = Entries(engine), PictureStore(place.bot.data / "pictures")
    for guest, photo in turns:
        job_id, member = secrets.token_urlsafe(16), int(guest.user["id"])
        await entries.reserve(number, member, job_id, place.calendar.now(), None)
        painted = Result(await store.add(photo), "jpg", 32, 32, 1.0)
        assert await entries.painted(job(job_id, member, painted.picture), painted) == number
    await engine.dispose()


async def test_a_whole_challenge(place: Place) -> None:
    sandbox, bot, calendar = place.sandbox, place.bot, place.calendar
    rng = random.Random(6)
    async with (
        connected(sandbox, "moderator") as moderator,
        gathered(sandbox, MEMBERS) as guests,
    ):
        guild = next(iter(sandbox.backend.world.guilds.values()))
        card = await created(
            moderator,
            title="Waves",
            opens="in 1 day",
            closes="in 3 days",
            ends="in 5 days",
            entries=2,
            prize=str(place.prize.id),
            prize_days=2,
            event=True,
        )
        await _restarted(place)
        for guest in guests[:5]:
            seen = await guest.wait_for_message(marked("announced"))
            for _ in range(3):  # on, off, on
                await guest.press(seen, custom_id(seen, "follow"))
        await bot.crash()
        calendar.forward(DAY + 60)
        await bot.start()
        await moderator.wait_for_message(marked("open"), timeout_s=PATIENCE_S)
        card = await moderator.wait_for_message(
            lambda m: m["id"] == card["id"] and "No entries yet" in stage.text(m),
            timeout_s=PATIENCE_S,
        )

        entering = [*guests, *guests[: ENTRIES - MEMBERS]]
        photos = [picture(32, 32, seed) for seed in range(ENTRIES)]
        turns = list(zip(entering, photos, strict=True))[:-1]
        by_hand = iter(turns[:PAINTED])

        async def enter() -> None:
            for guest, photo in by_hand:
                await paint_into(guest, guest.seen[card["id"]], photo)

        await asyncio.gather(enter(), enter())
        await _enter_by_statement(place, card, turns[PAINTED:])
        last, photo = entering[-1], photos[-1]
        opened = await last.press(last.seen[card["id"]], custom_id(card, "enter"))
        await last.submit_modal(opened, form(opened, photo))
        await stage.until(partial(_entered, bot), lambda number: number == ENTRIES)
        calendar.forward(60)  # or else Discord's limit for the card's edits would be waited out
        await _restarted(place)  # its place is taken, its picture is on the way
        await moderator.wait_for_message(
            lambda m: m["id"] == card["id"] and f"{ENTRIES} entries so far" in stage.text(m),
            timeout_s=PATIENCE_S,
        )

        calendar.forward(DAY + HOUR)
        await moderator.wait_for_message(marked("closes-day"), timeout_s=PATIENCE_S)
        await bot.crash()
        calendar.forward(DAY)
        await bot.start()
        notice = await guests[0].wait_for_message(marked("voting"), timeout_s=PATIENCE_S)
        tally = Tally(bot.data / "deepstyle.db")
        assert len(tally.owner) == ENTRIES

        voters = guests[:VOTERS]
        pages = await asyncio.gather(
            *(_vote_by_hand(guest, notice, tally, rng) for guest in voters)
        )
        await _restarted(place)
        # What was on the screen before goes on working.
        entry = ids(pages[0], "heart")[-1].split(":")[3]
        await _heart(voters[0], pages[0], entry, tally)
        everybody = [guest.user["id"] for guest in guests]
        if _EVERYTHING:
            for voter, page in zip(cycle(voters), cycle(pages)):
                if tally.cast >= VOTES:
                    break
                await _heart(voter, page, ids(page, "heart")[0].split(":")[3], tally)
            waits = sorted(wait for voter in voters for wait in voter.answered_after)
            print(f"{len(waits)} answers, half in {median(waits):.2f} s, all in {waits[-1]:.2f} s")
        else:
            await _vote_by_statement(place, tally, everybody, VOTES - tally.cast)
        first = {tally.owner[entry] for entry in tally.ranking()[:3]}
        for guest in [guest for guest in guests if guest.user["id"] not in first][-3:]:
            del guild.members[int(guest.user["id"])]  # they leave; what they voted stays

        await bot.crash()
        calendar.forward(2 * DAY)
        late = asyncio.create_task(_after_start(bot, voters[1], pages[1]))
        assert "takes no votes" in await late
        results = await moderator.wait_for_message(marked("ended"), timeout_s=PATIENCE_S)
        await _restarted(place)
        await asyncio.sleep(1)  # for whatever might be said once more

        hearts, ranking = tally.hearts(), tally.ranking()
        with sqlite3.connect(bot.data / "deepstyle.db") as connection:
            kept = connection.execute("SELECT id, score, rank FROM challenge_entries").fetchall()
        assert {entry: score for entry, score, _ in kept} == dict(hearts)
        assert {entry: rank for entry, _, rank in kept} == {
            entry: rank for rank, entry in enumerate(ranking, start=1)
        }
        winners = [tally.owner[entry] for entry in ranking[:3]]
        said = stage.text(results)
        assert re.findall(r"[🥇🥈🥉] <@(\d+)> · (\d+) hearts", said) == [
            (tally.owner[entry], str(hearts[entry])) for entry in ranking[:3]
        ]
        assert stage.pictures(results)
        assert f"{ENTRIES} entries · {MEMBERS} members have voted · " in said

        news = await _notices(moderator, "challenge")
        assert news == ["announced", "open", "voting", "ended"]
        assert await _notices(moderator, card["id"]) == ["closes-day"]
        assert [event.name for event in guild.events.values()] == ["Waves"]
        posts = [
            message
            for place_of in ("challenge", card["id"])
            for message in await moderator.messages(place_of, 100)
        ]
        for guest in guests[:5]:
            number = guest.user["id"]
            called = [post for post in posts if number in {one["id"] for one in post["mentions"]}]
            assert len(called) == 4  # opened, a day before, the vote, the results

        winner = guild.members[int(winners[0])]
        assert place.prize.id in winner.role_ids
        calendar.forward(2 * DAY + HOUR)

        async def roles() -> list[int]:
            return winner.role_ids

        await stage.until(roles, lambda held: place.prize.id not in held)


async def _entered(bot: BotProcess) -> int:
    """Return how many entries have their picture, or a job that will outlive the bot."""
    entered = (
        "SELECT count(*) FROM challenge_entries WHERE picture IS NOT NULL"
        " OR EXISTS (SELECT * FROM jobs WHERE jobs.id = pending_job_id)"
    )
    with sqlite3.connect(bot.data / "deepstyle.db") as connection:
        return connection.execute(entered).fetchone()[0]


async def _after_start(bot: BotProcess, guest: Guest, page: Message) -> str:
    """Start the bot and press a heart at once; return what is said."""
    await bot.start()
    answered = await guest.press(guest.seen[page["id"]], ids(guest.seen[page["id"]], "heart")[0])
    return await told(guest, answered)
