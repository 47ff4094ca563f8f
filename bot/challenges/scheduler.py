"""Keep the time of all challenges: turn their phases, say what is due, give and take prizes."""

import asyncio
import logging
from datetime import timedelta

import aiohttp
import discord

from bot.challenges import phases
from bot.challenges.announcer import Announcer
from bot.challenges.events import ServerEvents
from bot.challenges.judging import Judging
from bot.challenges.messages import title_of
from bot.challenges.prizes import Prizes
from bot.challenges.repositories import ChallengeRepositories
from bot.challenges.series import next_edition
from bot.database.challenges.challenges import ANNOUNCED, EVENT
from bot.database.challenges.models import Challenge, Notice, Phase
from bot.database.challenges.notices import overtaken
from bot.delivery.mod_log import ModLog
from bot.delivery.retries import RETRIED, is_for_good, is_ill

_log = logging.getLogger(__name__)

_LONGEST_PAUSE = timedelta(minutes=5)
_MOST_DOUBLINGS = 10
# What is refused for so long is given up; whoever made a challenge looks for it in its channel now.
_PATIENCE, _PATIENCE_TO_ANNOUNCE = timedelta(hours=6), timedelta(minutes=10)


class ChallengeScheduler:
    """Looks at the clock again and again.

    What is due is written down first and said then. Whatever happens in between, the next look,
    or the next process, finds it.
    """

    def __init__(
        self,
        client: discord.Client,
        repositories: ChallengeRepositories,
        announcer: Announcer,
        appraisal: Judging,
        mod_log: ModLog,
    ) -> None:
        self._client = client
        self._repositories = repositories
        self._announcer = announcer
        self._appraisal = appraisal
        self._server_log = mod_log
        self._prizes = Prizes(client, repositories.notices)
        self._events = ServerEvents(client, repositories)
        self._woken = asyncio.Event()
        self._telling: dict[str, asyncio.Task[None]] = {}
        self._appraising: asyncio.Task[None] | None = None
        self._failures: dict[tuple[str, str], int] = {}

    def wake(self) -> None:
        """Look at once: something was changed."""
        self._woken.set()

    def changed(self, challenge_id: str) -> None:
        """Show on a challenge's card what was changed, and look at once."""
        self._announcer.refresh(challenge_id)
        self.wake()

    async def run(self) -> None:
        """Keep the time until cancelled."""
        try:
            await self._client.wait_until_ready()
            while True:
                self._woken.clear()
                try:
                    await self._look()
                except Exception:
                    _log.exception("what is due of challenges could not be done")
                await self._next_look()
        finally:
            tasks = [*self._telling.values(), *([self._appraising] if self._appraising else [])]
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)
            await self._announcer.close()

    async def _next_look(self) -> None:
        waits = [
            asyncio.ensure_future(self._woken.wait()),
            asyncio.ensure_future(self._repositories.clock.tick()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _look(self) -> None:
        now = self._repositories.clock.now()
        for series in await self._repositories.series.due(now):
            challenge, next_at = next_edition(series, now)
            if await self._repositories.series.go_on(series, challenge, next_at):
                _log.info("series %s: challenge %s", series.id, challenge.id)
        for challenge in await self._repositories.challenges.running():
            turned = await self._repositories.transitions.turn(challenge, now)
            if turned is not None:
                _log.info("%s", turned, extra={"challenge": challenge.id})
                self._announcer.refresh(challenge.id)
            elif kind := phases.reminder(challenge, now):
                await self._repositories.notices.remind(challenge, kind, now)
        self._appraise()
        await self._tell()
        await self._prizes.settle(now)

    def _appraise(self) -> None:
        if self._appraising is None or self._appraising.done():
            self._appraising = asyncio.create_task(self._appraisal.look())
            self._appraising.add_done_callback(_log_failure)

    async def _tell(self) -> None:
        """Say what is pending, that of each challenge beside the others'."""
        # What these say while the others are read may be among them, and is not to be said again.
        being_told = set(self._telling)
        pending: dict[str, list[tuple[Challenge, Notice]]] = {}
        for challenge, notice in await self._repositories.notices.pending():
            pending.setdefault(challenge.id, []).append((challenge, notice))
        for challenge_id, notices in pending.items():
            if challenge_id not in being_told:
                task = asyncio.create_task(self._tell_one(notices))
                self._telling[challenge_id] = task
                task.add_done_callback(lambda _, one=challenge_id: self._telling.pop(one, None))
                task.add_done_callback(_log_failure)

    async def _tell_one(self, notices: list[tuple[Challenge, Notice]]) -> None:
        waiting = {entry.challenge_id for entry in await self._repositories.entries.unappraised()}
        for challenge, notice in notices:
            if notice.kind == Phase.ENDED and challenge.id in waiting:
                return  # until the jury is done
            await self._say(challenge, notice)
            if notice.kind == ANNOUNCED:
                break  # the others go where that has gone, which is known at the next look
        self.wake()

    async def _say(self, challenge: Challenge, notice: Notice) -> None:
        key = (notice.challenge_id, notice.kind)
        try:
            if overtaken(challenge, notice):
                await self._repositories.notices.end(notice, self._repositories.clock.now())
            elif notice.kind == EVENT:
                await self._events.keep(challenge, notice)
            else:
                if not await self._announcer.say(challenge, notice):
                    self._tell_moderators(challenge, "log-no-thread")
                if notice.kind == Phase.CANCELLED:
                    await self._events.remove(challenge)
            self._failures.pop(key, None)
        except discord.HTTPException as error:
            waited = self._repositories.clock.now() - notice.created_at
            patience = _PATIENCE_TO_ANNOUNCE if notice.kind == ANNOUNCED else _PATIENCE
            if is_ill(error) or (waited < patience and not is_for_good(error)):
                await self._rest(key, error)
            else:
                await self._give_up(challenge, notice, error)
        except (aiohttp.ClientError, OSError) as error:
            await self._rest(key, error)
        except Exception as error:
            _log.exception("%s failed", notice.kind, extra={"challenge": challenge.id})
            await self._rest(key, error)

    async def _give_up(
        self, challenge: Challenge, notice: Notice, error: discord.HTTPException
    ) -> None:
        """Say something no more, and let moderators know; cancel what cannot be announced."""
        self._failures.pop((notice.challenge_id, notice.kind), None)
        refused, about = "%s cannot be said: %d, code %d", {"challenge": challenge.id}
        _log.warning(refused, notice.kind, error.status, error.code, extra=about)
        now = self._repositories.clock.now()
        await self._repositories.notices.end(notice, now)
        key = "log-unsaid"
        if notice.kind == ANNOUNCED:  # nobody would ever hear of it
            if not await self._repositories.challenges.cancel(challenge.id, now):
                return
            key = "log-unannounced"
        self._tell_moderators(challenge, key)

    def _tell_moderators(self, challenge: Challenge, key: str) -> None:
        title, channel = title_of(challenge), f"<#{challenge.channel_id}>"
        self._server_log.tell(challenge.guild_id, key, title=title, channel=channel)

    async def _rest(self, key: tuple[str, str], error: Exception) -> None:
        """Say something again later, and later still: Discord, the way to it, or we are ill."""
        self._failures[key] = failed = self._failures.get(key, 0) + 1
        challenge_id, kind = key
        self._client.dispatch(RETRIED, "challenge")
        about = {"challenge": challenge_id, "repeats": True}
        _log.warning("%s is said later: %s", kind, type(error).__name__, extra=about)
        await asyncio.sleep(min(2 ** min(failed, _MOST_DOUBLINGS), _LONGEST_PAUSE.total_seconds()))


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        _log.error("something about a challenge could not be done", exc_info=error)
