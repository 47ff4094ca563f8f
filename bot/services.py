"""What features may use. `bot.app` builds it; a feature's `setup` hands it to what needs it."""

from dataclasses import dataclass

from bot.challenges.repositories import ChallengeRepositories
from bot.challenges.scheduler import ChallengeScheduler
from bot.database.favourites import Favourites
from bot.database.jobs import JobRepository
from bot.database.server_styles import ServerStyles
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.promises import Promises
from bot.intake.fetch import Intake
from bot.jobs.erasure import MemberErasure
from bot.jobs.runner import JobRunner
from bot.jobs.service import JobService
from bot.monitoring.health import HealthCheck
from bot.monitoring.metrics import Metrics
from bot.settings import Settings
from bot.storage.picture_store import PictureStore
from bot.styles.catalog import StyleCatalog
from bot.styles.presets import PresetCatalog
from bot.styles.previews import Previews


@dataclass(frozen=True, slots=True)
class Services:
    """All that features share, each thing once."""

    settings: Settings
    presets: PresetCatalog
    pictures: PictureStore
    intake: Intake
    jobs: JobRepository
    runner: JobRunner
    job_service: JobService
    promises: Promises
    servers: Servers
    server_styles: ServerStyles
    favourites: Favourites
    previews: Previews
    mod_log: ModLog
    erasure: MemberErasure
    health: HealthCheck
    metrics: Metrics
    challenges: ChallengeRepositories
    challenge_scheduler: ChallengeScheduler

    def catalog(self, guild_id: int | None, locale: str) -> StyleCatalog:
        """Return what may be chosen in a server, or in a direct message."""
        own = tuple(self.server_styles.of(guild_id))
        rules = self.servers.of(guild_id)
        return StyleCatalog(self.presets, own, rules, self.settings.size, locale)
